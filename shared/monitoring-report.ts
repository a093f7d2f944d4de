/** Monitoring reports (减排量核算报告): state, and how its events change it and its project. */
import { chinaDate } from './day.ts';
import {
  type Entities,
  type EntityId,
  type EntityState,
  projectEntity,
  read,
  reportEntity,
} from './entity.ts';
import type { EventOfType } from './event.ts';
import { changed, type FiledDocument, withDocument } from './project.ts';
import { vintageTonnes } from './report-tonnes.ts';

export type ReportStatus = 'submitted' | 'verified' | 'issuance-requested' | 'issued' | 'refused';

export interface ReportVintage {
  vintage: number;
  /** As claimed, then as verified or corrected, kgCO2e. */
  kilograms: number;
  /** Whole tonnes that the verified amount entitles to, after any deduction, the buffer's share included. */
  tonnes: number;
  /** Of these, the buffer's share. */
  buffer: number;
  /** Issued so far, the buffer's share included. */
  issued: number;
}

export interface ReportState {
  project: string;
  period: { from: string; to: string };
  status: ReportStatus;
  vintages: ReportVintage[];
  /** Days on which the public may comment. */
  window?: { from: string; to: string };
  comments?: number;
  verifier?: string;
  riskBasisPoints?: number;
  requested?: { on: string; dueBy?: string };
  documents: FiledDocument[];
}

export function evolveReportSubmitted(
  entities: Entities,
  { by, facts }: EventOfType<'report.submitted'>,
): [EntityId, EntityState][] {
  const { report, project, period, amounts, document, comments } = facts;
  const state: ReportState = {
    project,
    period,
    status: 'submitted',
    vintages: amounts.map((amount) => ({ ...amount, tonnes: 0, buffer: 0, issued: 0 })),
    ...(comments && { window: comments }),
    documents: withDocument([], document, by.org),
  };
  return [
    ...changed(entities, project, 'report.submitted', ({ periods }) => ({
      periods: [...(periods ?? []), { ...period, report }],
    })),
    [reportEntity(report), state],
  ];
}

export function evolveReportVerified(
  entities: Entities,
  { by, facts }: EventOfType<'report.verified'>,
): [EntityId, EntityState][] {
  const { report, amounts, document, riskBasisPoints } = facts;
  return changedReport(entities, report, (state, methodology) => ({
    status: 'verified',
    verifier: by.org,
    vintages: vintageTonnes(state.vintages, amounts, methodology, riskBasisPoints),
    ...(riskBasisPoints !== undefined && { riskBasisPoints }),
    documents: withDocument(state.documents, document, by.org),
  }));
}

/** A refused report gives its period free. */
export function evolveReportRefused(
  entities: Entities,
  { facts: { report } }: EventOfType<'report.refused'>,
): [EntityId, EntityState][] {
  const current = read(entities, 'report', reportEntity(report))?.state;
  if (!current) return [];
  return [
    ...changedReport(entities, report, () => ({ status: 'refused' })),
    ...changed(entities, current.project, 'report.refused', ({ periods }) => ({
      periods: (periods ?? []).filter((each) => each.report !== report),
    })),
  ];
}

export function evolveIssuanceRequested(
  entities: Entities,
  { at, facts: { report, dueBy } }: EventOfType<'issuance.requested'>,
): [EntityId, EntityState][] {
  const current = read(entities, 'report', reportEntity(report))?.state;
  if (!current) return [];
  return [
    ...changedReport(entities, report, () => ({
      status: 'issuance-requested',
      requested: { on: chinaDate(at), ...(dueBy && { dueBy }) },
    })),
    ...changed(entities, current.project, 'issuance.requested', () => ({})),
  ];
}

/**
 * A correction of the verified amounts. What it adds may be requested and issued next; what it takes away from
 * units that are issued already is an excess that the developer has to cancel.
 */
export function evolveReportCorrected(
  entities: Entities,
  { by, facts }: EventOfType<'report.corrected'>,
): [EntityId, EntityState][] {
  const { report, amounts, document } = facts;
  const before = read(entities, 'report', reportEntity(report))?.state;
  if (!before) return [];
  const next = changedReport(entities, report, (state, methodology) => {
    const vintages = vintageTonnes(state.vintages, amounts, methodology, state.riskBasisPoints);
    const open = vintages.some(({ tonnes, issued }) => tonnes > issued);
    return {
      vintages,
      status: open ? 'verified' : 'issued',
      documents: withDocument(state.documents, document, by.org),
    };
  });
  const after = (next[0]?.[1] as ReportState | undefined)?.vintages ?? [];
  const added = excessOf(after) - excessOf(before.vintages);
  next.push(
    ...changed(entities, before.project, 'report.corrected', ({ excess }) => ({
      excess: Math.max(0, (excess ?? 0) + added),
    })),
  );
  return next;
}

/** Tonnes issued beyond what the vintages entitle to. */
export function excessOf(vintages: readonly ReportVintage[]): number {
  return vintages.reduce((sum, { tonnes, issued }) => sum + Math.max(0, issued - tonnes), 0);
}

/** The report with what changes; `change` also sees the project's methodology. */
function changedReport(
  entities: Entities,
  report: string,
  change: (state: ReportState, methodology: string) => Partial<ReportState>,
): [EntityId, EntityState][] {
  const id = reportEntity(report);
  const current = read(entities, 'report', id)?.state;
  if (!current) return [];
  const project = read(entities, 'project', projectEntity(current.project))?.state;
  return [[id, { ...current, ...change(current, project?.methodology ?? '') }]];
}
