/**
 * A disclosure: a party opens one sealed thing to a named organization, which checks it against the leaf by
 * itself. It can't be taken back: what was read was read.
 */
import {
  contractEntity,
  disclosureEntity,
  type EntityId,
  type NextStates,
  pledgeEntity,
  settlementEntity,
  statementEntity,
  transferEntity,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import type { DisclosedSubject } from './facts.ts';

export const evolveDisclosureMade = (
  _entities: unknown,
  { id, by, facts }: EventOfType<'disclosure.made'>,
): NextStates => [[disclosureEntity(id), { ...facts, by: by.org }]];

/** The entity whose seal is opened. */
export function subjectEntity(
  subject: DisclosedSubject,
): EntityId<'transfer' | 'pledge' | 'contract' | 'settlement' | 'statement'> {
  switch (subject.kind) {
    case 'transfer':
      return transferEntity(subject.id);
    case 'pledge':
      return pledgeEntity(subject.id);
    case 'contract':
      return contractEntity(subject.id);
    case 'settlement':
      return settlementEntity(subject.id, subject.month);
    case 'statement':
      return statementEntity(subject.id);
  }
}
