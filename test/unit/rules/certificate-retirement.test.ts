/** Rules of retirement by the instrument (DOMAIN §3): its uses, and the year of consumption. */
import { describe, expect, it } from 'vitest';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { decideRetireUnits, type RetireUnits } from '../../../shared/units/retire-units.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import {
  batch,
  type Command,
  certificateSituation,
  changeBatch,
  credit,
  expire,
  heldIn,
  inProvince,
  MONTH,
  mix,
  tradeAll,
} from '../../support/states/certificate-situation.ts';
import { certificates, generator } from '../../support/states/certificate-states.ts';
import { idNamed } from '../../support/states/states.ts';

type Retire = RetireUnits & Command;
const retiring = (changed: Partial<Retire> = {}) =>
  certificateSituation<Retire>({
    account: generator.account,
    items: [{ batch, quantity: 10 }],
    beneficiary: '远联钢铁',
    reason: '绿电消费核算',
    purpose: 'green-power-accounting',
    consumptionYear: 2025,
    ...changed,
  });
const retire = ({ entities, candidates, command, context }: Situation<Retire>) =>
  decideRetireUnits(entities, candidates, command, context);
const command = (changed: Partial<Retire>) => (s: Situation<Retire>) => Object.assign(s.command, changed);

holdLadder('retire certificates', () => retiring(), retire, [
  ['units-mixed', '/items/1/batch', mix],
  ['certificate-expired', '/items/0/batch', expire],
  ['purpose-missing', '/purpose', command({ purpose: undefined })],
  ['consumption-year-missing', '/consumptionYear', command({ consumptionYear: undefined })],
]);
holdLadder('retire certificates', () => retiring(), retire, [
  ['purpose-not-for-instrument', '/purpose', command({ purpose: 'corporate-offset' })],
  ['consumption-year-too-early', '/consumptionYear', command({ consumptionYear: 2024 })],
]);
holdLadder('retire certificates', () => retiring(), retire, [
  ['consumption-year-too-late', '/consumptionYear', command({ consumptionYear: 2027 })],
]);
holdLadder(
  'retire credits',
  () =>
    retiring({ items: [{ batch: credit, quantity: 10 }], purpose: 'voluntary', consumptionYear: undefined }),
  retire,
  [
    ['purpose-not-for-instrument', '/purpose', command({ purpose: 'zero-carbon-park' })],
    ['consumption-year-not-for-instrument', '/consumptionYear', command({ consumptionYear: 2025 })],
  ],
);

describe('a retirement', () => {
  it('of credits is voluntary where no purpose is named; of certificates it has its year', () => {
    const items = [{ batch: credit, quantity: 10 }];
    const voluntary = retiring({ items, purpose: undefined, consumptionYear: undefined });
    expect(expectEvent(voluntary, retire).facts).toMatchObject({ purpose: 'voluntary' });
    expect(expectEvent(retiring(), retire).facts).toMatchObject({ consumptionYear: 2025 });
  });

  it('has this year in China for its latest, which begins at 16:00 UTC', () => {
    const at = (time: string) => {
      const s = retiring({ consumptionYear: 2027 });
      s.context.at = time;
      const outcome = retire(s);
      return isRejection(outcome) ? outcome.rejected : outcome.type;
    };
    expect(at('2026-12-31T15:59:59.999Z')).toBe('consumption-year-too-late');
    expect(at('2026-12-31T16:00:00.000Z')).toBe('units.retired');
  });

  it.each<[string, (s: Situation<Retire>) => unknown]>([
    ['of what is not tradable', changeBatch({ energy: 'self-use' })],
    ["out of a province's account", inProvince(generator.account)],
    ['of what was traded', tradeAll],
  ])('%s goes through', (_, change) => {
    const s = retiring();
    change(s);
    expectEvent(s, retire);
  });

  it('of an instrument of another registry has no year, and no end', () => {
    const s = retiring({ consumptionYear: undefined });
    changeBatch({ instrument: 'IREC', imported: true })(s);
    s.context.at = '2040-01-01T00:00:00.000Z';
    expectEvent(s, retire);
    s.command.consumptionYear = 2025;
    expect(retire(s)).toMatchObject({ rejected: 'consumption-year-not-for-instrument' });
  });

  it('of two instruments that differ in the year is refused either way', () => {
    const [items, entries] = [
      [
        { batch, quantity: 1 },
        { batch: idNamed('b', 'irec'), quantity: 1 },
      ],
      certificates('irec', MONTH, [{}], { instrument: 'IREC', imported: true }),
    ];
    const outcome = (consumptionYear?: number) => {
      const s = retiring({ items, consumptionYear });
      for (const [id, each] of entries) s.entities.set(id, each);
      return retire(s);
    };
    expect(outcome()).toMatchObject({ rejected: 'consumption-year-missing', seen: { instrument: 'GEC' } });
    expect(outcome(2025)).toMatchObject({ rejected: 'consumption-year-not-for-instrument' });
  });

  it('of units that are frozen finds none', () => {
    const s = retiring();
    for (const candidate of s.candidates) Object.assign(candidate.state, { status: 'frozen' });
    s.candidates = heldIn(s.entities);
    expect(retire(s)).toMatchObject({ rejected: 'insufficient-units', seen: { available: 0 } });
  });
});
