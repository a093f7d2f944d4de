/**
 * A park is its members and its own lines less what flows between them: random parks through the deciders
 * against a naive account in whole micrograms, each view; and the log of each audits clean.
 */
import { describe, expect, it } from 'vitest';
import { greenInAll, openOf, retiredInAll } from '../../events/audit/rules/statements/coverage.ts';
import { fraction, rational, roundedHalfUp, times } from '../../shared/base/rational.ts';
import { read, statementEntity } from '../../shared/ledger/entity.ts';
import { coverageOf } from '../../shared/statements/coverage.ts';
import type { Line } from '../../shared/statements/line.ts';
import { Random } from '../fuzz/random.ts';
import { accredit } from '../support/history/accreditation-steps.ts';
import { as, History } from '../support/history/history.ts';
import { joinPark, registerPark } from '../support/history/park-steps.ts';
import { replayed } from '../support/history/replayed.ts';
import { statementOf, submitStatement, verifyStatement } from '../support/history/statement-steps.ts';
import { accountOf } from '../support/history/whole-units.ts';

const VIEWS = ['location', 'market', 'park910', 'ets'] as const;
type View = (typeof VIEWS)[number];
type Amounts = Record<View, bigint>;
/** Micrograms per millionth of a kWh or GJ: the factors of 内蒙古 and the nation, 2023, as printed. */
const PER_GRID: Amounts = { location: 6479n, market: 6096n, park910: 8325n, ets: 5306n };
const PER_DIRECT: Amounts = { location: 0n, market: 6096n, park910: 8325n, ets: 0n };
const PER_OWN: Amounts = { location: 5000n, market: 5000n, park910: 8325n, ets: 5000n };
const PER_HEAT = 1_100_000n;
const UNITS_PER_KILOGRAM = 10_000_000_000n;

/** A quantity in millionths, and its text. */
const text = (millionths: bigint) =>
  `${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, '0')}`;

interface Naive {
  line: Line;
  millionths: bigint;
  /** In ten-billionths of a kilogram. */
  emitted: Amounts;
  purchased: bigint;
}

const all = (each: bigint): Amounts => ({ location: each, market: each, park910: each, ets: each });
const scaled = (per: Amounts, by: bigint): Amounts =>
  Object.fromEntries(VIEWS.map((view) => [view, per[view] * by])) as Amounts;

function power(random: Random, id: string, kind: 'grid' | 'direct' | 'own-out' | 'grid-out'): Naive {
  const millionths = BigInt(random.integer(1, 900_000_000_000));
  const out = kind.endsWith('out');
  const own = kind === 'own-out';
  const per = own ? PER_OWN : kind === 'direct' ? PER_DIRECT : PER_GRID;
  const signed = out ? -millionths : millionths;
  return {
    line: {
      ...{ id, category: 2, kind: 'electricity', kWh: text(millionths) },
      supply: own ? 'self-generated' : kind === 'direct' ? 'direct' : 'grid',
      direction: out ? 'sent-out' : 'received',
      ...(own && { factor: { value: '0.5', unit: 'kgCO2/kWh', source: '示例' } }),
    } as Line,
    millionths,
    emitted: scaled(per, signed),
    purchased: own ? 0n : signed,
  };
}

function heat(random: Random, id: string, direction: 'received' | 'sent-out'): Naive {
  const millionths = BigInt(random.integer(1, 900_000_000));
  const signed = direction === 'received' ? millionths : -millionths;
  return {
    line: { id, category: 2, kind: 'heat', GJ: text(millionths), origin: 'fossil', direction },
    millionths,
    emitted: all(PER_HEAT * signed),
    purchased: 0n,
  };
}

const linesOf = (random: Random): Naive[] => [
  power(random, 'grid', 'grid'),
  ...(random.chance(0.5) ? [power(random, 'direct', 'direct')] : []),
  ...(random.chance(0.6) ? [power(random, 'out', 'own-out')] : []),
  ...(random.chance(0.3) ? [heat(random, 'steam-out', 'sent-out')] : []),
  ...(random.chance(0.5) ? [heat(random, 'steam', 'received')] : []),
];

interface Stated {
  statement?: string;
  lines: Naive[];
}

/** Flows between random ends that still have something left, and what they cancel. */
function flowsOf(random: Random, statements: readonly Stated[]) {
  const left = new Map(statements.flatMap(({ lines }) => lines.map((each) => [each, each.millionths])));
  const flows = [];
  const cancelled = { emitted: all(0n), purchased: 0n };
  for (let tried = 0; tried < 6; tried++) {
    const [source, sink] = [random.pick(statements), random.pick(statements)];
    if (source === sink) continue;
    const from = source.lines.find(({ line }) => line.id.endsWith('out') && random.chance(0.7));
    const to = sink.lines.find(
      ({ line }) => line.kind === from?.line.kind && !line.id.endsWith('out') && random.chance(0.7),
    );
    if (!from || !to) continue;
    const most = [left.get(from)!, left.get(to)!].reduce((a, b) => (a < b ? a : b));
    if (most === 0n) continue;
    const amount = random.chance(0.2)
      ? most
      : 1n + (BigInt(random.integer(0, 999_999)) * (most - 1n)) / 999_999n;
    for (const end of [from, to]) {
      left.set(end, left.get(end)! - amount);
      // Each end emits in proportion, so what cancels is whole.
      for (const view of VIEWS) cancelled.emitted[view] += (end.emitted[view] / end.millionths) * amount;
      cancelled.purchased += (end.purchased / end.millionths) * amount;
    }
    const reference = ({ statement }: Stated, { line }: Naive) => ({
      ...(statement && { statement }),
      line: line.id,
    });
    flows.push({ from: reference(source, from), to: reference(sink, to), quantity: text(amount) });
  }
  return { flows, cancelled };
}

function randomPark(seed: number) {
  const random = new Random(seed);
  const h = new History(`park ${seed}`);
  const operator = h.organization({ name: '运营' });
  const verifier = h.organization({ name: '核查', roles: ['verifier'] }).id;
  accredit(h, h.organization({ name: '主管部门', roles: ['regulator'] }).id, verifier);
  const developer = h.organization({ name: '农投', roles: ['developer'] });
  const batch = h.issue({ project: h.project({ developer: developer.id }), quantity: 1_000_000 });
  const park = registerPark(h, operator.id, '园区');
  const stated: (Stated & { statement: string })[] = [];
  let retired = 0;
  for (let n = random.integer(1, 4); n > 0; n--) {
    const member = h.organization({ name: `成员 ${n}` });
    joinPark(h, { operator: operator.id, member: member.id, park });
    const lines = linesOf(random);
    const subject = { kind: 'organization', name: `成员 ${n}` } as const;
    const statement = submitStatement(
      h,
      member.id,
      statementOf(
        lines.map(({ line }) => line),
        { subject },
      ),
    );
    verifyStatement(h, verifier, statement);
    const open = coverageOf(read(h.entities, statementEntity(statement))!.state).openTonnes;
    if (open > 0 && random.chance(0.5)) {
      const quantity = random.integer(1, Math.min(open, 5000));
      const from = accountOf(h, developer.id);
      const offer = h.offer(
        { from, to: member.account, items: [{ batch, quantity }] },
        as(developer.id, 'developer'),
      );
      h.endTransfer(offer.id, 'accept', as(member.id));
      const purpose = 'corporate-offset' as const;
      h.retire({ account: member.account, items: [{ batch, quantity }], statement, purpose }, as(member.id));
      retired += quantity;
    }
    stated.push({ statement, lines });
  }
  const own: Stated = { lines: linesOf(random) };
  const { flows, cancelled } = flowsOf(random, [...stated, own]);
  const whole = submitStatement(h, operator.id, {
    ...statementOf(
      own.lines.map(({ line }) => line),
      { subject: { kind: 'park', name: '园区' } },
    ),
    memberLines: new Map(stated.map(({ statement, lines }) => [statement, lines.map(({ line }) => line)])),
    park: { park, members: stated.map(({ statement }) => ({ statement, version: 1 })), flows },
  });
  const lines = [...stated, own].flatMap((each) => each.lines);
  return { h, state: read(h.entities, statementEntity(whole))!.state, lines, cancelled, flows, retired };
}

describe('random parks', () => {
  it.each(Array.from({ length: 60 }, (_, at) => at))('are the sum of their parts, seed %i', (seed) => {
    const { h, state, lines, cancelled, flows, retired } = randomPark(seed);
    const { totals, purchasedKilowattHours, park } = state.stated;
    for (const view of VIEWS) {
      const expected = lines.reduce((sum, { emitted }) => sum + emitted[view], 0n) - cancelled.emitted[view];
      const exact = rational(expected, UNITS_PER_KILOGRAM);
      expect(fraction(totals[view].exact)).toEqual(exact);
      expect(totals[view].kilograms).toBe(Number(roundedHalfUp(exact)));
    }
    const bought = lines.reduce((sum, { purchased }) => sum + purchased, 0n) - cancelled.purchased;
    expect(times(fraction(purchasedKilowattHours), rational(1_000_000n))).toEqual(rational(bought));
    expect(park?.flows?.count ?? 0).toBe(flows.length);
    expect(coverageOf(state).retiredTonnes).toBe(retired);
    expect(replayed(h.leaves)).toEqual([]);
  });

  it('had flows and retirements among them', () => {
    const made = Array.from({ length: 60 }, (_, seed) => randomPark(seed));
    expect(made.filter(({ flows }) => flows.length > 0).length).toBeGreaterThan(20);
    expect(made.filter(({ retired }) => retired > 0).length).toBeGreaterThan(20);
  });
});

describe('coverage of a park', () => {
  it('is the same to the writer and to the auditor, whatever was retired for whom', () => {
    const { state } = randomPark(1);
    const random = new Random(7);
    const tonnes = () => ({
      removalLocal: random.integer(0, 9),
      removalOther: random.integer(0, 99),
      avoidanceLocal: random.integer(0, 9),
      avoidanceOther: random.integer(0, 99),
    });
    for (let n = 0; n < 2000; n++) {
      const members = Array.from({ length: random.integer(0, 5) }, (_, at) => {
        const megawattHours = { physical: random.integer(0, 50), certificate: random.integer(0, 50) };
        const most = (megawattHours.physical + megawattHours.certificate) * 1000;
        const used = `${random.integer(0, most)}/${random.integer(1, 7)}`;
        return {
          ...{ statement: `e-${at}`, version: 1 },
          ...(random.chance(0.7) && { green: { ...megawattHours, used } }),
          ...(random.chance(0.7) && { retired: tonnes() }),
        };
      });
      const purchasedKilowattHours = `${random.integer(-1000, 400_000)}/${random.integer(1, 3)}`;
      const market = { kilograms: 0, exact: `${random.integer(-1000, 900_000)}/${random.integer(1, 9)}` };
      const { stated } = state;
      const made = {
        ...state,
        stated: {
          ...{ ...stated, purchasedKilowattHours },
          totals: { ...stated.totals, market },
          park: { ...stated.park!, members },
        },
        green: { physical: random.integer(0, 200), certificate: random.integer(0, 200) },
        retired: tonnes(),
      };
      const [written, audited] = [coverageOf(made), openOf(made)];
      expect(written.residualKilograms).toBe(Number(audited.residualKilograms));
      expect(written.neededTonnes).toBe(Number(audited.neededTonnes));
      expect(written.retiredTonnes).toBe(Number(audited.retiredTonnes));
      expect(written.openTonnes).toBe(Number(audited.openTonnes));
      expect(written.retired).toEqual(retiredInAll(made));
      const { unused, ...megawattHours } = written.greenMegawattHours;
      expect(megawattHours).toEqual(greenInAll(made));
      expect(unused).toBe(Number(audited.unusedMegawattHours));
    }
  });
});
