/** Projects at each step of their lives as entities, for tests of deciders. */
import type { AgreementState, ParcelState } from '../../../shared/land/states.ts';
import { deriveId } from '../../../shared/ledger/decision.ts';
import {
  agreementEntity,
  type Entity,
  type EntityId,
  organizationEntity,
  parcelEntity,
  projectEntity,
} from '../../../shared/ledger/entity.ts';
import type { Category } from '../../../shared/sinks/category.ts';
import type { SurveyedLand } from '../../../shared/sinks/land-overlap.ts';
import type { ProjectStatus } from '../../../shared/sinks/lifecycle/status.ts';
import { methodologyOf } from '../../../shared/sinks/methodology.ts';
import type { ProjectState } from '../../../shared/sinks/states.ts';
import { accredited } from './accreditation.ts';
import { commitNamed, entity, idNamed, organizationNamed } from './states.ts';

export const developer = organizationNamed('developer', ['developer']);
export const holder = organizationNamed('holder');
export const validator = organizationNamed('validator', ['verifier']);
export const PROJECT = idNamed('p', 'project');
export const PARCEL = deriveId('l', commitNamed('parcel'));
export const AGREEMENT = deriveId('j', commitNamed('agreement'));
export const someDocument = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1000 } as const;
export const CREDITING = { from: '2021-04-01', to: '2061-03-31' };

export const land: SurveyedLand = {
  boundary: 'b'.repeat(64),
  areaSquareMetres: 10_000,
  positions: 5,
  footprint: { degrees: ['119E42N'], cells: ['119E42N/012', '119E42N/013'] },
  overlaps: [],
};

export const parcelState = (changed: Partial<ParcelState> = {}): Entity<ParcelState> =>
  entity<ParcelState>({
    name: '地块',
    type: 'forest',
    banner: '150430',
    holder: holder.id,
    areaSquareMetres: 10_000,
    boundary: 'b'.repeat(64),
    title: someDocument,
    registrant: developer.id,
    status: 'surveyed',
    ...changed,
  });

export const agreementState = (changed: Partial<AgreementState> = {}): Entity<AgreementState> =>
  entity<AgreementState>({
    developer: developer.id,
    versions: [
      {
        version: 1,
        effectiveFrom: '2026-01-01',
        acceptedOn: '2026-01-01',
        parties: [
          { organization: developer.id, kind: 'municipal', basisPoints: 5000 },
          { organization: holder.id, kind: 'holder', basisPoints: 5000 },
        ],
        document: someDocument,
      },
    ],
    lastVersion: 1,
    ...changed,
  });

/** A project in that status, with all that it has by then. */
export function projectState(
  standard: 'CCER' | 'VCS',
  status: ProjectStatus,
  changed: Partial<ProjectState> = {},
): Entity<ProjectState> {
  const methodology = changed.methodology ?? (standard === 'CCER' ? 'CCER-14-001-V01' : 'VM0047');
  return entity<ProjectState>({
    name: '敖汉旗造林（示例）',
    standard,
    methodology,
    category: methodologyOf(methodology)?.category as Category,
    developer: developer.id,
    status,
    legacy: false,
    issued: 0,
    registered: commitNamed('reserved'),
    parcels: [PARCEL],
    areaSquareMetres: 10_000,
    agreement: AGREEMENT,
    design: {
      document: 'd'.repeat(64),
      validator: validator.id,
      startedOn: '2021-03-15',
      crediting: CREDITING,
      boundary: 'b'.repeat(64),
      comments: { from: '2026-06-01', to: '2026-06-30' },
      commentsBefore: 1,
    },
    comments: 3,
    ...changed,
  });
}

/** Everything around one project. */
export function projectEntities(project: Entity<ProjectState>): Map<EntityId, Entity> {
  return new Map<EntityId, Entity>([
    ...developer.entities,
    ...holder.entities,
    [organizationEntity(validator.id), entity({ name: 'validator', roles: ['verifier'] })],
    accredited(validator.id),
    [parcelEntity(PARCEL), parcelState()],
    [agreementEntity(AGREEMENT), agreementState()],
    [projectEntity(PROJECT), project],
  ]);
}

/** Changes a state in place: what a rule's breaker does. */
export function change<S extends object>(
  entities: Map<string, Entity>,
  id: EntityId,
  changed: Partial<S>,
): void {
  const found = entities.get(id)!;
  entities.set(id, { ...found, state: { ...found.state, ...changed } } as Entity);
}
