/**
 * A retirement certificate, checked offline: what its leaves say is in the log that the key signed, and what the
 * certificate says in words is what its leaves say. It needs nothing but the certificate and the log's key.
 */
import * as z from 'zod';
import { serialsOf } from '../shared/block.ts';
import { toUtf8 } from '../shared/encoding.ts';
import type { SerialRange } from '../shared/entity.ts';
import type { EventOfType, RegistryEvent } from '../shared/event.ts';
import { MalformedError } from '../shared/malformed.ts';
import { unitOfPurpose } from '../shared/purpose.ts';
import { readLeaf } from './audit/leaf.ts';
import { type Fault, type Origin, originsOf } from './certificate-origin.ts';
import { formatVkey, type NoteKey } from './tlog/note-key.ts';
import { verifyProof } from './tlog/proof.ts';
import { UnverifiedError } from './tlog/unverified.ts';

const serials = z.strictObject({ batch: z.string(), from: z.int(), to: z.int() });
const certificateSchema = z.strictObject({
  format: z.literal('lvzhang-retirement-certificate/v1'),
  retirement: z.strictObject({
    id: z.string(),
    account: z.string(),
    quantity: z.int(),
    /** Absent in certificates of the first releases, which were all of tonnes. */
    unit: z.string().optional(),
    serials: z.array(serials),
    beneficiary: z.string(),
    reason: z.string(),
    purpose: z.string(),
    consumptionYear: z.int().optional(),
    imported: z.boolean(),
    at: z.string(),
  }),
  log: z.strictObject({ origin: z.string(), vkey: z.string() }),
  evidence: z
    .array(z.strictObject({ leaf: z.string(), proof: z.string() }))
    .min(1)
    .max(250),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** What doesn't hold. `path` is the JSON pointer of the part of the certificate. */
export interface CertificateFault {
  path: string;
  message: { zh: string; en: string };
}

/** An evidence leaf that was found in the log. */
interface Proven {
  event: RegistryEvent;
  index: number;
  /** Size of the tree under whose checkpoint it was found. */
  size: number;
}

export interface CertificateCheck {
  valid: boolean;
  faults: CertificateFault[];
  /** Where the retirement stands in the log; set when it is proven. */
  retirement?: { event: EventOfType<'units.retired'>; index: number; size: number };
  /** What the serials are: proven leaves, by batch. */
  origins: Origin[];
}

export interface CertificateOptions {
  logKey: NoteKey;
  /** Keys that must all have cosigned every checkpoint. */
  witnesses?: readonly NoteKey[];
}

/** Checks the text of a certificate. Never throws for what it says. */
export function verifyCertificate(text: string, options: CertificateOptions): CertificateCheck {
  const faults: CertificateFault[] = [];
  const fault = (path: string, zh: string, en: string) => faults.push({ path, message: { zh, en } });
  const certificate = parseCertificate(text, fault);
  if (!certificate) return { valid: false, faults, origins: [] };
  const { logKey } = options;
  if (certificate.log.origin !== logKey.name || certificate.log.vkey !== formatVkey(logKey))
    fault('/log', '证书所列账本或公钥不是所给公钥', 'the log or key that it names is not the key given');
  const proven = certificate.evidence.map((evidence, i) =>
    prove(evidence, options, (zh, en) => fault(`/evidence/${i}`, zh, en)),
  );
  const [first] = proven;
  if (first && first.event.type !== 'units.retired')
    fault('/evidence/0', '首条记录不是注销', 'its first leaf is not a retirement');
  if (first?.event.type !== 'units.retired') return { valid: false, faults, origins: [] };
  const event = first.event;
  compareWords(certificate.retirement, event, fault);
  const origins = originsOf(
    event,
    proven.flatMap((each) => (each ? [each.event] : [])),
    fault,
  );
  const { index, size } = first;
  return { valid: faults.length === 0, faults, retirement: { event, index, size }, origins };
}

function parseCertificate(text: string, fault: Fault): Certificate | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    fault('', `不是 JSON：${message}`, `not JSON: ${message}`);
    return undefined;
  }
  const parsed = certificateSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  fault(
    path.map((part) => `/${String(part)}`).join(''),
    `格式不符：${message}`,
    `not of the format: ${message}`,
  );
  return undefined;
}

/** The leaf is canonical, an event of the catalogue, and in the tree whose checkpoint the given key signed. */
function prove(
  { leaf, proof }: Certificate['evidence'][number],
  { logKey, witnesses = [] }: CertificateOptions,
  fault: (zh: string, en: string) => void,
): Proven | undefined {
  let broken = false;
  const event = readLeaf(leaf, (rule) => {
    broken = true;
    fault(`记录不合规：${rule}`, `the leaf is not an event: ${rule}`);
  });
  try {
    const { index, opened } = verifyProof(proof, { bytes: toUtf8(leaf) }, logKey, {
      witnesses,
      quorum: witnesses.length,
    });
    return event && !broken ? { event, index, size: opened.checkpoint.size } : undefined;
  } catch (error) {
    if (!(error instanceof MalformedError || error instanceof UnverifiedError)) throw error;
    fault(`证明不成立：${error.message}`, `the proof does not hold: ${error.message}`);
    return undefined;
  }
}

/** Every field that a person reads is the leaf's own. */
function compareWords(
  { serials: ranges, ...words }: Certificate['retirement'],
  { id, at, facts }: EventOfType<'units.retired'>,
  fault: Fault,
): void {
  const { items, ...own } = facts;
  const unit = unitOfPurpose(facts.purpose);
  const said: Record<string, unknown> = { unit, ...words };
  const written: Record<string, unknown> = { id, at, unit, ...own };
  for (const field of new Set([...Object.keys(said), ...Object.keys(written)])) {
    if (said[field] !== written[field])
      fault(
        `/retirement/${field}`,
        `证书写 ${String(said[field])}，记录为 ${String(written[field])}`,
        `it says ${String(said[field])}, the leaf ${String(written[field])}`,
      );
  }
  if (textOf(ranges) !== textOf(serialsOf(items)))
    fault('/retirement/serials', '序号与记录不符', 'the serials are not those of the leaf');
  const sum = ranges.reduce((total, { from, to }) => total + to - from + 1, 0);
  if (sum !== facts.quantity)
    fault('/retirement/quantity', `序号合计 ${sum}`, `the serials sum to ${sum}, not to the quantity`);
}

const textOf = (ranges: readonly SerialRange[]) =>
  ranges.map(({ batch, from, to }) => `${batch}/${from}-${to}`).join();
