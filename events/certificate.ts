/**
 * A retirement certificate, checked offline: what its leaves say is in the log that the key signed, and what the
 * certificate says in words is what its leaves say. It needs nothing but the certificate and the log's key.
 */
import * as z from 'zod';
import { serialsOf } from '../shared/block.ts';
import { deriveId } from '../shared/decision.ts';
import { toUtf8 } from '../shared/encoding.ts';
import type { SerialRange } from '../shared/entity.ts';
import type { EventOfType, EventType, RegistryEvent } from '../shared/event.ts';
import { MalformedError } from '../shared/malformed.ts';
import { readLeaf } from './audit/leaf.ts';
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
    serials: z.array(serials),
    beneficiary: z.string(),
    reason: z.string(),
    purpose: z.string(),
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
  origins: {
    serials: SerialRange[];
    issued: EventOfType<'units.issued'>;
    project: EventOfType<'project.imported' | 'project.registered'>;
  }[];
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
  const origins = originsOf(event, proven, fault);
  const { index, size } = first;
  return { valid: faults.length === 0, faults, retirement: { event, index, size }, origins };
}

type Fault = (path: string, zh: string, en: string) => void;

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
  const said: Record<string, unknown> = words;
  for (const [field, value] of Object.entries({ id, at, ...own })) {
    if (said[field] !== value)
      fault(
        `/retirement/${field}`,
        `证书写 ${String(said[field])}，记录为 ${value}`,
        `it says ${String(said[field])}, the leaf ${value}`,
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

/** For every batch its issuance, which the serials are within, and the registration of its project. */
function originsOf(
  { facts }: EventOfType<'units.retired'>,
  proven: readonly (Proven | undefined)[],
  fault: Fault,
): CertificateCheck['origins'] {
  const events = proven.flatMap((each) => (each ? [each.event] : []));
  const find = <T extends EventType>(type: T, is: (event: EventOfType<T>) => boolean) =>
    events.find((event): event is EventOfType<T> => event.type === type && is(event as EventOfType<T>));
  const byBatch = Map.groupBy(serialsOf(facts.items), ({ batch }) => batch);
  return [...byBatch].flatMap(([batch, ranges]) => {
    const issued = find('units.issued', (event) => event.facts.batch === batch);
    // An id that isn't derived from its commit could be another issuance's.
    if (!issued || deriveId('b', issued.id) !== batch) {
      fault('/evidence', `缺少批次 ${batch} 的签发证明`, `no proof of the issuance of batch ${batch}`);
      return [];
    }
    if (ranges.some(({ from, to }) => from < 1 || from > to || to > issued.facts.quantity))
      fault('/retirement/serials', `序号超出批次 ${batch}`, `serials outside batch ${batch}`);
    const { project } = issued.facts;
    const registered = registrationOf(project, events);
    if (!registered) {
      fault(
        '/evidence',
        `缺少项目 ${project} 的登记证明`,
        `no proof of the registration of project ${project}`,
      );
      return [];
    }
    return [{ serials: ranges, issued, project: registered }];
  });
}

/** How the project came into the registry: born by its import, or registered here after a life of its own. */
function registrationOf(
  project: string,
  events: readonly RegistryEvent[],
): EventOfType<'project.imported' | 'project.registered'> | undefined {
  for (const event of events) {
    if (event.type === 'project.imported' && event.facts.project === project)
      return deriveId('p', event.id) === project ? event : undefined;
    if (event.type === 'project.registered' && event.facts.project === project) return event;
  }
  return undefined;
}
