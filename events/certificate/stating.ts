/** Leaves about statements: the version that states, its verification, and whose they are. */

import { asParty, type EventOfType, type EventType, type RegistryEvent } from '../../shared/ledger/event.ts';
import { bornId } from '../audit/rules/log/birth.ts';
import type { Fault } from './evidence.ts';
import type { Named } from './unit-words.ts';

export const ofType = <T extends EventType>(events: readonly RegistryEvent[], type: T): EventOfType<T>[] =>
  events.filter((event): event is EventOfType<T> => event.type === type);

export type Stating = EventOfType<'statement.submitted' | 'statement.revised'>;

const isStating = (event: RegistryEvent): event is Stating =>
  event.type === 'statement.submitted' || event.type === 'statement.revised';

/** Whether the event states a version of that statement; a park's that rolls it up only moves it. */
export const states = (event: RegistryEvent, statement: string): event is Stating =>
  isStating(event) && event.facts.statement === statement;

export const versionOf = ({ type, facts }: Stating): number =>
  type === 'statement.submitted' ? 1 : facts.version;

/** The one leaf that states; a revision's statement is told by its id alone. */
export function statementLeaf(
  statement: string,
  events: readonly RegistryEvent[],
  fault: Fault,
): Stating | undefined {
  const found = events.filter((event) => states(event, statement));
  const [stating] = found;
  if (found.length !== 1 || !stating) {
    fault(
      '/evidence',
      `须恰有排放声明 ${statement} 的一个版本`,
      `it needs one version of statement ${statement}`,
    );
    return undefined;
  }
  if (stating.type === 'statement.submitted' && bornId('e', stating.id) !== statement) {
    fault('/evidence', '排放声明标识不出自其记录', 'the id of the statement is not derived from its leaf');
    return undefined;
  }
  return stating;
}

export function verificationLeaf(
  stating: Stating,
  events: readonly RegistryEvent[],
  fault: Fault,
): EventOfType<'statement.verified'> | undefined {
  const { statement } = stating.facts;
  const version = versionOf(stating);
  const verified = ofType(events, 'statement.verified').find(
    ({ facts }) => facts.statement === statement && facts.version === version,
  );
  if (!verified)
    fault(
      '/evidence',
      `缺少排放声明第 ${version} 版的核查证明`,
      `no proof that version ${version} of the statement was verified`,
    );
  else if (!isVerifier(verified, asParty(stating).by.org, events))
    fault('/evidence', '核查者不是独立的核查机构', 'whoever verified it is no independent verification body');
  return verified;
}

/** Registered as a verification body, which acts as one and not for itself. */
function isVerifier(
  verified: EventOfType<'statement.verified'>,
  stating: string,
  events: readonly RegistryEvent[],
): boolean {
  const { org, role } = asParty(verified).by;
  const registered = ofType(events, 'organization.registered').some(
    ({ facts }) => facts.organization === org && facts.roles.includes('verifier'),
  );
  return registered && role === 'verifier' && org !== stating;
}

/** The organization as its registration names it. */
export function named(id: string, events: readonly RegistryEvent[], fault: Fault): Named {
  const leaf = ofType(events, 'organization.registered').find(
    (event) => event.facts.organization === id && bornId('o', event.id) === id,
  );
  if (!leaf) {
    fault('/evidence', `缺少机构 ${id} 的登记证明`, `no proof of the registration of ${id}`);
    return { id, name: '' };
  }
  const { name, uscc } = leaf.facts;
  return { id, name, ...(uscc !== undefined && { uscc }) };
}
