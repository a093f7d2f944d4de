/** Rules of consumption under a contract (DOMAIN §3), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { consumptionEntity, contractEntity, read, settlementEntity } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { reject } from '../../../shared/ledger/rejection.ts';
import { REVISIONS_MAX } from '../../../shared/power/facts.ts';
import {
  type ConfirmConsumption,
  decideConfirmConsumption,
  decideRecordConsumption,
  decideRefuseConsumption,
  type RecordConsumption,
} from '../../../shared/power/record-consumption.ts';
import type { ConsumptionState } from '../../../shared/power/states.ts';
import { expectEvent, holdLadder, type Rule, type Situation } from '../../support/ladder.ts';
import {
  contract,
  contractAs,
  grid,
  inForce,
  seller,
  steel,
  stranger,
  zinc,
} from '../../support/states/contract-states.ts';
import { contextOf, entity } from '../../support/states/states.ts';

const month = '2026-07';
const id = consumptionEntity(contract, month, steel.id);
const hours = { sha256: 'a'.repeat(64), rows: 744, kilowattHours: 90_500 };
const settled = entity({} as never);

type Recording = Situation<RecordConsumption>;
/** The context's day in China is 2026-08-01. */
const recording = (): Recording => ({
  entities: new Map([contractAs(inForce())]),
  candidates: [],
  command: { contract, month, kilowattHours: 90_500, hours: { ...hours } },
  context: contextOf(steel.id, 'enterprise', 'own'),
});
const record = ({ entities, command, context }: Recording) =>
  decideRecordConsumption(entities, command, context);
const readings = (state: Partial<ConsumptionState>) =>
  entity<ConsumptionState>({ contract, month, buyer: steel.id, lastRevision: 1, ...state });
const stateIn = ({ entities }: Situation<unknown>) => read(entities, contractEntity(contract))!.state;

describe('consumption', () => {
  holdLadder('is recorded by a buyer', recording, record, [
    ['not-found', undefined, ({ command }) => (command.contract = 'c-00000000000000000000')],
    ['not-found', undefined, ({ context }) => (context.org = stranger.id)],
    ['not-yours', undefined, ({ context }) => (context.org = seller.id)],
    ['not-yours', undefined, ({ command }) => (command.buyer = zinc.id)],
    ['month-not-over', '/month', ({ context }) => (context.at = '2026-07-31T15:59:59.999Z')],
    ['month-outside-contract', '/month', (s) => (stateIn(s).versions[0]!.from = '2026-08')],
    ['month-settled', '/month', ({ entities }) => entities.set(settlementEntity(contract, month), settled)],
    ['interval-row', '/intervals', ({ command }) => (command.hours = reject('interval-row', '/intervals'))],
    [
      'too-many-revisions',
      undefined,
      ({ entities }) => entities.set(id, readings({ lastRevision: REVISIONS_MAX })),
    ],
  ]);

  const forSteel = (): Recording => {
    const situation = recording();
    situation.command.buyer = steel.id;
    return { ...situation, context: contextOf(grid.id, 'grid', 'own') };
  };
  holdLadder('is recorded by the grid company where the buyer says nothing', forSteel, record, [
    ['not-yours', undefined, ({ command }) => delete command.buyer],
    ['not-found', '/buyer', ({ command }) => (command.buyer = stranger.id)],
    ['month-settled', '/month', ({ entities }) => entities.set(settlementEntity(contract, month), settled)],
    [
      'consumption-reported',
      '/month',
      ({ entities }) => entities.set(id, readings({ pending: { revision: 1, kilowattHours: 1 } })),
    ],
    ['interval-row', '/intervals', ({ command }) => (command.hours = reject('interval-row', '/intervals'))],
  ]);

  it('stands in for the buyer alone, also after its reading was refused, and never over what is confirmed', () => {
    const refused = forSteel();
    refused.entities.set(id, readings({ refused: { revision: 1, reason: '表计异常' } }));
    expect(expectEvent(refused, record).facts).toMatchObject({ buyer: steel.id, revision: 2 });
    const confirmed = forSteel();
    confirmed.entities.set(id, readings({ confirmed: { revision: 1, kilowattHours: 1 } }));
    expect(record(confirmed)).toMatchObject({ rejected: 'consumption-reported' });
  });

  it('by the hour sums to the month, exactly', () => {
    const situation = recording();
    situation.command.kilowattHours += 1;
    expect(record(situation)).toEqual({
      rejected: 'intervals-sum',
      pointer: '/intervals',
      seen: { sum: 90_500, kilowattHours: 90_501 },
    });
    expect(expectEvent(recording(), record).facts).toMatchObject({
      intervals: { sha256: hours.sha256, rows: 744 },
    });
  });

  it('is not recorded before a version is in force, nor after the last of its months', () => {
    const without = recording();
    stateIn(without).versions = [];
    expect(record(without)).toMatchObject({ rejected: 'month-outside-contract' });
    const after = recording();
    stateIn(after).versions[0]!.megawattHours = [1, 2, 3, 4, 5, 6];
    expect(record(after)).toMatchObject({ rejected: 'month-outside-contract' });
  });

  it('is corrected by a later revision, which waits beside the confirmed one', () => {
    const situation = recording();
    situation.entities.set(id, readings({ confirmed: { revision: 1, kilowattHours: 1 } }));
    const event = expectEvent(situation, record);
    const state = advancedEntities(situation.entities, event).get(id)!.state;
    expect(state).toMatchObject({ lastRevision: 2, confirmed: { revision: 1 }, pending: { revision: 2 } });
  });
});

describe('the grid company', () => {
  type Answering = Situation<ConfirmConsumption>;
  const answering = (): Answering => ({
    entities: new Map([
      contractAs(inForce()),
      [id, readings({ lastRevision: 3, pending: { revision: 3, kilowattHours: 5 } })],
    ]),
    candidates: [],
    command: { contract, month, buyer: steel.id, revision: 3 },
    context: contextOf(grid.id, 'grid', 'own'),
  });
  const confirm = (s: Answering) => decideConfirmConsumption(s.entities, s.command, s.context);
  const refuse = (s: Answering) =>
    decideRefuseConsumption(s.entities, { ...s.command, reason: '表计异常' }, s.context);
  const common: Rule<ConfirmConsumption>[] = [
    ['not-found', undefined, ({ command }) => (command.contract = 'c-00000000000000000000')],
    ['not-found', undefined, ({ context }) => (context.org = stranger.id)],
    ['not-found', undefined, ({ context }) => (context.org = steel.id)],
    ['reading-not-pending', '/revision', ({ command }) => (command.revision = 2)],
    ['reading-not-pending', '/revision', ({ command }) => (command.buyer = zinc.id)],
    ['reading-not-pending', '/revision', ({ entities }) => entities.delete(id)],
  ];
  const settle: Rule<ConfirmConsumption> = [
    'month-settled',
    '/month',
    ({ entities }) => entities.set(settlementEntity(contract, month), settled),
  ];

  holdLadder('confirms', answering, confirm, [...common, settle]);
  holdLadder('refuses', answering, refuse, common);

  it('puts what waits in force, and moves the contract, so that no settlement passes it by', () => {
    const situation = answering();
    const advanced = advancedEntities(situation.entities, expectEvent(situation, confirm));
    expect(advanced.get(id)?.state).toMatchObject({ confirmed: { revision: 3, kilowattHours: 5 } });
    expect(advanced.get(contractEntity(contract))).toMatchObject({ version: 2, state: inForce() });
  });

  it('leaves what was confirmed as it was where it refuses', () => {
    const situation = answering();
    const confirmed = { revision: 2, kilowattHours: 4 };
    situation.entities.set(
      id,
      readings({ lastRevision: 3, confirmed, pending: { revision: 3, kilowattHours: 5 } }),
    );
    const state = advancedEntities(situation.entities, expectEvent(situation, refuse)).get(id)!.state;
    expect(state).toEqual({
      contract,
      month,
      buyer: steel.id,
      lastRevision: 3,
      confirmed,
      refused: { revision: 3, reason: '表计异常' },
    });
  });
});
