/**
 * Disclosures: an organization opens only what is its own affair, with the seal that it has in the log, to an
 * organization that is registered. Ended transfers and pledges have left the replay, so whose those were is
 * for the disclosure's own evidence to show.
 */
import {
  contractEntity,
  disclosureEntity,
  pledgeEntity,
  settlementEntity,
  statementEntity,
  transferEntity,
} from '../../../../shared/ledger/entity.ts';
import type { EventOfType, Facts } from '../../../../shared/ledger/event.ts';
import type { ContractState } from '../../../../shared/power/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { organizationOf } from '../parties/known-organization.ts';
import type { Rules } from '../rule.ts';

type Subject = Facts<'disclosure.made'>['subject'];

/** What the log says was sealed: by which commit, under which seal, whose affair it is, how many lines. */
interface Known {
  commit: string;
  seal: string | undefined;
  sides: readonly string[];
  lines: number;
}

const disclosureMade: Rules<'disclosure.made'> = (live, event, violates) => {
  const { id, by, facts } = event;
  const entity = disclosureEntity(id);
  organizationOf(live, facts.to, violates);
  if (facts.to === by.org) violates('disclosure-to-itself', {}, entity);
  const known = knownOf(live, facts.subject);
  if (known === 'unknown') violates('disclosure-unknown', { kind: facts.subject.kind }, entity);
  else if (known !== 'ended') checkKnown(event, known, violates);
  else if (facts.commit !== facts.subject.id)
    violates('disclosure-seal', { commit: facts.commit, expected: facts.subject.id }, entity);
  if (facts.line !== undefined && facts.subject.kind !== 'statement')
    violates('disclosure-line', { line: facts.line, lines: 0 }, entity);
};

function checkKnown(
  { id, by, facts }: EventOfType<'disclosure.made'>,
  { commit, seal, sides, lines }: Known,
  violates: Violates,
): void {
  const entity = disclosureEntity(id);
  if (!sides.includes(by.org)) violates('disclosure-of-another', { org: by.org }, entity);
  if (facts.to !== by.org && sides.includes(facts.to))
    violates('disclosure-to-side', { organization: facts.to }, entity);
  if (facts.commit !== commit)
    violates('disclosure-seal', { commit: facts.commit, expected: commit }, entity);
  else if (facts.seal !== seal) violates('disclosure-seal', { commit, expected: seal }, entity);
  if (facts.subject.kind === 'statement' && facts.line !== undefined && facts.line >= lines)
    violates('disclosure-line', { line: facts.line, lines }, entity);
}

function knownOf(live: LiveState, subject: Subject): Known | 'unknown' | 'ended' {
  switch (subject.kind) {
    case 'transfer':
    case 'pledge': {
      const entity = subject.kind === 'transfer' ? transferEntity(subject.id) : pledgeEntity(subject.id);
      const state = live.state(entity);
      if (!state) return 'ended';
      const sides = [state.from, state.to].flatMap((account) => live.owners.get(account) ?? []);
      return { commit: subject.id, seal: state.sealed, sides, lines: 0 };
    }
    case 'contract': {
      const state = live.state(contractEntity(subject.id));
      const found = [...(state?.versions ?? []), state?.pending, state?.declined].find(
        (each) => each?.version === subject.version,
      );
      if (!state || !found) return 'unknown';
      return { commit: found.proposal, seal: found.sealed, sides: partiesOf(state), lines: 0 };
    }
    case 'settlement': {
      const contract = live.state(contractEntity(subject.id));
      const month = live.entities.get(settlementEntity(subject.id, subject.month));
      const state = live.state(settlementEntity(subject.id, subject.month));
      if (!contract || !month || !state) return 'unknown';
      return { commit: month.commit, seal: state.sealed, sides: partiesOf(contract), lines: 0 };
    }
    case 'statement': {
      const state = live.state(statementEntity(subject.id));
      if (state?.version !== subject.version) return 'unknown';
      const { submission: commit, sealed: seal, organization, stated } = state;
      return { commit, seal, sides: [organization], lines: stated.lines.count };
    }
  }
}

const partiesOf = ({ seller, buyers }: ContractState): string[] => [
  seller,
  ...buyers.map(({ organization }) => organization),
];

export const disclosureRules = { 'disclosure.made': disclosureMade };
