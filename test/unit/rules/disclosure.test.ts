/** Rules of disclosures, in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { type Disclose, decideDisclose } from '../../../shared/disclosure/disclose.ts';
import type { DisclosedSubject } from '../../../shared/disclosure/facts.ts';
import { deriveId } from '../../../shared/ledger/decision.ts';
import {
  contractEntity,
  type Entity,
  type EntityState,
  pledgeEntity,
  settlementEntity,
  statementEntity,
  transferEntity,
} from '../../../shared/ledger/entity.ts';
import { holdLadder, type Situation } from '../../support/ladder.ts';
import { contract, organizations, seller, steel, zinc } from '../../support/states/contract-states.ts';
import { commitNamed, contextOf, entity, idNamed, organizationNamed } from '../../support/states/states.ts';

const bank = organizationNamed('示例银行', ['financier']);
const statement = deriveId('e', commitNamed('statement'));
const transfer = commitNamed('transfer');
const pledge = commitNamed('pledge');
const sealOf = (digit: string) => `sha256:${digit.repeat(64)}`;
const month = '2026-03';

/** States of which only the members matter that a disclosure reads. */
const stored = (state: object, commit?: string): Entity => entity(state as EntityState, 1, commit);

const things: [string, Entity][] = [
  ...organizations,
  ...bank.entities,
  [transferEntity(transfer), stored({ from: seller.account, to: steel.account, sealed: sealOf('1') })],
  [pledgeEntity(pledge), stored({ from: steel.account, to: bank.account, sealed: sealOf('2') })],
  [
    contractEntity(contract),
    stored({
      seller: seller.id,
      buyers: [{ organization: steel.id }],
      versions: [{ version: 1, sealed: sealOf('3'), proposal: commitNamed('first') }],
      pending: { version: 3, sealed: sealOf('4'), proposal: commitNamed('third') },
      declined: { version: 2, sealed: sealOf('5'), proposal: commitNamed('second') },
      lastVersion: 3,
    }),
  ],
  [settlementEntity(contract, month), stored({ sealed: sealOf('6') }, commitNamed('settled'))],
  [
    statementEntity(statement),
    stored({
      organization: steel.id,
      version: 2,
      submission: commitNamed('revised'),
      sealed: sealOf('7'),
    }),
  ],
];

const situationOf =
  (subject: DisclosedSubject, more: Partial<Disclose> = {}) =>
  (): Situation<Disclose> => ({
    entities: new Map(things),
    candidates: [],
    command: { subject, to: zinc.id, ...more },
    context: contextOf(steel.id, 'enterprise', 'own'),
  });
const decide = ({ entities, command, context }: Situation<Disclose>) =>
  decideDisclose(entities, command, context);
const change = (more: Partial<Disclose>) => (s: Situation<Disclose>) => Object.assign(s.command, more);

holdLadder(
  'disclose a line of a statement',
  situationOf({ kind: 'statement', id: statement, version: 2 }, { line: { id: 'power', index: 4 } }),
  decide,
  [
    ['not-found', '/subject/id', (s) => Object.assign(s.context, { org: seller.id })],
    [
      'disclosure-version',
      '/subject/version',
      change({ subject: { kind: 'statement', id: statement, version: 1 } }),
    ],
    ['disclosure-line-unknown', '/line', change({ line: { id: 'steam', index: undefined } })],
    ['not-found', '/to', change({ to: idNamed('o', 'nobody') })],
  ],
);

holdLadder('disclose a price', situationOf({ kind: 'transfer', id: transfer }), decide, [
  ['not-found', '/subject/id', change({ subject: { kind: 'transfer', id: commitNamed('none') } })],
  [
    'disclosure-nothing-sealed',
    '/subject',
    (s) => s.entities.set(transferEntity(transfer), stored({ from: seller.account, to: steel.account })),
  ],
  ['disclosure-to-side', '/to', change({ to: seller.id })],
]);

describe('what is opened', () => {
  it.each<[string, DisclosedSubject, string, string]>([
    ['the price of a transfer', { kind: 'transfer', id: transfer }, transfer, '1'],
    ['the loan of a pledge', { kind: 'pledge', id: pledge }, pledge, '2'],
    ['prices in force', { kind: 'contract', id: contract, version: 1 }, commitNamed('first'), '3'],
    ['prices that were declined', { kind: 'contract', id: contract, version: 2 }, commitNamed('second'), '5'],
    ['prices that are proposed', { kind: 'contract', id: contract, version: 3 }, commitNamed('third'), '4'],
    ['a settled month', { kind: 'settlement', id: contract, month }, commitNamed('settled'), '6'],
    [
      'all lines of a statement',
      { kind: 'statement', id: statement, version: 2 },
      commitNamed('revised'),
      '7',
    ],
  ])('is %s, by the commit that sealed it', (_what, subject, commit, digit) => {
    const made = decide(situationOf(subject)());
    expect(made).toMatchObject({
      type: 'disclosure.made',
      facts: { subject, commit, seal: sealOf(digit), to: zinc.id },
      advances: [`disclosure:${commitNamed('this commit')}`],
    });
    expect(made).not.toHaveProperty('facts.line');
  });

  it('is by either side', () => {
    const s = situationOf({ kind: 'pledge', id: pledge })();
    s.context.org = bank.id;
    expect(decide(s)).toMatchObject({ type: 'disclosure.made' });
  });

  it.each<[string, DisclosedSubject]>([
    ['month that is not settled', { kind: 'settlement', id: contract, month: '2026-04' }],
    ['contract', { kind: 'contract', id: deriveId('c', commitNamed('none')), version: 1 }],
    ['statement', { kind: 'statement', id: deriveId('e', commitNamed('none')), version: 1 }],
  ])('is not found of a %s', (_what, subject) => {
    expect(decide(situationOf(subject)())).toMatchObject({ rejected: 'not-found', pointer: '/subject/id' });
  });

  it('has no version that never was', () => {
    expect(decide(situationOf({ kind: 'contract', id: contract, version: 4 })())).toEqual({
      rejected: 'disclosure-version',
      pointer: '/subject/version',
      seen: { version: 4, present: 3 },
    });
  });
});
