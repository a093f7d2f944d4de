/** Rules of validity (DOMAIN §3): what is recorded as expired, and when a month is done. */
import { describe, expect, it } from 'vitest';
import { batchEntity, type Entity, expiryEntity, facilityEntity } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import {
  decideCloseMonth,
  decideExpireUnits,
  type ExpireUnits,
  isPastExpiry,
} from '../../../shared/power/expire-units.ts';
import { expiredMonths, GEC_FIRST_MONTH } from '../../../shared/power/expiry.ts';
import type { BlockState } from '../../../shared/units/states.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import { certificates, FACILITY, powerEntities } from '../../support/states/certificate-states.ts';
import { change } from '../../support/states/native.ts';
import { contextOf, idNamed } from '../../support/states/states.ts';

const MONTH = '2024-08';
const BATCH = batchEntity(idNamed('b', 'august'));
/** It is 2026-08-01 in China: the validity of 2024-08 ended the day before. */
const system = () => ({ ...contextOf('lvzhang', 'operator', 'any'), role: 'system' as const });

const BLOCKS: Partial<BlockState>[] = [
  {},
  { status: 'frozen' },
  { status: 'offered' },
  { status: 'pledged' },
];
const expiring = (blocks: Partial<BlockState>[] = BLOCKS): Situation<ExpireUnits> => {
  const entities = powerEntities({}, certificates('august', MONTH, blocks));
  const found = [...entities]
    .filter(([id]) => id.startsWith('block:'))
    .map(([, each]) => each as Entity<BlockState>);
  return {
    entities,
    candidates: [],
    command: { facility: FACILITY, month: MONTH, blocks: found },
    context: system(),
  };
};
const expire = ({ entities, command, context }: Situation<ExpireUnits>) =>
  decideExpireUnits(entities, command, context);
const setCommand = (changed: Partial<ExpireUnits>) => (s: Situation<ExpireUnits>) => {
  Object.assign(s.command, changed);
};

holdLadder('record what has expired', expiring, expire, [
  ['not-found', undefined, ({ entities }) => entities.delete(facilityEntity(FACILITY))],
  ['certificates-of-another-month', undefined, setCommand({ month: '2024-07' })],
  ['certificates-still-valid', undefined, ({ context }) => (context.at = '2026-07-31T15:59:59.999Z')],
  [
    'nothing-to-expire',
    undefined,
    ({ command }) =>
      (command.blocks = command.blocks.filter(
        ({ state }) => state.status === 'offered' || state.status === 'pledged',
      )),
  ],
]);

describe('record what has expired', () => {
  it("refuses another facility's batch, and one of an instrument that knows no end", () => {
    const other = expiring();
    change(other.entities, BATCH, { facility: idNamed('b', 'other') });
    expect(expire(other)).toMatchObject({ rejected: 'certificates-of-another-month' });
    const imported = expiring();
    change(imported.entities, BATCH, { instrument: 'IREC' });
    expect(expire(imported)).toMatchObject({ rejected: 'certificates-still-valid' });
  });

  it('takes held and frozen blocks, and leaves what is offered or pledged', () => {
    const situation = expiring();
    const event = expectEvent(situation, expire);
    expect(event.facts).toMatchObject({ facility: FACILITY, month: MONTH, quantity: 20 });
    const after = [...advancedEntities(situation.entities, event).values()];
    expect(after.map(({ state }) => (state as BlockState).status)).toEqual(['expired', 'expired']);
  });

  it('takes as many blocks as one commit holds, whatever their numbers', () => {
    for (const since of ['s'.repeat(43), undefined]) {
      const many = Array.from({ length: 99 }, () => (since ? { since } : {}));
      const event = expectEvent(expiring(many), expire);
      const { quantity } = event.facts as { quantity: number };
      expect(quantity).toBeGreaterThan(500);
      expect(quantity).toBeLessThanOrEqual(990);
    }
  });
});

const closing = (): Situation<{ month: string; live: number }> => ({
  entities: powerEntities({}),
  candidates: [],
  command: { month: '2024-07', live: 0 },
  context: system(),
});
holdLadder(
  'record a month as done',
  closing,
  ({ entities, command, context }) => decideCloseMonth(entities, command, context),
  [
    [
      'month-done-already',
      undefined,
      ({ entities, command: { month } }) =>
        entities.set(expiryEntity(month), { version: 1, commit: 'c'.repeat(43), state: { month } }),
    ],
    ['certificates-still-valid', undefined, ({ context }) => (context.at = '2026-07-01T15:59:59.999Z')],
    ['units-still-live', undefined, ({ command }) => (command.live = 1)],
  ],
);

describe('months that have ended', () => {
  it.each([
    ['2019-06-30', 0, undefined],
    ['2019-07-01', 1, '2017-07'],
    ['2027-02-28', 92, '2025-02'],
    ['2027-03-01', 93, '2025-03'],
  ])('by %s are %i, the last of them %s', (today, count, last) => {
    const months = expiredMonths(today);
    expect([months.length, months.at(-1)]).toEqual([count, last]);
    if (count > 0) expect(months[0]).toBe(GEC_FIRST_MONTH);
  });

  it('are settled a day after their end, when the index has all of them', () => {
    expect(isPastExpiry('2025-03', '2027-02-28')).toBe(false);
    expect(isPastExpiry('2025-03', '2027-03-01')).toBe(false);
    expect(isPastExpiry('2025-03', '2027-03-02')).toBe(true);
  });
});
