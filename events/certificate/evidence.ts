/**
 * What every certificate consists of: words, and leaves of the log with their proofs that the words rest on.
 */
import * as z from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { isReadOneWay } from '../../shared/base/json.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { canonicalJson } from '../../shared/ledger/signature.ts';
import { readLeaf } from '../audit/leaf.ts';
import { formatVkey, type NoteKey } from '../tlog/note-key.ts';
import { proofVerifier } from '../tlog/proof.ts';
import { UnverifiedError } from '../tlog/unverified.ts';

/** One leaf with its proof, as a tlog-proof's text. */
export const Evidence = z.strictObject({ leaf: z.string(), proof: z.string() });

/** The log, as the certificate itself names it; this proves nothing. */
export const NamedLog = z.strictObject({ origin: z.string(), vkey: z.string() });

/** A fault of a certificate. `path` is the JSON pointer of the part concerned. */
export interface CertificateFault {
  path: string;
  message: { zh: string; en: string };
}

/** Notes a fault. `path` is the JSON pointer of the part of the certificate. */
export type Fault = (path: string, zh: string, en: string) => void;

export interface CertificateOptions {
  logKey: NoteKey;
  /** Keys that must all have cosigned every checkpoint. */
  witnesses?: readonly NoteKey[];
}

/** A leaf that was found in the log. */
export interface Proven {
  event: RegistryEvent;
  index: number;
  /** Size of the tree under whose checkpoint the leaf was found. */
  size: number;
}

export function gatherFaults(): { faults: CertificateFault[]; fault: Fault } {
  const faults: CertificateFault[] = [];
  return { faults, fault: (path, zh, en) => faults.push({ path, message: { zh, en } }) };
}

const chinese = zhCN().localeError;

/** The certificate in a text; undefined, with a fault noted, where the text isn't of the format. */
export function parseCertificate<S extends z.ZodType>(
  schema: S,
  text: string,
  fault: Fault,
): z.infer<S> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    fault('', '不是 JSON', `not JSON: ${message}`);
    return undefined;
  }
  if (!isReadOneWay(text, value)) {
    fault(
      '',
      '同一对象中有同名的成员，各程序读法不一',
      'an object names a member twice: programs differ on it',
    );
    return undefined;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  const [inChinese] = schema.safeParse(value, { error: chinese }).error!.issues;
  fault(
    path.map((part) => `/${String(part)}`).join(''),
    `格式不符：${inChinese!.message}`,
    `not of the format: ${message}`,
  );
  return undefined;
}

/** Proves one leaf; undefined, with a fault noted, where it isn't in the log. */
export type Prover = (
  evidence: z.infer<typeof Evidence>,
  fault: (zh: string, en: string) => void,
) => Proven | undefined;

/**
 * Proves that leaves are canonical, events of the catalogue, and in the tree whose checkpoint the given key
 * signed. The leaves of one certificate share their checkpoint, which is opened once.
 */
function proverFor({ logKey, witnesses = [] }: CertificateOptions): Prover {
  const verifyProof = proofVerifier(logKey, { witnesses, quorum: witnesses.length });
  return ({ leaf, proof }, fault) => {
    let broken = false;
    const event = readLeaf(leaf, (rule) => {
      broken = true;
      fault(`记录不合规：${rule}`, `the leaf is not an event: ${rule}`);
    });
    try {
      const { index, opened } = verifyProof(proof, { bytes: toUtf8(leaf) });
      return event && !broken ? { event, index, size: opened.checkpoint.size } : undefined;
    } catch (error) {
      if (!(error instanceof MalformedError || error instanceof UnverifiedError)) throw error;
      fault(`证明不成立：${error.message}`, `the proof does not hold: ${error.message}`);
      return undefined;
    }
  };
}

/**
 * The proven leaves in their order, undefined for one that isn't proven; also checks the log's name and key.
 */
function proveAll(
  { log, evidence }: { log: z.infer<typeof NamedLog>; evidence: readonly z.infer<typeof Evidence>[] },
  logKey: NoteKey,
  prove: Prover,
  fault: Fault,
): (Proven | undefined)[] {
  if (log.origin !== logKey.name || log.vkey !== formatVkey(logKey))
    fault('/log', '证书所列账本或公钥不是所给公钥', 'the log or key that it names is not the key given');
  return evidence.map((each, i) => prove(each, (zh, en) => fault(`/evidence/${i}`, zh, en)));
}

/** What a certificate comes to; `proven` only where it is valid. */
export interface Checked<T> {
  valid: boolean;
  faults: CertificateFault[];
  proven?: T;
}

/** What the text of a certificate shows before anybody looks at its words. */
interface Shown<C> {
  faults: CertificateFault[];
  fault: Fault;
  /** Undefined, with its fault among them, where the text is none of the format. */
  certificate: C | undefined;
  /** The leaves in their order, undefined for one that isn't proven. */
  proven: (Proven | undefined)[];
  /** Those that are. */
  leaves: Proven[];
  /** Proves a further leaf. */
  prove: Prover;
}

/** Reads a certificate, and proves its leaves. Bad content is a fault in the answer, never an exception. */
export function provenIn<C extends { log: z.infer<typeof NamedLog>; evidence: z.infer<typeof Evidence>[] }>(
  schema: z.ZodType<C>,
  text: string,
  options: CertificateOptions,
): Shown<C> {
  const { faults, fault } = gatherFaults();
  const prove = proverFor(options);
  const certificate = parseCertificate(schema, text, fault);
  const proven = certificate ? proveAll(certificate, options.logKey, prove, fault) : [];
  return { faults, fault, certificate, proven, leaves: proven.flatMap((each) => each ?? []), prove };
}

/** Tells of each member that the two sides have otherwise, as messages show its values. */
export function compareMembers(
  said: object,
  written: object,
  differs: (member: string, here: string, there: string) => void,
): void {
  const [here, there] = [said, written].map((side) => new Map<string, unknown>(Object.entries(side)));
  for (const member of new Set([...here!.keys(), ...there!.keys()])) {
    const [one, other] = [here!.get(member), there!.get(member)];
    const isSame = (one === undefined) === (other === undefined) && wordOf(one) === wordOf(other);
    if (!isSame) differs(member, wordOf(one), wordOf(other));
  }
}

const wordOf = (value: unknown): string =>
  value === undefined ? 'nothing 无' : typeof value === 'object' ? canonicalJson(value) : String(value);
