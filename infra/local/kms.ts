import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod';
import { localArn } from './place.ts';
import { LOOPBACK, listen } from './ports.ts';
import { keepSecret } from './secret-file.ts';
import { type LocalTemplate, unused } from './template/template.ts';

/** A loopback KMS that signs with keys in files. It also refuses the calls of every other AWS service. */
export interface LocalKms {
  endpoint: string;
  stop(): Promise<void>;
}

const SIGNING_KEY_SPEC = 'ECC_NIST_EDWARDS25519';
const SIGNING_ALGORITHM = 'ED25519_SHA_512';
/** Longest message that KMS takes, bytes. */
const MESSAGE_BYTES_MAX = 4096;

const keySchema = z.strictObject({
  KeySpec: z.enum([SIGNING_KEY_SPEC, 'SYMMETRIC_DEFAULT']).default('SYMMETRIC_DEFAULT'),
  KeyUsage: z.enum(['SIGN_VERIFY', 'ENCRYPT_DECRYPT']).default('ENCRYPT_DECRYPT'),
  Description: unused,
  EnableKeyRotation: unused,
  Enabled: z.literal(true).optional(),
  KeyPolicy: unused,
  PendingWindowInDays: unused,
  Tags: unused,
});

const signSchema = z.strictObject({
  KeyId: z.string(),
  Message: z.base64(),
  MessageType: z.literal('RAW'),
  SigningAlgorithm: z.literal(SIGNING_ALGORITHM),
});
const getPublicKeySchema = z.strictObject({ KeyId: z.string() });

interface SigningKey {
  arn: string;
  privateKey: KeyObject;
}

/** An error that the SDK turns into an exception of the same name. */
class KmsError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

type Keys = ReadonlyMap<string, SigningKey>;

function find(keys: Keys, keyId: string): SigningKey {
  const key = keys.get(keyId);
  if (!key) throw new KmsError('NotFoundException', `Key '${keyId}' does not exist or doesn't sign here`);
  return key;
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new KmsError('ValidationException', z.prettifyError(parsed.error));
  return parsed.data;
}

const operations: Readonly<Record<string, (keys: Keys, input: unknown) => object>> = {
  'TrentService.Sign'(keys, input) {
    const { KeyId, Message } = parse(signSchema, input);
    const { arn, privateKey } = find(keys, KeyId);
    const message = Buffer.from(Message, 'base64');
    if (message.length < 1 || message.length > MESSAGE_BYTES_MAX) {
      throw new KmsError('ValidationException', `Message must be of 1 to ${MESSAGE_BYTES_MAX} bytes`);
    }
    const signature = sign(null, message, privateKey).toString('base64');
    return { KeyId: arn, Signature: signature, SigningAlgorithm: SIGNING_ALGORITHM };
  },
  'TrentService.GetPublicKey'(keys, input) {
    const { arn, privateKey } = find(keys, parse(getPublicKeySchema, input).KeyId);
    const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
    return {
      KeyId: arn,
      PublicKey: der.toString('base64'),
      KeySpec: SIGNING_KEY_SPEC,
      CustomerMasterKeySpec: SIGNING_KEY_SPEC,
      KeyUsage: 'SIGN_VERIFY',
      SigningAlgorithms: [SIGNING_ALGORITHM],
    };
  },
};

/** The operation's result; throws KmsError. */
async function perform(keys: Keys, request: IncomingMessage): Promise<object> {
  const target = String(request.headers['x-amz-target'] ?? `${request.method} ${request.url}`);
  const body = await buffer(request);
  const operation = Object.hasOwn(operations, target) ? operations[target] : undefined;
  if (!operation) throw new KmsError('UnknownOperationException', `${target} is not emulated locally`);
  let input: unknown;
  try {
    input = JSON.parse(body.toString());
  } catch {
    throw new KmsError('SerializationException', 'the request is no JSON');
  }
  return operation(keys, input);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

async function answer(keys: Keys, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    send(response, 200, await perform(keys, request));
  } catch (error) {
    const known = error instanceof KmsError;
    const type = known ? error.type : 'KMSInternalException';
    send(response, known ? 400 : 500, { __type: type, message: error instanceof Error ? error.message : '' });
  }
}

/** The Ed25519 key in a PEM file (PKCS #8), made the first time. */
function keepKey(file: string): KeyObject {
  const make = () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return createPrivateKey(keepSecret(file, make));
}

/** Gives the template's keys their identities; signing keys are kept in `folder`, others do nothing. */
function createKeys(template: LocalTemplate, folder: string): Map<string, SigningKey> {
  const keys = new Map<string, SigningKey>();
  for (const { logicalId, properties } of template.list('AWS::KMS::Key', keySchema)) {
    const arn = localArn('kms', `key/${logicalId}`);
    template.identify(logicalId, logicalId, { Arn: arn, KeyId: logicalId });
    if (properties.KeySpec !== SIGNING_KEY_SPEC) continue;
    const key = { arn, privateKey: keepKey(join(folder, `${logicalId}.pem`)) };
    keys.set(logicalId, key).set(arn, key);
  }
  return keys;
}

/**
 * Starts the local KMS for the template's `AWS::KMS::Key` resources.
 * @param folder where the key files are or will be (mode 0600)
 */
export async function startKms(template: LocalTemplate, folder: string): Promise<LocalKms> {
  const keys = createKeys(template, folder);
  const server = createServer((request, response) => void answer(keys, request, response));
  const port = await listen(server, 0);
  return {
    endpoint: `http://${LOOPBACK}:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
