/** Rules of statements, of what covers them, and of claims (DOMAIN §4), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import {
  accreditationEntity,
  claimEntity,
  type Entity,
  type EntityId,
  statementEntity,
} from '../../../shared/ledger/entity.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import type { AccreditationState } from '../../../shared/parties/states.ts';
import { refuseCover } from '../../../shared/statements/cover-statement.ts';
import { coverageOf, NO_MEGAWATT_HOURS, NO_TONNES } from '../../../shared/statements/coverage.ts';
import { dutyOf, greenShare, stagedTarget } from '../../../shared/statements/duty.ts';
import { gridFactor, provinceFactor, provinceOf } from '../../../shared/statements/factors/grid.ts';
import type { Line } from '../../../shared/statements/line.ts';
import {
  decideMakeClaim,
  decideWithdrawClaim,
  type MakeClaim,
} from '../../../shared/statements/make-claim.ts';
import { statedYearOf } from '../../../shared/statements/statement.ts';
import type { ClaimState, StatementState } from '../../../shared/statements/states.ts';
import {
  decideReviseStatement,
  decideSubmitStatement,
  type ReviseStatement,
  type SubmitStatement,
  statedFrom,
} from '../../../shared/statements/submit-statement.ts';
import { decideReturnStatement, decideVerifyStatement } from '../../../shared/statements/verify-statement.ts';
import { powerLine, statementOf } from '../../support/history/statement-steps.ts';
import { holdLadder, type Situation } from '../../support/ladder.ts';
import { someDocument } from '../../support/states/native.ts';
import { AT, commitNamed, contextOf, entity, idNamed } from '../../support/states/states.ts';

const org = idNamed('o', 'works');
const stranger = idNamed('o', 'stranger');
const STATEMENT = `e-${'1'.repeat(20)}`;
const OTHER = `e-${'2'.repeat(20)}`;
const BASE = `e-${'3'.repeat(20)}`;
const VERIFIER = idNamed('o', 'verifier');
const ACCREDITED: AccreditationState = {
  standards: [],
  sectors: [],
  statements: true,
  validity: { from: '2020-01-01', to: '2030-12-31' },
  grantedBy: idNamed('o', 'regulator'),
};
const CLAIM = `k-${'1'.repeat(20)}`;

function stateOf(command: SubmitStatement, changed: Partial<StatementState> = {}): StatementState {
  const made = statedFrom(command, AT);
  if (isRejection(made)) throw new Error(made.rejected);
  return {
    organization: org,
    version: 1,
    stated: made.stated,
    status: 'submitted',
    submission: commitNamed('submission'),
    sealed: '',
    green: NO_MEGAWATT_HOURS,
    retired: NO_TONNES,
    ...changed,
  };
}

const VERIFIED = {
  status: 'verified',
  verification: {
    verifier: VERIFIER,
    assurance: 'reasonable',
    report: someDocument,
    commit: commitNamed('verification'),
  },
} as const;

const gas: Line = { id: 'gas', category: 1, kind: 'gas', gas: 'SF6', kilograms: '1' };
const coal: Line = { id: 'coal', category: 1, kind: 'fuel', fuel: 'anthracite', quantity: '1', unit: 't' };
const lime: Line = { id: 'lime', category: 1, kind: 'process', process: 'CaCO3', quantity: '1' };
const own: Line = {
  id: 'own',
  category: 1,
  kind: 'process',
  name: '示例',
  quantity: '1',
  unit: 't',
  factor: { value: '1', unit: 'tCO2/t', source: '示例' },
};
const steam: Line = {
  id: 'steam',
  category: 2,
  kind: 'heat',
  GJ: '1',
  origin: 'fossil',
  direction: 'received',
};
const bought: Line = { ...powerLine('1'), id: 'bought' } as Line;

const submitting = (): Situation<SubmitStatement> => ({
  entities: new Map(),
  candidates: [],
  command: statementOf([powerLine('1'), coal, lime, own, gas, steam, bought]),
  context: contextOf(org, 'enterprise', 'own'),
});
/** Changes one line. */
const line =
  <C extends SubmitStatement>(at: number, changed: object) =>
  ({ command }: Situation<C>) => {
    const lines = [...command.lines];
    lines[at] = { ...lines[at], ...changed } as Line;
    command.lines = lines;
  };

holdLadder(
  'submit a statement',
  submitting,
  ({ entities, command, context }) => decideSubmitStatement(entities, command, context),
  [
    [
      'id-taken',
      undefined,
      ({ entities, context }) => {
        const born = `e-${Buffer.from(context.id, 'base64url').toString('hex').slice(0, 20)}`;
        entities.set(statementEntity(born), entity(stateOf(statementOf([gas]))));
      },
    ],
    ['statement-year-in-future', '/year', ({ command }) => (command.year = 2027)],
    ['province-unknown', '/province', ({ command }) => (command.province = 'Atlantis')],
    // A year before the first announcement; earlier than the year to come, so only alone.
    ['sector-unknown', '/sector', ({ command }) => (command.sector = 'alchemy')],
    ['line-repeated', '/lines/1/id', line(1, { id: 'power' })],
    ['fuel-unknown', '/lines/1/fuel', line(1, { fuel: 'peat' })],
    ['process-unknown', '/lines/2/process', line(2, { process: 'alchemy' })],
    [
      'factor-unit',
      '/lines/3/factor/unit',
      line(3, { factor: { value: '1', unit: 'kWh/t', source: '示例' } }),
    ],
    ['gas-unknown', '/lines/4/gas', line(4, { gas: 'phlogiston' })],
    [
      'factor-not-for-line',
      '/lines/5/factor',
      line(5, { origin: 'non-fossil', factor: { value: '1', unit: 'tCO2/GJ', source: '示例' } }),
    ],
    ['statement-too-large', undefined, line(6, { kWh: `9${'9'.repeat(20)}` })],
    [
      'statement-year-verified',
      '/boundary',
      ({ entities, command, context }) => {
        const year: EntityId = statedYearOf({ organization: context.org, stated: command });
        entities.set(year, entity({ statement: OTHER }));
      },
    ],
  ],
);

describe('what a statement says of one line', () => {
  const refused = (each: Line, more: Partial<SubmitStatement> = {}) => {
    const made = statedFrom(statementOf([each], more), AT);
    return isRejection(made) ? made.rejected : 'stated';
  };
  it.each([
    ['a unit of another kind', { ...coal, unit: 'm3' }, 'unit-unknown'],
    [
      'a process with a row and a factor',
      { ...lime, factor: own.kind === 'process' && own.factor },
      'process-unclear',
    ],
    ['a process with neither', { id: 'x', category: 1, kind: 'process', quantity: '1' }, 'process-unclear'],
    [
      'a factor of one’s own for the grid',
      { ...powerLine('1'), factor: { value: '0', unit: 'kgCO2/kWh', source: 'x' } },
      'factor-not-for-line',
    ],
    [
      'a product footprint’s factor',
      { ...own, factor: { value: '0.6205', unit: 'kgCO2e', source: 'x' } },
      'factor-unit',
    ],
    [
      'self-generated power sent out, with its factor',
      {
        ...powerLine('1'),
        supply: 'self-generated',
        direction: 'sent-out',
        factor: { value: '0.8', unit: 'kgCO2/kWh', source: '示例' },
      },
      'stated',
    ],
  ])('%s', (_what, each, expected) => expect(refused(each as Line)).toBe(expected));

  it('a year before the first announcement has no factors', () =>
    expect(refused(gas, { year: 2020 })).toBe('factors-missing'));
});

const revising = (): Situation<ReviseStatement> => {
  const command = statementOf([gas]);
  return {
    entities: new Map<string, Entity>([[statementEntity(STATEMENT), entity(stateOf(command, VERIFIED))]]),
    candidates: [],
    command: { ...command, statement: STATEMENT, ifMatch: 1 },
    context: contextOf(org, 'enterprise', 'own'),
  };
};
holdLadder(
  'revise a statement',
  revising,
  ({ entities, command, context }) => decideReviseStatement(entities, command, context),
  [
    ['not-found', undefined, ({ entities }) => entities.clear()],
    ['not-yours', undefined, ({ context }) => (context.org = stranger)],
    ['statement-changed', undefined, ({ command }) => (command.ifMatch = 2)],
    [
      'statement-subject-fixed',
      undefined,
      ({ command }) => (command.subject = { kind: 'organization', name: '另一家' }),
    ],
    ['gas-unknown', '/lines/0/gas', line(0, { gas: 'phlogiston' })],
  ],
);

const verifying = (
  lines: Line[] = [gas],
): Situation<{ statement: string; assurance: 'limited'; report: typeof someDocument }> => ({
  entities: new Map<string, Entity>([
    [statementEntity(STATEMENT), entity(stateOf(statementOf(lines)))],
    [accreditationEntity(VERIFIER), entity(ACCREDITED)],
  ]),
  candidates: [],
  command: { statement: STATEMENT, assurance: 'limited', report: someDocument },
  context: contextOf(VERIFIER, 'verifier', 'any'),
});
const set = ({ entities }: { entities: Map<string, Entity> }, id: string, state: StatementState) =>
  entities.set(statementEntity(id), entity(state));
const accredited = (changed: Partial<AccreditationState>) => (s: { entities: Map<string, Entity> }) =>
  s.entities.set(accreditationEntity(VERIFIER), entity({ ...ACCREDITED, ...changed }));
holdLadder(
  'verify a statement',
  () => verifying(),
  ({ entities, command, context }) => decideVerifyStatement(entities, command, context),
  [
    ['not-found', undefined, ({ entities }) => entities.delete(statementEntity(STATEMENT))],
    ['not-accredited', undefined, ({ entities }) => entities.delete(accreditationEntity(VERIFIER))],
    ['accreditation-out-of-scope', undefined, accredited({ statements: false })],
    [
      'statement-not-submitted',
      undefined,
      (s) => set(s, STATEMENT, stateOf(statementOf([gas]), { status: 'returned' })),
    ],
    [
      'sent-out-exceeds-received',
      undefined,
      (s) => {
        const state = s.entities.get(statementEntity(STATEMENT))?.state as StatementState | undefined;
        const sent = stateOf(statementOf([{ ...powerLine('1'), direction: 'sent-out' } as Line]));
        if (state) set(s, STATEMENT, { ...state, stated: sent.stated });
      },
    ],
    [
      'statement-year-verified',
      undefined,
      ({ entities }) => {
        const year: EntityId = statedYearOf(stateOf(statementOf([gas])));
        entities.set(year, entity({ statement: OTHER }));
      },
    ],
  ],
);
it('return a statement: only one that waits', () => {
  const { entities, context } = verifying();
  const command = { statement: STATEMENT, reason: '缺少凭证' };
  expect(decideReturnStatement(entities, command, context)).toMatchObject({ type: 'statement.returned' });
  entities.delete(accreditationEntity(VERIFIER));
  expect(decideReturnStatement(entities, command, context)).toMatchObject({ rejected: 'not-accredited' });
  expect(decideReturnStatement(new Map(), command, context)).toMatchObject({ rejected: 'not-found' });
});

describe('what covers a statement', () => {
  // 16,404 kWh × 0.6096 = 9,999.88 kg: ten tonnes.
  const covering = (changed: Partial<StatementState> = {}) =>
    new Map([[statementEntity(STATEMENT), entity(stateOf(statementOf([powerLine('16404')]), changed))]]);
  const asked = { statement: STATEMENT, unit: 'tCO2e' as const, quantity: 10, consumptionYear: undefined };
  const context = { org, at: AT };
  it.each<[string, string | undefined, ReturnType<typeof refuseCover>]>([
    ['as much as is open', undefined, refuseCover(covering(), asked, context)],
    ['one tonne more', 'statement-covered', refuseCover(covering(), { ...asked, quantity: 11 }, context)],
    [
      'more, of what is covered',
      'statement-covered',
      refuseCover(covering({ retired: { ...NO_TONNES, removalLocal: 1 } }), asked, context),
    ],
    ['of a stranger', 'statement-not-yours', refuseCover(covering(), asked, { ...context, org: stranger })],
    [
      'of one that was returned',
      'statement-not-open',
      refuseCover(covering({ status: 'returned' }), asked, context),
    ],
    ['of nothing', 'not-found', refuseCover(new Map(), asked, context)],
    ['on the last day', undefined, refuseCover(covering(), asked, { org, at: '2026-12-31T15:59:59.000Z' })],
    [
      'a day late',
      'statement-window-closed',
      refuseCover(covering(), asked, { org, at: '2026-12-31T16:00:00.000Z' }),
    ],
    [
      'certificates of another year',
      'statement-year-differs',
      refuseCover(covering(), { ...asked, unit: 'MWh', consumptionYear: 2024 }, context),
    ],
    [
      'certificates beyond what was bought',
      undefined,
      refuseCover(covering(), { ...asked, unit: 'MWh', quantity: 1e6, consumptionYear: 2025 }, context),
    ],
  ])('%s', (_what, code, outcome) => expect(outcome?.rejected).toBe(code));

  it('says how much is open', () =>
    expect(refuseCover(covering(), { ...asked, quantity: 11 }, context)?.seen).toEqual({
      open: 10,
      wanted: 11,
    }));
});

const claiming = (): Situation<MakeClaim> => ({
  entities: new Map<string, Entity>([
    [statementEntity(STATEMENT), entity(stateOf(statementOf([powerLine('0')]), VERIFIED))],
    [statementEntity(BASE), entity(stateOf(statementOf([powerLine('16404')], { year: 2024 }), VERIFIED))],
  ]),
  candidates: [],
  command: { statement: STATEMENT, label: 'net-zero', plan: someDocument, baseStatement: BASE },
  context: contextOf(org, 'enterprise', 'own'),
});
const change = (changed: Partial<StatementState>) => (s: Situation<MakeClaim>) => {
  const state = s.entities.get(statementEntity(STATEMENT))?.state as StatementState | undefined;
  if (state) set(s, STATEMENT, { ...state, ...changed });
};
const standing: ClaimState = {
  statement: STATEMENT,
  organization: org,
  version: 1,
  label: 'carbon-neutral',
  status: 'made',
  made: commitNamed('claim'),
  madeOn: '2026-07-01',
};
holdLadder(
  'make a claim',
  claiming,
  ({ entities, command, context }) => decideMakeClaim(entities, command, context),
  [
    ['not-found', '/statement', ({ command }) => (command.statement = OTHER)],
    ['not-yours', '/statement', ({ context }) => (context.org = stranger)],
    ['claim-standard-withdrawn', '/standard', ({ command }) => (command.standard = 'PAS 2060:2014')],
    ['claim-not-verified', '/statement', change({ status: 'submitted' })],
    [
      'claim-standing',
      '/statement',
      (s) => {
        change({ claim: CLAIM })(s);
        s.entities.set(claimEntity(CLAIM), entity(standing));
      },
    ],
    [
      'claim-not-covered',
      '/statement',
      change({ stated: stateOf(statementOf([powerLine('16404')])).stated }),
    ],
    ['label-not-met', '/label', ({ command }) => (command.plan = undefined)],
  ],
);

describe('a claim', () => {
  const outcome = (change: (s: Situation<MakeClaim>) => unknown) => {
    const s = claiming();
    change(s);
    return decideMakeClaim(s.entities, s.command, s.context);
  };
  it('of an unfinished year is refused', () =>
    expect(
      outcome((s) => set(s, STATEMENT, stateOf(statementOf([gas], { year: 2026 }), VERIFIED))),
    ).toMatchObject({ rejected: 'claim-year-unfinished' }));
  it.each([
    [
      'without a base year',
      (s: Situation<MakeClaim>) => (s.command.baseStatement = undefined),
      'reduction-of-90-percent',
    ],
    [
      'against a base year of a wider boundary',
      (s: Situation<MakeClaim>) => {
        const wide = statementOf([powerLine('16404')], { year: 2024, boundary: '全集团' });
        set(s, BASE, stateOf(wide, VERIFIED));
      },
      'reduction-of-90-percent',
    ],
    ['with avoidance', change({ retired: { ...NO_TONNES, avoidanceOther: 1 } }), 'removals-only'],
  ])('of net zero %s is refused, and says what is missing', (_what, changed, missing) =>
    expect(outcome(changed)).toMatchObject({ rejected: 'label-not-met', seen: { missing } }),
  );
  it.each([
    'PAS2060',
    'pas-2060:2014',
    'ＰＡＳ ２０６０',
    'PAS\u00a02060',
    'BSI PAS 2060',
    'PAS 2060 碳中和',
    'BSI（PAS 2060：2014）',
  ])('that names the withdrawn standard as %s is refused', (standard) =>
    expect(outcome(({ command }) => (command.standard = standard))).toMatchObject({
      rejected: 'claim-standard-withdrawn',
    }),
  );
  it.each(['ISO 14068-1', 'PAS 20600', '取代 PAS 2060 的 ISO 14068-1'])('may name %s', (standard) =>
    expect(outcome(({ command }) => (command.standard = standard))).toMatchObject({ type: 'claim.made' }),
  );
  it('tells no reduction against a base year of a few kilograms', () => {
    const made = outcome((s) => {
      const { stated } = stateOf(statementOf([powerLine('999999999999')]));
      change({ stated, retired: { ...NO_TONNES, removalLocal: 700_000_000 } })(s);
      set(s, BASE, stateOf(statementOf([powerLine('2')], { year: 2024 }), VERIFIED));
      s.command.label = 'carbon-neutral';
    });
    expect(made).toMatchObject({ type: 'claim.made' });
    expect((made as { facts: object }).facts).not.toHaveProperty('reduction');
  });
  it('of net zero states the reduction', () =>
    expect(outcome(() => {})).toMatchObject({
      facts: { reduction: { baseStatement: BASE, baseYear: 2024, basisPoints: 10_000 } },
    }));
  it.each([
    ['not-found', {}, new Map()],
    ['not-yours', { org: stranger }, new Map([[claimEntity(CLAIM), entity(standing)]])],
    [
      'claim-withdrawn',
      {},
      new Map([[claimEntity(CLAIM), entity({ ...standing, status: 'withdrawn' as const })]]),
    ],
  ])('is withdrawn once, by its own: %s', (code, more, entities) => {
    const context = { ...contextOf(org, 'enterprise', 'own'), ...more };
    expect(decideWithdrawClaim(entities, { claim: CLAIM, reason: '更正' }, context)).toMatchObject({
      rejected: code,
    });
  });
});

describe('factors', () => {
  it.each([
    ['11', '11'],
    ['北京', '11'],
    ['北京市', '11'],
    ['内蒙古自治区', '15'],
    ['新疆维吾尔自治区', '65'],
    ['广西壮族自治区', '45'],
    ['内蒙古某地', undefined],
    ['', undefined],
  ])('of the province %s', (text, code) => expect(provinceOf(text)).toBe(code));
  it.each([
    [2025, 'electricity/15/2023'],
    [2023, 'electricity/15/2023'],
    [2022, 'electricity/15/2022'],
    [2021, 'electricity/15/2021'],
    [2020, undefined],
  ])('of %d are the newest that aren’t later', (year, id) =>
    expect(provinceFactor('15', year, '2026-06-30')?.id).toBe(id),
  );
  it('of a province without a row are the nation’s', () =>
    expect(provinceFactor('54', 2025, '2026-06-30')).toEqual(gridFactor('national', 2025, '2026-06-30')));
});

describe('duties', () => {
  it.each([
    ['data-centre-new', 2025, 8000, 'duty'],
    ['data-centre-existing', 2026, 6000, 'target'],
    ['steel', 2025, 3070, 'duty'],
    ['steel', 2026, undefined, undefined],
    ['copper', 2025, undefined, undefined],
    ['zero-carbon-park', 2030, 7000, 'duty'],
  ])('%s in %d', (sector, year, points, kind) => {
    const duty = dutyOf(sector, year);
    expect([duty?.basisPoints, duty?.kind]).toEqual([points, kind]);
  });
  it.each([
    [2025, 5000],
    [2026, 5000],
    [2027, 8000],
    [2028, 8000],
    [2029, 10_000],
    [2024, undefined],
  ])('staged targets of 2025’s beginner in %d', (year, points) =>
    expect(stagedTarget(2025, year)?.basisPoints).toBe(points),
  );
  it('a share counts what covers power that was bought, and no more', () => {
    const state = stateOf(statementOf([powerLine('1500')]), { green: { physical: 1, certificate: 1 } });
    expect(greenShare(state)).toBe(10_000);
    expect(coverageOf(state).greenMegawattHours.unused).toBe(0);
    expect(greenShare({ ...state, green: { physical: 1, certificate: 0 } })).toBe(6_666);
    expect(greenShare(stateOf(statementOf([gas])))).toBeUndefined();
  });
});
