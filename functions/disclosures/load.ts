/** What a disclosure rests on, and what it opens. */
import type { OpenedSeal } from '../../events/certificate/disclosure.ts';
import { fromHex } from '../../shared/base/encoding.ts';
import { subjectEntity } from '../../shared/disclosure/disclosure.ts';
import type { DisclosedSubject } from '../../shared/disclosure/facts.ts';
import type { DisclosureState } from '../../shared/disclosure/states.ts';
import {
  accountEntity,
  contractEntity,
  type EntityId,
  organizationEntity,
  pledgeEntity,
  read,
  statementEntity,
  transferEntity,
} from '../../shared/ledger/entity.ts';
import { openLine } from '../../shared/statements/line-seals.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { readSealed } from '../ledger/sealed.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import { type SealedLines, sealedLinesOf } from '../statements/sealed-lines.ts';

/** What was sealed, the accounts of its sides, a settlement's contract, and who is to read it. */
export async function loadSealed(
  reads: LedgerReads,
  subject: DisclosedSubject,
  to: string,
): Promise<Map<EntityId, Stored>> {
  const entities = await reads.entities([
    subjectEntity(subject),
    organizationEntity(to),
    ...(subject.kind === 'settlement' ? [contractEntity(subject.id)] : []),
  ]);
  const sides =
    subject.kind === 'transfer'
      ? read(entities, transferEntity(subject.id))?.state
      : subject.kind === 'pledge'
        ? read(entities, pledgeEntity(subject.id))?.state
        : undefined;
  if (!sides) return entities;
  return addTo(entities, await reads.entities([accountEntity(sides.from), accountEntity(sides.to)]));
}

/** The place of a statement's line among the lines of its present version; undefined where there is none. */
export async function placeOfLine(
  reads: LedgerReads,
  entities: ReadonlyMap<EntityId, Stored>,
  { id, kind }: DisclosedSubject,
  line: string,
): Promise<number | undefined> {
  const state = kind === 'statement' ? read(entities, statementEntity(id))?.state : undefined;
  if (!state) return undefined;
  const { facts } = await sealedLinesOf(reads, state);
  const index = facts.lines.findIndex((each) => each.id === line);
  return index < 0 ? undefined : index;
}

/**
 * What a disclosure opens, with what opens its seal. @throws Error if the commit has nothing sealed beside it
 */
export async function readOpened(
  reads: LedgerReads,
  { subject, commit, line }: DisclosureState,
): Promise<OpenedSeal> {
  const beside = (await readSealed<object>(reads, [commit])).get(commit);
  if (!beside) throw new Error(`the commit ${commit} has a seal and nothing beside it`);
  const { facts, salt } = beside;
  if (subject.kind !== 'statement' || line === undefined) return { facts: { ...facts }, salt };
  return openLine(facts as SealedLines, fromHex(salt), line);
}
