/** The course of a project, as the console puts it in order. */
import { describe, expect, it } from 'vitest';
import { movesFor } from '../../console/projects/moves.ts';
import { courseOf, isActing, windowOn } from '../../console/projects/project-course.ts';
import { reportMovesFor } from '../../console/projects/report-moves-for.ts';
import type { MonitoringReport, Project } from '../../events/client/operations.schemas.ts';

const reserved: Project = {
  id: 'p-1',
  name: '造林',
  standard: 'CCER',
  methodology: 'CCER-14-001-V01',
  category: 'forest',
  developer: 'o-developer',
  legacy: false,
  issued: 0,
  status: 'reserved',
  version: 1,
};
const design = {
  document: 'd',
  validator: 'o-validator',
  startedOn: '2024-01-01',
  crediting: { from: '2024-01-01', to: '2044-01-01' },
  boundary: 'b',
  comments: { from: '2026-07-17', to: '2026-08-13' },
  commentsBefore: 0,
};
const developing = { ...reserved, status: 'developing', agreement: 'j-1' };
const published = { ...developing, status: 'published', design };
const validation = { validator: 'o-validator', document: 'v' };
const validated = { ...published, status: 'validated', validation };
const requested = { ...validated, status: 'registration-requested', requested: { on: '2026-08-20' } };
const registered = { ...requested, status: 'registered', code: 'CCER-1' };
const vcs = { ...developing, standard: 'VCS', status: 'under-development' };
const underValidation = { ...vcs, status: 'under-validation', design };

const MARKS = { done: '✓', now: '▶', later: '○', never: '–' };
const shown = (project: Project) =>
  courseOf(project)
    .map(({ name, state }) => `${MARKS[state]}${name}`)
    .join(' ');

describe('the course of a project', () => {
  it.each<[string, Project, string]>([
    ['reserved', reserved, '✓reserve ▶develop ○publish ○validate ○request ○decide'],
    ['developing', developing, '✓reserve ✓develop ▶publish ○validate ○request ○decide'],
    ['published', published, '✓reserve ✓develop ✓publish ▶validate ○request ○decide'],
    ['validated', validated, '✓reserve ✓develop ✓publish ✓validate ▶request ○decide'],
    ['requested', requested, '✓reserve ✓develop ✓publish ✓validate ✓request ▶decide'],
    ['registered', registered, '✓reserve ✓develop ✓publish ✓validate ✓request ✓decide'],
    [
      'a design that was refused by its validator',
      { ...developing, design },
      '✓reserve ✓develop ▶publish ○validate ○request ○decide',
    ],
    [
      'withdrawn',
      { ...published, status: 'withdrawn' },
      '✓reserve ✓develop ✓publish –validate –request –decide',
    ],
    ['refused', { ...requested, status: 'refused' }, '✓reserve ✓develop ✓publish ✓validate ✓request –decide'],
    [
      'VCS outside forestry without its approval',
      { ...vcs, category: 'grassland' },
      '✓reserve ✓develop ▶approve ○publish ○validate ○request ○decide',
    ],
    ['VCS forestry', vcs, '✓reserve ✓develop ▶publish ○validate ○request ○decide'],
    [
      'VCS on hold, under development again',
      { ...vcs, status: 'on-hold', before: 'under-development', design },
      '✓reserve ✓develop ▶publish ○validate ○request ○decide',
    ],
    ['imported', { ...reserved, status: 'imported' }, ''],
  ])('%s', (_, project, expected) => {
    expect(shown(project)).toBe(expected);
  });

  it.each([
    ['2026-07-16', 'coming', 29],
    ['2026-07-17', 'open', 28],
    ['2026-08-13', 'open', 1],
    ['2026-08-14', 'over', 0],
  ])('on %s a publication is %s', (today, state, left) => {
    expect(windowOn(design.comments, today)).toEqual({ to: '2026-08-13', state, left });
  });

  it('tells whose turn it is by organization, and of supervision by role', () => {
    const developer = { org: 'o-developer', roles: ['developer'] };
    expect(isActing('developer', published, developer)).toBe(true);
    expect(isActing('developer', published, { ...developer, org: 'o-other' })).toBe(false);
    expect(isActing('validator', published, { org: 'o-validator', roles: ['verifier'] })).toBe(true);
    expect(isActing('validator', reserved, { org: 'o-validator', roles: ['verifier'] })).toBe(false);
    expect(isActing('operator', requested, { org: 'x', roles: ['operator'] })).toBe(true);
    expect(isActing('operator', requested, undefined)).toBe(false);
  });

  it.each<[string, Project, string[], string]>([
    ['reserved', reserved, ['developer'], 'develop withdraw'],
    ['published', published, ['developer'], 'withdraw'],
    ['validated', validated, ['developer'], 'request withdraw'],
    ['published', published, ['verifier'], 'validate'],
    ['requested', requested, ['operator'], 'register refuse'],
    ['registered', registered, ['operator'], 'deregister'],
    ['issued', { ...registered, issued: 9 }, ['operator'], 'reversal deregister'],
    ['VCS under validation', underValidation, ['developer'], 'withdraw'],
    ['VCS under validation', underValidation, ['verifier'], 'validate'],
    ['VCS validated', { ...underValidation, validation }, ['developer'], 'request withdraw'],
    ['VCS validated', { ...underValidation, validation }, ['verifier'], ''],
    ['VCS requested', { ...vcs, status: 'registration-requested' }, ['operator'], 'register refuse hold'],
    ['VCS registered', { ...vcs, status: 'registered' }, ['operator'], 'hold deactivate'],
    ['VCS on hold', { ...vcs, status: 'on-hold' }, ['operator'], 'resume'],
    ['power requested', { ...requested, facility: 'f-1' }, ['operator'], 'register refuse freeze'],
    ['power refused', { ...requested, facility: 'f-1', status: 'refused' }, ['operator'], 'release'],
    ['power withdrawn early', { ...published, facility: 'f-1', status: 'withdrawn' }, ['operator'], ''],
    [
      'power deregistered',
      { ...registered, facility: 'f-1', status: 'deregistered' },
      ['operator'],
      'release',
    ],
    ['VCS forestry', vcs, ['regulator'], ''],
    ['VCS grassland', { ...vcs, category: 'grassland' }, ['regulator'], 'approve'],
    ['VCS grassland, approved', { ...vcs, category: 'grassland', approved: true }, ['regulator'], ''],
  ])('%s, its caller may do what the lifecycle lets him', (_, project, roles, expected) => {
    const org = roles.includes('developer')
      ? 'o-developer'
      : roles.includes('verifier')
        ? 'o-validator'
        : 'x';
    expect(movesFor(project, { org, roles }).join(' ')).toBe(expected);
    expect(movesFor(project, { org: 'o-other', roles: ['enterprise'] })).toEqual([]);
  });
});

const year = {
  vintage: 2025,
  kilograms: 9_000,
  tonnes: 9,
  buffer: 0,
  openBuffer: 0,
  issued: 0,
  cancelled: 0,
  open: 9,
};
const submitted: MonitoringReport = {
  id: 'm-1',
  project: 'p-1',
  period: { from: '2025-01-01', to: '2025-12-31' },
  status: 'submitted',
  vintages: [year],
  excess: 0,
  commentsReceived: 0,
  documents: [],
  version: 1,
};
const verified: MonitoringReport = { ...submitted, status: 'verified', verifier: 'o-verifier' };
const applied: MonitoringReport = { ...verified, status: 'issuance-requested' };
const issued: MonitoringReport = {
  ...verified,
  status: 'issued',
  vintages: [{ ...year, issued: 9, open: 0 }],
};
const refused: MonitoringReport = { ...verified, status: 'refused' };
const power = { ...registered, facility: 'f-1' };

describe('the moves of a monitoring report', () => {
  const developer = { org: 'o-developer', roles: ['developer'] };
  const validator = { org: 'o-validator', roles: ['verifier'] };
  const verifier = { org: 'o-verifier', roles: ['verifier'] };
  const another = { org: 'o-another', roles: ['verifier'] };
  const operator = { org: 'x', roles: ['operator'] };
  it.each<[string, MonitoringReport, Project, typeof developer | undefined, string]>([
    ['submitted, a body without a stake', submitted, registered, verifier, 'verify refuse'],
    ['submitted, the project’s validator', submitted, registered, validator, ''],
    ['submitted, the developer', submitted, registered, developer, ''],
    ['submitted, a visitor', submitted, registered, undefined, ''],
    ['verified, the developer', verified, registered, developer, 'request'],
    [
      'verified, with nothing open',
      { ...verified, vintages: [{ ...year, open: 0 }] },
      registered,
      developer,
      '',
    ],
    ['verified, its verifier', verified, registered, verifier, 'correct'],
    ['verified, another body', verified, registered, another, ''],
    ['applied for, the operator', applied, registered, operator, 'issue'],
    ['applied for, of power', applied, power, operator, 'certificates issue'],
    ['issued, of power', issued, power, operator, 'certificates'],
    ['issued, the operator', issued, registered, operator, ''],
    ['issued, its verifier', issued, registered, verifier, 'correct'],
    ['refused, its verifier', refused, registered, verifier, ''],
  ])('%s', (_, report, project, caller, expected) => {
    expect(reportMovesFor(report, project, caller).join(' ')).toBe(expected);
  });
});
