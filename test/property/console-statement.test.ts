/** What the console works out while a statement is typed is what the registry answers, to the digit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LiveFigures, liveOf } from '../../console/statements/editor/live.ts';
import {
  formOf,
  LINE_KINDS,
  type LineForm,
  type StatementForm,
  statementInput,
} from '../../console/statements/editor/statement-form.ts';
import type { EmissionStatement } from '../../events/client/operations.schemas.ts';
import { StatementBody } from '../../functions/statements/statement-body.ts';
import { statementView } from '../../functions/views/statement.ts';
import { type Entity, parkEntity, statementEntity } from '../../shared/ledger/entity.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { fuels } from '../../shared/statements/factors/fuel.ts';
import { gases } from '../../shared/statements/factors/gas.ts';
import { processes } from '../../shared/statements/factors/process.ts';
import { wholeOf } from '../../shared/statements/roll-up.ts';
import type { ParkState, StatementState } from '../../shared/statements/states.ts';
import { statedFrom } from '../../shared/statements/submit-statement.ts';
import { areTooLarge, sumsOf } from '../../shared/statements/sums.ts';
import { VIEWS } from '../../shared/statements/views.ts';

const AT = '2026-11-27T08:00:00.000Z';

const amount = fc
  .tuple(fc.bigInt(0n, 10n ** 6n), fc.stringMatching(/^\d{0,6}$/))
  .map(([whole, places]) => (places === '' ? `${whole}` : `${whole}.${places}`));
const factor = fc.record({
  value: amount,
  unit: fc.constantFrom('kgCO2/t', 'tCO2e/t', 'kgC/t'),
  source: fc.constant('实测'),
});

/** Cells of every kind at once: those that aren't the kind's own are left by an earlier choice. */
const line: fc.Arbitrary<LineForm> = fc
  .record({
    kind: fc.constantFrom(...LINE_KINDS),
    category: fc.integer({ min: 1, max: 6 }),
    fuel: fc.constantFrom(...fuels.keys()),
    process: fc.constantFrom(...processes.keys()),
    gas: fc.constantFrom(...gases.keys()),
    name: fc.constant('外购原料'),
    quantity: amount,
    kilograms: amount,
    kWh: amount,
    GJ: amount,
    supply: fc.constantFrom('grid' as const, 'direct' as const, 'self-generated' as const),
    direction: fc.constantFrom('received' as const, 'sent-out' as const),
    origin: fc.constantFrom('fossil' as const, 'non-fossil' as const),
    international: fc.boolean(),
    remark: fc.constantFrom('', ' 月度台账 '),
    factor,
  })
  .map((made) => ({
    ...made,
    unit: made.kind === 'fuel' ? fuels.get(made.fuel)!.unit : 't',
    // Of electricity and heat a factor is per kWh or GJ, and most have none.
    ...(made.kind === 'heat' && { factor: {} }),
    ...(made.kind === 'electricity' && { factor: { ...made.factor, unit: 'kgCO2/kWh' } }),
  }));

const form: fc.Arbitrary<StatementForm> = fc
  .record({
    subject: fc.constant({ kind: 'organization' as const, name: '示例冶炼厂' }),
    year: fc.integer({ min: 2021, max: 2026 }),
    province: fc.constantFrom('11', '44', '54', '65'),
    boundary: fc.constant('全部设施'),
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
  })
  .map((made) => ({ ...made, lines: made.lines.map((each, at) => ({ ...each, id: `line-${at}` })) }));

const retired = fc.record({
  green: fc.record({ physical: fc.nat(900_000), certificate: fc.nat(900_000) }),
  retired: fc.record({
    removalLocal: fc.nat(9_000_000),
    removalOther: fc.nat(900),
    avoidanceLocal: fc.nat(900),
    avoidanceOther: fc.nat(900),
  }),
});

/** As the registry answers a statement that was submitted so, after those retirements. */
function answered(sent: unknown, beside: Pick<StatementState, 'green' | 'retired'>) {
  const body = StatementBody().parse(JSON.parse(JSON.stringify(sent)));
  const made = statedFrom(body, AT);
  if (isRejection(made)) return undefined;
  const state: StatementState = {
    organization: 'o-00000000000000000001',
    version: 1,
    stated: made.stated,
    status: 'submitted',
    submission: '',
    sealed: '',
    ...beside,
  };
  return statementView('e-00000000000000000001', state, { lines: body.lines });
}

const PARK = '示例园区';
const PARK_ID = 'z-00000000000000000001';

/** A member's verified statement, as the registry has it. */
function memberOf(typed: StatementForm, beside: Pick<StatementState, 'green' | 'retired'>, at: number) {
  const body = StatementBody().parse(statementInput({ ...typed, year: 2025 }));
  const made = statedFrom(body, AT);
  if (isRejection(made)) return undefined;
  const id = `e-0000000000000000001${at}`;
  const organization = `o-0000000000000000001${at}`;
  const verification = {
    verifier: organization,
    assurance: 'limited' as const,
    report: NO_REPORT,
    commit: '',
  };
  const state: StatementState = {
    organization,
    version: 1,
    stated: made.stated,
    status: 'verified',
    verification,
    submission: '',
    sealed: '',
    ...beside,
  };
  return { id, state, lines: body.lines };
}

const NO_REPORT = { sha256: '0'.repeat(64), mediaType: 'application/pdf' as const, bytes: 1 };

type Member = NonNullable<ReturnType<typeof memberOf>>;

/** The park's statement, rolled up by the registry's own decision. */
function wholeAnswered(
  sent: unknown,
  members: readonly Member[],
  beside: Pick<StatementState, 'green' | 'retired'>,
) {
  const body = StatementBody().parse(JSON.parse(JSON.stringify(sent)));
  const made = statedFrom(body, AT);
  if (isRejection(made)) return undefined;
  const organization = 'o-00000000000000000099';
  const stays = members.map(({ state }) => ({ organization: state.organization, from: '2025-01-01' }));
  const park: ParkState = {
    organization,
    name: PARK,
    province: '11',
    subParks: [],
    members: stays,
    targets: [],
    years: [],
  };
  const entities = new Map<string, Entity<ParkState | StatementState>>([
    [parkEntity(PARK_ID), { version: 1, commit: '', state: park }],
    ...members.map(({ id, state }) => [statementEntity(id), { version: 1, commit: '', state }] as const),
  ]);
  const memberLines = new Map(members.map(({ id, lines }) => [id, lines]));
  const stated = wholeOf(entities, { park: body.park, memberLines }, { ...made, organization });
  if (isRejection(stated)) return undefined;
  const state: StatementState = {
    organization,
    version: 1,
    stated,
    status: 'submitted',
    submission: '',
    sealed: '',
    ...beside,
  };
  return statementView('e-00000000000000000099', state);
}

/** Nobody works out beforehand that members' sums together are beyond what the registry takes. */
const tooLarge = ({ stated }: LiveFigures): boolean => areTooLarge(sumsOf(stated));

describe('the statement editor', () => {
  it('shows what the registry answers', () => {
    let compared = 0;
    fc.assert(
      fc.property(form, retired, (typed, beside) => {
        const { figures, incomplete } = liveOf(typed, beside, AT);
        const answer = answered(statementInput(typed), beside);
        expect(incomplete).toEqual([]);
        expect(figures === undefined).toBe(answer === undefined);
        if (!figures || !answer) return;
        compared++;
        const shown = VIEWS.map((view) => figures.views[view]);
        const views = VIEWS.map((view) => {
          const { lines: _each, ...whole } = answer.views[view];
          return whole;
        });
        expect(shown).toEqual(views);
        expect(figures.waterfall).toEqual(answer.waterfall);
        expect(figures.coverage).toMatchObject(answer.coverage);
        expect(figures.stated.apart).toEqual(answer.apart);
      }),
      { numRuns: 1_000 },
    );
    expect(compared).toBeGreaterThan(800);
  });

  it('has a statement that is revised as it was stated', () => {
    fc.assert(
      fc.property(form, (typed) => {
        const sent = statementInput(typed);
        const answer = answered(sent, { green: NO_GREEN, retired: NO_RETIRED });
        if (!answer) return;
        expect(statementInput(formOf(answer as unknown as EmissionStatement))).toEqual(sent);
      }),
      { numRuns: 300 },
    );
  });

  it('adds a park’s members as the registry rolls them up', () => {
    let compared = 0;
    const members = fc.array(fc.tuple(form, retired), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(form, members, retired, (own, others, beside) => {
        const states = others.flatMap(([typed, retiredFor], at) => memberOf(typed, retiredFor, at) ?? []);
        const park: StatementForm = {
          ...own,
          year: 2025,
          subject: { kind: 'park', name: PARK },
          park: { park: PARK_ID, members: states.map(({ id }) => id) },
        };
        const candidates = states.map(({ id, state }) => statementView(id, state) as EmissionStatement);
        const { figures } = liveOf(park, beside, AT, candidates);
        const answer = wholeAnswered(statementInput(park, { candidates }), states, beside);
        expect(figures === undefined || tooLarge(figures)).toBe(answer === undefined);
        if (!figures || !answer) return;
        compared++;
        expect(VIEWS.map((view) => figures.views[view])).toEqual(VIEWS.map((view) => answer.views[view]));
        expect(figures.waterfall).toEqual(answer.waterfall);
        expect(figures.coverage).toMatchObject(answer.coverage);
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(150);
  });

  it('leaves out what isn’t filled in, and says which lines', () => {
    fc.assert(
      fc.property(form, fc.nat(), (typed, seed) => {
        const at = seed % typed.lines.length;
        const broken = { ...typed.lines[at]!, category: 7 };
        const others = typed.lines.filter((_, each) => each !== at);
        const some = liveOf({ ...typed, lines: typed.lines.with(at, broken) }, NOTHING, AT);
        const without = liveOf({ ...typed, lines: others }, NOTHING, AT);
        expect(some.incomplete).toEqual([at]);
        expect(some.figures?.stated).toEqual(without.figures?.stated);
      }),
      { numRuns: 300 },
    );
  });
});

const NO_GREEN = { physical: 0, certificate: 0 };
const NO_RETIRED = { removalLocal: 0, removalOther: 0, avoidanceLocal: 0, avoidanceOther: 0 };
const NOTHING = { green: NO_GREEN, retired: NO_RETIRED };
