/** Registered native projects and their reports as entities, for tests of what may happen to them. */

import { deriveId } from '../../../shared/ledger/decision.ts';
import type { EntityId } from '../../../shared/ledger/entity.ts';
import { accountEntity, type Entity, projectEntity, reportEntity } from '../../../shared/ledger/entity.ts';
import { claimedVintage, type ReportVintage } from '../../../shared/sinks/report-tonnes.ts';
import type { ProjectState, ReportState } from '../../../shared/sinks/states.ts';
import { accredited } from './accreditation.ts';
import { commitNamed, entity, idNamed, organizationNamed } from './states.ts';

export const developer = organizationNamed('developer', ['developer']);
export const validator = organizationNamed('validator', ['verifier']);
export const verifier = organizationNamed('verifier', ['verifier']);
export const stranger = organizationNamed('stranger', ['developer']);
export const PROJECT = idNamed('p', 'native');
export const BUFFER = idNamed('a', 'buffer');
export const REPORT = deriveId('m', commitNamed('report'));
export const someDocument = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1000 } as const;

/** Registered, with a crediting period of 2021-04-01 to 2061-03-31; a CCER project has no buffer. */
export function nativeProject(
  standard: 'CCER' | 'VCS',
  changed: Partial<ProjectState> = {},
): Entity<ProjectState> {
  return entity<ProjectState>({
    name: '敖汉旗造林（示例）',
    standard,
    methodology: standard === 'CCER' ? 'CCER-14-001-V01' : 'VM0047',
    category: 'forest',
    developer: developer.id,
    status: 'registered',
    legacy: false,
    issued: 0,
    registered: commitNamed('registered'),
    design: {
      document: 'd'.repeat(64),
      validator: validator.id,
      startedOn: '2021-03-15',
      crediting: { from: '2021-04-01', to: '2061-03-31' },
      boundary: 'b'.repeat(64),
      comments: { from: '2026-01-05', to: '2026-02-02' },
      commentsBefore: 0,
    },
    validation: { validator: validator.id, document: 'd'.repeat(64) },
    code: 'R-1',
    ...(standard === 'VCS' && { buffer: BUFFER }),
    ...changed,
  });
}

export const PERIOD = { from: '2023-07-01', to: '2025-06-30' };
export const AMOUNTS = [
  { vintage: 2023, kilograms: 1_000_999 },
  { vintage: 2024, kilograms: 2_000_001 },
  { vintage: 2025, kilograms: 999 },
];

export function report(changed: Partial<ReportState> = {}): Entity<ReportState> {
  return entity<ReportState>({
    project: PROJECT,
    period: PERIOD,
    status: 'submitted',
    vintages: AMOUNTS.map(claimedVintage),
    documents: [],
    ...changed,
  });
}

/** A verified vintage. */
export const vintage = (
  year: number,
  tonnes: number,
  changed: Partial<ReportVintage> = {},
): ReportVintage => ({
  ...claimedVintage({ vintage: year, kilograms: tonnes * 1000 }),
  tonnes,
  ...changed,
});

/** All organizations, the project and its report. */
export function nativeEntities(
  project: Entity<ProjectState>,
  reports: Partial<ReportState> = {},
): Map<EntityId, Entity> {
  return new Map<EntityId, Entity>([
    ...developer.entities,
    ...validator.entities,
    ...verifier.entities,
    accredited(verifier.id),
    ...stranger.entities,
    [accountEntity(BUFFER), entity({ organization: developer.id, buffer: PROJECT })],
    [projectEntity(PROJECT), project],
    [reportEntity(REPORT), report(reports)],
  ]);
}

/** Changes a state in place: what a rule's breaker does. */
export function change(entities: Map<string, Entity>, id: EntityId, changed: object): void {
  const found = entities.get(id);
  if (!found) throw new Error(`no ${id}`);
  entities.set(id, { ...found, state: { ...found.state, ...changed } });
}
