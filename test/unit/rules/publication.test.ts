/** Days on which everybody may read a published file (CCER measures, arts 12, 15, 19, 22). */
import { describe, expect, it } from 'vitest';
import { publishedDesign, publishedReport } from '../../../shared/sinks/publication.ts';
import type { ProjectState, ReportState } from '../../../shared/sinks/states.ts';

const DAYS = { from: '2026-07-17', to: '2026-08-13' };
const document = (sha256: string, organization = 'o-1') => ({
  sha256,
  mediaType: 'application/pdf',
  bytes: 1,
  organization,
});

const project = {
  developer: 'o-1',
  status: 'published',
  // The validator filed the same bytes; the developer's own file is the published one.
  documents: [document('a'), document('d', 'o-2'), document('d'), document('z')],
  design: { document: 'd', comments: DAYS },
} as unknown as ProjectState;

const report = {
  status: 'submitted',
  window: DAYS,
  documents: [document('r'), document('z')],
} as unknown as ReportState;

const DESIGNS: [string, Partial<ProjectState>, string, boolean][] = [
  ['the day before', {}, '2026-07-16', false],
  ['on the first day', {}, '2026-07-17', true],
  ['on the last day', {}, '2026-08-13', true],
  ['the day after', {}, '2026-08-14', false],
  ['while it is validated', { status: 'validated' }, '2026-09-01', false],
  ['once it is registered', { status: 'registered', code: 'C-1' }, '2030-01-01', true],
  ['of a registration that ended', { status: 'deregistered', code: 'C-1' }, '2030-01-01', true],
  ['on a day of publication, withdrawn', { status: 'withdrawn' }, '2026-07-20', false],
];

describe('a published design', () => {
  it.each(DESIGNS)('%s', (_when, state, day, open) => {
    expect(publishedDesign({ ...project, ...state }, day)).toEqual({
      file: document('d'),
      open,
      days: DAYS,
    });
  });

  it('is none where none was published', () => {
    const { design: _, ...reserved } = project;
    expect(publishedDesign(reserved, '2026-07-20')).toBeUndefined();
  });
});

const REPORTS: [string, Partial<ReportState>, string, boolean][] = [
  ['the day before', {}, '2026-07-16', false],
  ['on the first day', {}, '2026-07-17', true],
  ['on the last day', {}, '2026-08-13', true],
  ['the day after', {}, '2026-08-14', false],
  ['verified', { status: 'verified' }, '2026-08-20', false],
  ['once its reductions are registered', { status: 'issued' }, '2030-01-01', true],
  ['refused on a day of publication', { status: 'refused' }, '2026-07-20', false],
];

describe('a published report', () => {
  it.each(REPORTS)('%s', (_when, state, day, open) => {
    expect(publishedReport({ ...report, ...state }, day)).toEqual({ file: document('r'), open, days: DAYS });
  });

  it('without days of publication is open only once its reductions are registered', () => {
    const { window: _, ...unpublished } = report;
    expect(publishedReport(unpublished, '2026-07-20')).toMatchObject({ open: false, days: undefined });
    expect(publishedReport({ ...unpublished, status: 'issued' }, '2026-07-20')).toMatchObject({ open: true });
  });
});
