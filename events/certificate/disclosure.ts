/**
 * Checks a disclosure offline: who opened what to whom stands in the log that the key signed, the one who
 * opened it is a side of it, and what is shown opens the seal that the leaf has had since.
 */
import * as z from 'zod';
import { opens } from '../../shared/base/seal.ts';
import type { DisclosedSubject } from '../../shared/disclosure/facts.ts';
import { asParty, type EventOfType, type RegistryEvent } from '../../shared/ledger/event.ts';
import { LINES_MAX } from '../../shared/statements/line.ts';
import { opensLine, opensLines } from '../../shared/statements/line-seals.ts';
import { FLOWS_MAX } from '../../shared/statements/rolled-up.ts';
import { openingOf } from './consent.ts';
import {
  type CertificateOptions,
  type Checked,
  Evidence,
  type Fault,
  NamedLog,
  provenIn,
} from './evidence.ts';
import { named, ofType, states, versionOf } from './stating.ts';
import type { Named } from './unit-words.ts';

/** The format that this release writes and verifies. */
export const DISCLOSURE_FORMAT = 'lvzhang-disclosure/v1';

/** Disclosure, sealing leaf, two organizations, two accounts or the contract's first leaf. */
const LEAVES_MAX = 6;

const Seal = z.string();

/** The whole of what was sealed with its salt, or one line of a statement with what opens it. */
export const OpenedSeal = z.union([
  z.strictObject({ facts: z.record(z.string(), z.unknown()), salt: z.string() }),
  z.strictObject({
    index: z.int(),
    line: z.unknown(),
    salt: z.string(),
    /** The seals of all lines and flows, of which the leaf has the seal. */
    seals: z.strictObject({
      lines: z.array(Seal).max(LINES_MAX),
      flows: z.array(Seal).max(FLOWS_MAX).optional(),
    }),
    sealsSalt: z.string(),
  }),
]);
export type OpenedSeal = z.infer<typeof OpenedSeal>;

export const DisclosureEvidence = z.strictObject({
  format: z.literal(DISCLOSURE_FORMAT),
  /** The commit that disclosed it. */
  disclosure: z.string(),
  opened: OpenedSeal,
  log: NamedLog,
  evidence: z.array(Evidence).min(1).max(LEAVES_MAX),
});

export interface ProvenDisclosure {
  event: EventOfType<'disclosure.made'>;
  by: Named;
  to: Named;
  /** The event that sealed it. */
  sealed: RegistryEvent;
  opened: OpenedSeal;
  /** Size of the tree under whose checkpoint the leaves were found. */
  size: number;
}

export type DisclosureCheck = Checked<ProvenDisclosure>;

/** Checks the text of a disclosure's evidence. Bad content is a fault in the answer, never an exception. */
export function verifyDisclosure(text: string, options: CertificateOptions): DisclosureCheck {
  const { faults, fault, certificate: evidence, leaves } = provenIn(DisclosureEvidence, text, options);
  if (!evidence) return { valid: false, faults };
  const events = leaves.map((each) => each.event);
  const event = ofType(events, 'disclosure.made').find(({ id }) => id === evidence.disclosure);
  if (!event) {
    fault('/disclosure', '缺少披露的记录', 'no proof of the disclosure');
    return { valid: false, faults };
  }
  const sealed = sealingLeaf(event, events, fault);
  if (sealed) checkOpened(event, evidence.opened, fault);
  const discloser = asParty(event).by.org;
  if (sealed && !sidesOf(event.facts.subject, sealed, events).includes(discloser))
    fault('/evidence', '未证明披露者是其一方', 'no proof that whoever disclosed it is a side of it');
  const [by, to] = [discloser, event.facts.to].map((id) => named(id, events, fault));
  if (faults.length > 0 || !sealed) return { valid: false, faults };
  const size = Math.max(...leaves.map((each) => each.size));
  return {
    valid: true,
    faults,
    proven: { event, by: by!, to: to!, sealed, opened: evidence.opened, size },
  };
}

/** The leaf that sealed what is disclosed: of the subject named, and with the same seal. */
function sealingLeaf(
  { facts }: EventOfType<'disclosure.made'>,
  events: readonly RegistryEvent[],
  fault: Fault,
): RegistryEvent | undefined {
  const sealed = events.find(({ id }) => id === facts.commit);
  if (!sealed || !seals(sealed, facts.subject)) {
    fault('/evidence', '缺少封存该内容的记录', 'no proof of the leaf that sealed it');
    return undefined;
  }
  if (sealed.sealed !== facts.seal) {
    fault('/evidence', '封存摘要与该记录不符', 'the seal is not the one of that leaf');
    return undefined;
  }
  return sealed;
}

/** Whether the event sealed that subject. */
function seals(event: RegistryEvent, subject: DisclosedSubject): boolean {
  switch (subject.kind) {
    case 'transfer':
      return event.type === 'units.offered' && event.id === subject.id;
    case 'pledge':
      return event.type === 'pledge.proposed' && event.id === subject.id;
    case 'contract':
      return (
        event.type === 'contract.proposed' &&
        event.facts.contract === subject.id &&
        event.facts.version === subject.version
      );
    case 'settlement':
      return (
        event.type === 'contract.settled' &&
        event.facts.contract === subject.id &&
        event.facts.month === subject.month
      );
    case 'statement':
      return states(event, subject.id) && versionOf(event) === subject.version;
  }
}

/** What is shown is what was sealed, at the line that the disclosure names. */
function checkOpened(
  { facts: { subject, line, seal } }: EventOfType<'disclosure.made'>,
  opened: OpenedSeal,
  fault: Fault,
): void {
  const whole = 'facts' in opened ? opened : undefined;
  const sound = whole
    ? line === undefined && opensWhole(subject, seal, whole)
    : 'index' in opened && opened.index === line && opensLine(seal, opened);
  if (!sound) fault('/opened', '所示者不是所封存者', 'what is shown is not what was sealed');
}

function opensWhole(
  { kind }: DisclosedSubject,
  seal: string,
  { facts, salt }: Extract<OpenedSeal, { facts: unknown }>,
): boolean {
  if (kind !== 'statement') return opens(seal, facts, salt);
  const { lines, flows } = facts;
  return (
    Array.isArray(lines) &&
    (flows === undefined || Array.isArray(flows)) &&
    opensLines(seal, { lines, flows }, salt)
  );
}

/** The organizations whose affair it is, as far as the leaves prove them. */
function sidesOf(
  subject: DisclosedSubject,
  sealed: RegistryEvent,
  events: readonly RegistryEvent[],
): string[] {
  if (sealed.type === 'units.offered' || sealed.type === 'pledge.proposed') {
    const { from, to } = sealed.facts;
    return [from, to].flatMap((account) => openingOf(account, events)?.facts.organization ?? []);
  }
  if (subject.kind === 'statement') return [asParty(sealed).by.org];
  return ofType(events, 'contract.proposed')
    .filter(({ facts }) => facts.contract === subject.id)
    .flatMap(({ facts: { seller, buyers } }) => [seller, ...buyers.map(({ organization }) => organization)]);
}
