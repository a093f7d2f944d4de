/** Rules of retirement (DOMAIN §3), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { QUANTITY_MAX } from '../../../shared/base/field.ts';
import { accountEntity, batchEntity } from '../../../shared/ledger/entity.ts';
import { decideRetireUnits, type RetireUnits } from '../../../shared/units/retire-units.ts';
import type { Item } from '../../../shared/units/selection.ts';
import type { BatchState } from '../../../shared/units/states.ts';
import {
  expectEvent,
  holdLadder,
  holdUnknownBatch,
  type Rule,
  type Situation,
} from '../../support/ladder.ts';
import {
  batchEntry,
  block,
  blockEntry,
  blocksOf,
  contextOf,
  entity,
  idNamed,
  organizationNamed,
  selectionRules,
} from '../../support/states/states.ts';

const holder = organizationNamed('holder');
const stranger = organizationNamed('stranger');
const batch = idNamed('b', 'batch');

type Retire = RetireUnits & { items: Item[] };
const batchState = (imported: boolean): BatchState => ({
  project: idNamed('p', 'project'),
  instrument: 'VCU',
  vintage: 2020,
  issued: 100,
  legacy: imported,
  imported,
});

function retiring(): Situation<Retire> {
  const candidates = blocksOf(holder.account, batch, 100);
  return {
    entities: new Map([
      ...holder.entities,
      ...stranger.entities,
      ...candidates.map(blockEntry),
      [batchEntity(batch), entity(batchState(true))],
    ]),
    candidates,
    command: {
      account: holder.account,
      items: [{ batch, quantity: 10 }],
      beneficiary: '示例',
      reason: '抵销',
      purpose: 'voluntary',
    },
    context: contextOf(holder.id, 'enterprise', 'own'),
  };
}
const retire = ({ entities, candidates, command, context }: Situation<Retire>) =>
  decideRetireUnits(entities, candidates, command, context);

const RULES: Rule<Retire>[] = [
  ['not-found', '/account', ({ entities }) => entities.delete(accountEntity(holder.account))],
  ['not-yours', '/account', ({ context }) => Object.assign(context, { org: stranger.id, scope: 'own' })],
  [
    'operator-retires-imports-only',
    '/items/0/batch',
    ({ context, entities }) => {
      Object.assign(context, { role: 'operator', scope: 'any' });
      entities.set(batchEntity(batch), entity(batchState(false)));
    },
  ],
  [
    'operator-retires-imports-only',
    '/items/1/batch',
    ({ context, command }) => {
      Object.assign(context, { role: 'operator', scope: 'any' });
      command.items.push({ batch: idNamed('b', 'nowhere'), quantity: 1 });
    },
  ],
  [
    'foreign-not-imported',
    '/foreign',
    ({ context, command }) => {
      Object.assign(context, { org: holder.id, role: 'enterprise', scope: 'own' });
      command.foreign = { retiredOn: '2020-01-01' };
    },
  ],
  [
    'foreign-retirement-in-future',
    '/foreign/retiredOn',
    ({ context, command }) => {
      Object.assign(context, { role: 'operator', scope: 'any' });
      command.foreign = { retiredOn: '2026-08-02' };
    },
  ],
  [
    'foreign-retirement-before-issuance',
    '/foreign/retiredOn',
    ({ context, command }) => {
      Object.assign(context, { role: 'operator', scope: 'any' });
      command.foreign = { retiredOn: '2019-12-31' };
    },
  ],
  ...selectionRules<Retire>(batch),
];
describe('retire units', () => holdUnknownBatch(retiring, retire));
holdLadder('retire units', retiring, retire, RULES);

/** Of 100 tonnes the last `retired` came in as retired. */
function operatorRetiring(retired: number) {
  const situation = retiring();
  situation.context = contextOf('lvzhang-operator', 'operator', 'any');
  const { account } = holder;
  situation.candidates = [
    block({ batch, from: 1, to: 100 - retired, account }),
    block({ batch, from: 101 - retired, to: 100, account, status: 'retired-elsewhere' }),
  ];
  for (const candidate of situation.candidates) situation.entities.set(...blockEntry(candidate));
  return situation;
}

describe('a retirement', () => {
  it.each([
    ['a quantity', { batch, quantity: 10 }],
    ['serials', { batch, from: 91, to: 100 }],
  ])('by the operator takes what came in as retired and not a tonne more: %s', (_, item) => {
    const enough = operatorRetiring(10);
    enough.command.items = [item];
    expect(expectEvent(enough, retire).facts).toMatchObject({
      items: [{ batch, ranges: [{ from: 91, to: 100 }] }],
    });
    const less = operatorRetiring(9);
    less.command.items = [item];
    expect(retire(less)).toMatchObject({ rejected: 'not-retired-elsewhere', pointer: '/items/0' });
  });

  it('by the holder leaves what came in as retired', () => {
    const situation = operatorRetiring(95);
    situation.context = contextOf(holder.id, 'enterprise', 'own');
    expect(retire(situation)).toMatchObject({
      rejected: 'insufficient-units',
      seen: { available: 5, wanted: 10 },
    });
  });

  it('by the operator is marked as imported, by a holder not', () => {
    const byOperator = operatorRetiring(11);
    expect(expectEvent(byOperator, retire).facts).toMatchObject({ imported: true });
    expect(expectEvent(retiring(), retire).facts).toMatchObject({ imported: false });
  });

  it('may be of more than one batch can hold', () => {
    const situation = retiring();
    const batches = [idNamed('b', 'one'), idNamed('b', 'other')];
    for (const id of batches) situation.entities.set(...batchEntry(id, { issued: QUANTITY_MAX }));
    situation.candidates = batches.map((id) =>
      block({ batch: id, from: 1, to: QUANTITY_MAX, account: holder.account }),
    );
    for (const candidate of situation.candidates) situation.entities.set(...blockEntry(candidate));
    situation.command.items = batches.map((id) => ({ batch: id, quantity: QUANTITY_MAX }));
    expect(expectEvent(situation, retire).facts).toMatchObject({ quantity: 2 * QUANTITY_MAX });
  });
});
