/**
 * Emission statements as the API shows them: views line by line to those who may see lines, totals to
 * everyone.
 */
import type { DocumentReference } from '../../shared/base/document.ts';
import { asDecimal, asFraction, fraction, isExactIn, type Rational } from '../../shared/base/rational.ts';
import type { Entities } from '../../shared/ledger/entity.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import type { CoverTonnes } from '../../shared/statements/cover.ts';
import { coverageOf } from '../../shared/statements/coverage.ts';
import { dutyOf, greenShare, stagedTarget } from '../../shared/statements/duty.ts';
import type { Flow } from '../../shared/statements/flow.ts';
import { type Line, readLines } from '../../shared/statements/line.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import {
  type ComputedLine,
  computeViews,
  gridFactorsNamed,
  VIEWS,
  type View,
} from '../../shared/statements/views.ts';
import { shownView, waterfallOf } from '../../shared/statements/waterfall.ts';
import { factorView } from './factor.ts';
import { indicatorView, rolledUpView } from './roll-up.ts';
import { datasetsView, evidenceOf } from './statement-evidence.ts';

/** Lines of a version with what opens their seal; only for those who may see them. */
export interface ShownLines {
  lines: Line[];
  flows?: Flow[];
  seal?: { salt: string; sealed: string };
}

/** Read beside a statement: newer revisions of its datasets, the statements that a park rolls up. */
export interface Beside {
  newer?: ReadonlyMap<string, number>;
  members?: Entities;
}

export function statementView(
  id: string,
  state: StatementState,
  shown?: ShownLines,
  { newer = new Map(), members }: Beside = {},
) {
  const { stated, version, status, organization, verification, returned } = state;
  const { subject, year, province, boundary, factors } = stated;
  const coverage = coverageOf(state);
  const park = rolledUpView(state, members);
  const indicator = indicatorView(state);
  return {
    id,
    version,
    status,
    organization,
    subject: { kind: subject.kind, name: subject.name },
    year,
    province,
    boundary,
    views: viewsOf(state, shown),
    apart: { kilograms: stated.apart.kilograms, exact: stated.apart.exact },
    evidence: evidenceOf(stated),
    ...(stated.datasets && { datasets: datasetsView(stated.datasets, newer) }),
    purchasedKilowattHours: decimalOf(stated.purchasedKilowattHours),
    consumedKilowattHours: decimalOf(stated.consumedKilowattHours),
    factors: [...factors],
    coverage: {
      view: coverage.view,
      residualKilograms: coverage.residualKilograms,
      neededTonnes: coverage.neededTonnes,
      retiredTonnes: coverage.retiredTonnes,
      openTonnes: coverage.openTonnes,
      retired: tonnesView(coverage.retired),
      greenMegawattHours: {
        physical: coverage.greenMegawattHours.physical,
        certificate: coverage.greenMegawattHours.certificate,
        unused: coverage.greenMegawattHours.unused,
      },
    },
    waterfall: waterfallOf(stated, coverage),
    ...(park && { park }),
    ...(indicator && { indicator }),
    ...(state.rolledInto !== undefined && { rolledInto: state.rolledInto }),
    greenPower: greenPowerOf(state),
    ...(shown && { lines: shown.lines, ...(shown.flows && { flows: shown.flows }) }),
    ...(shown?.seal && { seal: shown.seal }),
    sealed: state.sealed,
    ...(verification && {
      verification: {
        verifier: verification.verifier,
        assurance: verification.assurance,
        report: documentView(verification.report),
        commit: verification.commit,
      },
    }),
    ...(returned && {
      returned: { verifier: returned.verifier, version: returned.version, reason: returned.reason },
    }),
    ...(state.claim !== undefined && { claim: state.claim }),
  };
}

/** Restores the key order, which stored maps lose. */
const documentView = ({ sha256, mediaType, bytes }: DocumentReference) => ({ sha256, mediaType, bytes });

export const tonnesView = (tonnes: CoverTonnes) => ({
  removalLocal: tonnes.removalLocal,
  removalOther: tonnes.removalOther,
  avoidanceLocal: tonnes.avoidanceLocal,
  avoidanceOther: tonnes.avoidanceOther,
});

/** Sums of decimals of six digits have at most six. */
const ENERGY_DIGITS = 6;
const decimalOf = (text: string): string => asDecimal(fraction(text), ENERGY_DIGITS);

function greenPowerOf(state: StatementState) {
  const { sector, producingSince, year } = state.stated;
  const share = greenShare(state);
  const shown = (duty: ReturnType<typeof dutyOf>) =>
    duty && { ...duty, ...(share !== undefined && { met: share >= duty.basisPoints }) };
  const duty = shown(dutyOf(sector, year));
  const staged = shown(stagedTarget(producingSince, year));
  return {
    ...(share !== undefined && { shareBasisPoints: share }),
    ...(sector !== undefined && { sector }),
    ...(producingSince !== undefined && { producingSince }),
    ...(duty && { duty }),
    ...(staged && { staged }),
  };
}

function viewsOf(state: StatementState, shown: ShownLines | undefined) {
  const { grid } = state.stated;
  const read = shown && readLines(shown.lines);
  const lines = read && !isRejection(read) ? computeViews(read, gridFactorsNamed(grid)).lines : undefined;
  const viewOf = (view: View) => ({
    ...shownView(state, view),
    ...(lines && { lines: lines.map((line) => lineView(line, view)) }),
  });
  const [location, market, park910, ets] = VIEWS.map(viewOf);
  return { location: location!, market: market!, park910: park910!, ets: ets! };
}

/** Enough for every product of a quantity with a row's figures; beyond it the exact fraction is shown too. */
const LINE_DIGITS = 15;

function lineView({ id, views }: ComputedLine, view: View) {
  const { kilograms, factors, apart } = views[view];
  const [factor, potential] = factors;
  return {
    id,
    ...kilogramsView(kilograms),
    ...(factor && { factor: factorView(factor) }),
    ...(potential && { potential: factorView(potential) }),
    ...(apart && { apart: true as const }),
  };
}

const kilogramsView = (kilograms: Rational) => ({
  kilograms: asDecimal(kilograms, LINE_DIGITS),
  ...(!isExactIn(kilograms, LINE_DIGITS) && { exact: asFraction(kilograms) }),
});
