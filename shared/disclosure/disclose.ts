/** Opening one sealed thing to a named organization (this registry). */
import type { Context, Draft } from '../ledger/decision.ts';
import {
  accountEntity,
  contractEntity,
  disclosureEntity,
  type Entities,
  organizationEntity,
  pledgeEntity,
  read,
  settlementEntity,
  statementEntity,
  transferEntity,
} from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { signatories } from '../power/contract.ts';
import type { DisclosedSubject } from './facts.ts';

export interface Disclose {
  subject: DisclosedSubject;
  /** Of a statement: the line's id, and its place among the lines; undefined where there is none. */
  line?: { id: string; index: number | undefined } | undefined;
  to: string;
}

/** A seal, the commit whose leaf has it, and the organizations whose affair it is. */
interface SealedThing {
  sides: string[];
  commit: string;
  seal: string | undefined;
}

/**
 * Rejections in order: not-found (also to who is no side), disclosure-version, disclosure-nothing-sealed,
 * disclosure-line-unknown, not-found (the organization), disclosure-to-side. `entities` holds what was
 * sealed, the accounts of its sides, a settlement's contract, and the organization.
 */
export function decideDisclose(
  entities: Entities,
  { subject, line, to }: Disclose,
  { id, org }: Context,
): Draft<'disclosure.made'> | Rejection {
  const found = sealedThing(entities, subject);
  if (!found?.sides.includes(org)) return reject('not-found', '/subject/id', { id: subject.id });
  const other = versionFault(entities, subject);
  if (other) return other;
  const { sides, commit, seal } = found;
  if (seal === undefined) return reject('disclosure-nothing-sealed', '/subject');
  if (line && line.index === undefined) return reject('disclosure-line-unknown', '/line', { line: line.id });
  if (!read(entities, organizationEntity(to))) return reject('not-found', '/to', { organization: to });
  if (sides.includes(to)) return reject('disclosure-to-side', '/to', { organization: to });
  return {
    type: 'disclosure.made',
    facts: { subject, ...(line?.index !== undefined && { line: line.index }), commit, seal, to },
    advances: [disclosureEntity(id)],
  };
}

function sealedThing(entities: Entities, subject: DisclosedSubject): SealedThing | undefined {
  switch (subject.kind) {
    case 'transfer':
    case 'pledge':
      return betweenAccounts(entities, subject);
    case 'contract': {
      const contract = read(entities, contractEntity(subject.id))?.state;
      const version = versionIn(entities, subject);
      return (
        contract && { sides: signatories(contract), commit: version?.proposal ?? '', seal: version?.sealed }
      );
    }
    case 'settlement': {
      const contract = read(entities, contractEntity(subject.id))?.state;
      // A month is settled once, so the entity's commit is the one that sealed the amounts.
      const month = read(entities, settlementEntity(subject.id, subject.month));
      return (
        contract && month && { sides: signatories(contract), commit: month.commit, seal: month.state.sealed }
      );
    }
    case 'statement': {
      const state = read(entities, statementEntity(subject.id))?.state;
      return state && { sides: [state.organization], commit: state.submission, seal: state.sealed };
    }
  }
}

function betweenAccounts(
  entities: Entities,
  { kind, id }: Extract<DisclosedSubject, { kind: 'transfer' | 'pledge' }>,
): SealedThing | undefined {
  const entity = kind === 'transfer' ? transferEntity(id) : pledgeEntity(id);
  const state = read(entities, entity)?.state;
  if (!state) return undefined;
  const { from, to, sealed } = state;
  const sides = [from, to].flatMap(
    (account) => read(entities, accountEntity(account))?.state.organization ?? [],
  );
  return { sides, commit: id, seal: sealed };
}

function versionIn(
  entities: Entities,
  { id, version }: Extract<DisclosedSubject, { kind: 'contract' }>,
): { proposal: string; sealed: string } | undefined {
  const state = read(entities, contractEntity(id))?.state;
  return [...(state?.versions ?? []), state?.pending, state?.declined].find(
    (each) => each?.version === version,
  );
}

/** Of a statement only the present version is known with its seal; of a contract those that stand. */
function versionFault(entities: Entities, subject: DisclosedSubject): Rejection | undefined {
  if (subject.kind === 'contract' && !versionIn(entities, subject)) {
    const present = read(entities, contractEntity(subject.id))?.state.lastVersion ?? 0;
    return reject('disclosure-version', '/subject/version', { version: subject.version, present });
  }
  if (subject.kind === 'statement') {
    const present = read(entities, statementEntity(subject.id))?.state.version ?? 0;
    if (present !== subject.version)
      return reject('disclosure-version', '/subject/version', { version: subject.version, present });
  }
  return undefined;
}
