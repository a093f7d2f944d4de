/** Registration and revocation of signing keys: one command each, with the same result when repeated. */
import * as z from 'zod';
import { OrganizationId } from '../../../shared/base/field.ts';
import { KeyId, SIGNATURE_ALG } from '../../../shared/ledger/signature.ts';
import { registrationKeyOf, registrationOf, revocationKeyOf } from '../../../shared/ledger/signed-request.ts';
import { postV1OrganizationsIdKeys, postV1OrganizationsIdKeysKidRevoke } from '../../client/operations.ts';
import { change } from '../../client/request.ts';
import type { ApiClient } from '../api-client.ts';
import { connectAs, connectionOptions } from '../import/connection.ts';
import { possessionProof, readSigningKey, type SigningKey } from '../signing-key.ts';
import { parseOptions, UsageError } from '../usage.ts';

const flags = {
  ...connectionOptions,
  as: { type: 'string' },
  org: { type: 'string' },
  reason: { type: 'string' },
} as const;

/** The registry's answer. */
export type Answer = Record<string, unknown>;
const Answer = z.record(z.string(), z.unknown());

/** `FILE [--sign OLD-KEYFILE]` @throws UsageError, UnreadableError, RefusedError, UnavailableError */
export async function register(args: string[]): Promise<Answer> {
  const { target, client } = open(args, []);
  return registerKey(client, readSigningKey(target));
}

/** The Idempotency-Key is made from the key's id: a repeated request gets the first answer. */
export async function registerKey(client: ApiClient, key: SigningKey): Promise<Answer> {
  const org = await organizationOf(client);
  const proof = possessionProof(key, org, registrationOf(await client.logOrigin(), org, key.kid));
  const body = { alg: SIGNATURE_ALG, publicKey: key.publicKey, proof };
  return change(client, postV1OrganizationsIdKeys(org, body), registrationKeyOf(key.kid), Answer);
}

/**
 * `KID --reason TEXT [--org ID] [--sign KEYFILE]`
 * @throws UsageError, UnreadableError, RefusedError, UnavailableError
 */
export async function revoke(args: string[]): Promise<Answer> {
  const { target, client, values } = open(args, ['org', 'reason']);
  const kid = KeyId.safeParse(target);
  if (!kid.success) throw new UsageError(`${target}: 不是密钥标识 no key id (lvzhang key show FILE)`);
  const { reason } = values;
  if (reason === undefined)
    throw new UsageError('须给出 --reason，将永久公开; give --reason: it is public for good');
  const org = values.org ?? (await organizationOf(client));
  const revoking = postV1OrganizationsIdKeysKidRevoke(org, kid.data, { reason });
  return change(client, revoking, revocationKeyOf(kid.data), Answer);
}

/** The operator's own token names no organization that is registered. @throws UsageError, UnreadableError */
async function organizationOf(client: ApiClient): Promise<string> {
  const org = await client.organization();
  if (OrganizationId.safeParse(org).success) return org;
  throw new UsageError(
    `${org}: 不是已登记机构，没有密钥；请以 --as NAME 或该机构的令牌指明机构，登记机构撤销他方密钥用 --org\n` +
      '  no registered organization, so it has no keys: name yours with --as NAME, or use its token;\n' +
      "  the operator revokes another's key with --org ID",
  );
}

/** The one file or key id, and a client in the name of --as or of the token's organization. */
function open(args: string[], own: readonly ('org' | 'reason')[]) {
  const { values, positionals } = parseOptions({ args, allowPositionals: true, options: flags });
  const [target, ...more] = positionals;
  if (target === undefined || more.length > 0)
    throw new UsageError('须给出一个密钥文件或密钥标识 give one key file or key id');
  for (const flag of ['org', 'reason'] as const)
    if (values[flag] !== undefined && !own.includes(flag)) throw new UsageError(`--${flag}`);
  const client = connectAs(values);
  return { target, client, values };
}
