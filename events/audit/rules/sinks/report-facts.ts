/** The basis of the rules of reports: the report with its project, and tonnes recomputed from kilograms. */
import { yearOf } from '../../../../shared/base/day.ts';
import { projectEntity, reportEntity } from '../../../../shared/ledger/entity.ts';
import type { VintageAmount } from '../../../../shared/sinks/facts-report.ts';
import { methodologyOf } from '../../../../shared/sinks/methodology.ts';
import type { ReportVintage } from '../../../../shared/sinks/report-tonnes.ts';
import type { ProjectState, ReportState } from '../../../../shared/sinks/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';

export function projectOf(live: LiveState, project: string): ProjectState | undefined {
  return live.state(projectEntity(project));
}

/** The report and its project; a violation where there is none. */
export function reportOf(
  live: LiveState,
  id: string,
  violates: Violates,
): { state: ReportState; project: ProjectState } | undefined {
  const state = live.state(reportEntity(id));
  const project = state && projectOf(live, state.project);
  if (state && project) return { state, project };
  violates('report-unknown', { report: id }, reportEntity(id));
  return undefined;
}

/** Shares of 10,000. */
const WHOLE = 10_000n;
/** Kilograms of a tonne, times the whole of the shares. */
const TONNE = 1000n * WHOLE;

/**
 * Whole tonnes of a vintage and the buffer's share of them: kilograms less the deduction, rounded down; the
 * share rounded up. In integers throughout.
 */
export function entitlement(
  kilograms: number,
  methodology: string,
  riskBasisPoints = 0,
): { tonnes: number; buffer: number } {
  const rule = methodologyOf(methodology)?.nonPermanence;
  const deducted = rule?.kind === 'deduction' ? BigInt(rule.basisPoints) : 0n;
  const tonnes = (BigInt(kilograms) * (WHOLE - deducted)) / TONNE;
  const share = rule?.kind === 'buffer' ? tonnes * BigInt(riskBasisPoints) : 0n;
  const buffer = share / WHOLE + (share % WHOLE > 0n ? 1n : 0n);
  return { tonnes: Number(tonnes), buffer: Number(buffer) };
}

/**
 * The amount of a vintage still to be issued, with the buffer's part of it, and the amount issued in excess.
 */
export function standingOf(
  { kilograms, issued, buffered, cancelled }: ReportVintage,
  { riskBasisPoints }: ReportState,
  { methodology }: ProjectState,
): { open: number; toBuffer: number; excess: number } {
  const { tonnes, buffer } = entitlement(kilograms, methodology, riskBasisPoints);
  const missing = tonnes - (issued - cancelled);
  const [open, excess] = [Math.max(0, missing), Math.max(0, -missing)];
  return { open, toBuffer: Math.min(open, Math.max(0, buffer - buffered)), excess };
}

/**
 * Exactly one amount for each calendar year of the period, in order: excess is made
 * good oldest vintage first.
 */
export function checkYears(
  { from, to }: { from: string; to: string },
  amounts: readonly VintageAmount[],
  violates: Violates,
): void {
  const years = amounts.map(({ vintage }) => vintage);
  const wanted: number[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year++) wanted.push(year);
  if (years.join() !== wanted.join()) violates('report-vintages', { years: years.join(), from, to });
}

interface Treated {
  treated?: { by: string; to: number };
}

/** The first comment that this body has still to treat. */
export const firstUntreated = ({ treated }: Treated, org: string, before: number): number =>
  (treated?.by === org ? treated.to : before) + 1;
