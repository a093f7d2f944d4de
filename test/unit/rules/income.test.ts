/** Rules of the division of a first sale's income (DOMAIN §2), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { opens } from '../../../shared/base/seal.ts';
import type { Party } from '../../../shared/land/facts.ts';
import {
  accountEntity,
  agreementEntity,
  divisionEntity,
  type Entity,
  entitlementEntity,
  transferEntity,
} from '../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../shared/ledger/event.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { type DivideIncome, decideDivideIncome } from '../../../shared/units/divide-income.ts';
import type { TransferState } from '../../../shared/units/states.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import { agreementNamed, agreementOf, projectOf } from '../../support/states/income-states.ts';
import { commitNamed, contextOf, entity, idNamed, organizationNamed } from '../../support/states/states.ts';

const developer = organizationNamed('developer', ['developer']);
const buyer = organizationNamed('buyer');
const [banner = '', holder = '', fund = ''] = ['banner', 'holder', 'fund'].map((name) => idNamed('o', name));
const transfer = commitNamed('transfer');
const project = idNamed('p', 'forest');

const partiesOf = (...basisPoints: [number, number, number, number]): Party[] => [
  { organization: developer.id, kind: 'municipal', basisPoints: basisPoints[0] },
  { organization: banner, kind: 'banner', basisPoints: basisPoints[1] },
  { organization: holder, kind: 'holder', basisPoints: basisPoints[2] },
  { organization: fund, kind: 'eco-fund', basisPoints: basisPoints[3] },
];
const first = { effectiveFrom: '2026-01-01', parties: partiesOf(2500, 1500, 5000, 1000) };
const second = { effectiveFrom: '2026-07-20', parties: partiesOf(2000, 1500, 5500, 1000) };

const sale: TransferState = {
  from: developer.account,
  to: buyer.account,
  status: 'accepted',
  quantity: 10,
  items: [{ batch: idNamed('b', 'batch'), from: 91, to: 100 }],
  primary: project,
  sealed: `sha256:${'0'.repeat(64)}`,
  acceptedOn: '2026-07-10',
};

/**
 * Today, in China, is 2026-08-01; the sale was accepted on 07-10, and version 2 is in force from 07-20 on.
 */
function settling(): Situation<DivideIncome> {
  return {
    entities: new Map<string, Entity>([
      ...developer.entities,
      ...buyer.entities,
      projectOf(developer.id, 'forest', agreementNamed('forest')),
      agreementOf(developer.id, 'forest', [first, second]),
      [transferEntity(transfer), entity(sale)],
    ]),
    candidates: [],
    command: { transfer, settledOn: '2026-07-15', fen: 1_000_001, salt: new Uint8Array(32).fill(7) },
    context: contextOf(developer.id, 'developer', 'own'),
  };
}
const divide = ({ entities, command, context }: Situation<DivideIncome>) =>
  decideDivideIncome(entities, command, context);

const saleIs =
  (change: Partial<TransferState>, without?: keyof TransferState) =>
  ({ entities }: Situation<DivideIncome>) => {
    const state = {
      ...(entities.get(transferEntity(transfer))?.state as TransferState | undefined),
      ...change,
    };
    if (without) delete state[without];
    if (entities.has(transferEntity(transfer)))
      entities.set(transferEntity(transfer), entity(state as TransferState));
  };

holdLadder('divide the income of a first sale', settling, divide, [
  ['not-found', undefined, ({ entities }) => entities.delete(transferEntity(transfer))],
  ['not-found', undefined, ({ entities }) => entities.delete(accountEntity(developer.account))],
  ['not-yours', undefined, ({ context }) => (context.org = buyer.id)],
  ['transfer-not-accepted', undefined, saleIs({ status: 'offered' })],
  ['transfer-not-accepted', undefined, saleIs({ status: 'withdrawn' })],
  ['no-first-sale', undefined, saleIs({}, 'primary')],
  ['income-already-divided', undefined, saleIs({ divided: true })],
  ['settled-before-acceptance', '/settledOn', ({ command }) => (command.settledOn = '2026-07-09')],
  ['settled-in-future', '/settledOn', ({ command }) => (command.settledOn = '2026-08-02')],
  [
    'no-version-in-force',
    '/settledOn',
    ({ entities }) =>
      entities.set(...agreementOf(developer.id, 'forest', [{ ...first, effectiveFrom: '2026-12-01' }])),
  ],
]);

describe('settlement', () => {
  const eventAt = (settledOn: string, change: (s: Situation<DivideIncome>) => unknown = () => {}) => {
    const situation = settling();
    situation.command.settledOn = settledOn;
    change(situation);
    return expectEvent(situation, divide) as EventOfType<'income.divided'>;
  };

  it.each([
    ['the day of the acceptance', '2026-07-10', 1],
    ['the day before the change', '2026-07-19', 1],
    ['the day of the change', '2026-07-20', 2],
    ['today', '2026-08-01', 2],
  ])('divides by the version in force on %s', (_which, settledOn, version) => {
    const { facts } = eventAt(settledOn);
    const parties = version === 1 ? first.parties : second.parties;
    expect(facts).toMatchObject({ version, settledOn, project, agreement: agreementNamed('forest') });
    expect(facts.shares).toEqual(
      parties.map(({ organization, basisPoints }) => ({ organization, basisPoints })),
    );
  });

  it('a version that all accepted later than it should take effect applies from then on', () => {
    const late = (s: Situation<DivideIncome>) =>
      s.entities.set(
        ...agreementOf(developer.id, 'forest', [first, { ...second, acceptedOn: '2026-07-25' }]),
      );
    expect(eventAt('2026-07-24', late).facts.version).toBe(1);
    expect(eventAt('2026-07-25', late).facts.version).toBe(2);
  });

  it('today is the day in China', () => {
    const early = (s: Situation<DivideIncome>) => (s.context.at = '2026-08-01T16:00:00.000Z');
    expect(eventAt('2026-08-02', early).facts.settledOn).toBe('2026-08-02');
  });

  it('to the fen by largest remainder, the eco fund a party like another; what it comes to is sealed', () => {
    const event = eventAt('2026-07-15');
    const facts = {
      fen: 1_000_001,
      parts: [
        { organization: developer.id, fen: 250_000 },
        { organization: banner, fen: 150_000 },
        { organization: holder, fen: 500_001 },
        { organization: fund, fen: 100_000 },
      ],
    };
    expect(opens(event.sealed ?? '', facts, '07'.repeat(32))).toBe(true);
    expect(JSON.stringify(event)).not.toMatch(/fen|500001|500_001/);
  });

  it('bears the division and an entitlement for each party, and marks the sale', () => {
    const situation = settling();
    const after = advancedEntities(situation.entities, expectEvent(situation, divide));
    expect([...after.keys()]).toEqual([
      transferEntity(transfer),
      // As it was: so that no version slips in between.
      agreementEntity(agreementNamed('forest')),
      divisionEntity(transfer),
      ...first.parties.map(({ organization }) => entitlementEntity(transfer, organization)),
    ]);
    expect(after.get(transferEntity(transfer))).toMatchObject({
      version: 2,
      state: { ...sale, divided: true },
    });
    expect(after.get(entitlementEntity(transfer, fund))?.state).toEqual({
      transfer,
      project,
      organization: fund,
      basisPoints: 1000,
      settledOn: '2026-07-15',
    });
  });

  it('a first sale without its price is a fault of the table, and divides nothing', () => {
    const situation = settling();
    situation.command.fen = undefined;
    expect(() => divide(situation)).toThrow('no price');
  });

  it('the agreement is the one that the project names', () => {
    const situation = settling();
    situation.entities.delete(agreementEntity(agreementNamed('forest')));
    expect(divide(situation)).toMatchObject({ rejected: 'no-version-in-force' });
  });
});
