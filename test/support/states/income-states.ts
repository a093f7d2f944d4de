/**
 * Entities for tests of first sales: a project with its agreement, and batches of it, without the way there.
 */

import type { Party } from '../../../shared/land/facts.ts';
import type { AgreementState } from '../../../shared/land/states.ts';
import {
  agreementEntity,
  batchEntity,
  type Entity,
  type EntityId,
  projectEntity,
} from '../../../shared/ledger/entity.ts';
import type { ProjectState } from '../../../shared/sinks/states.ts';
import { someDocument } from '../history/agreement-steps.ts';
import { commitNamed, entity, idNamed } from './states.ts';

export const agreementNamed = (name: string): string => idNamed('p', name).replace('p-', 'j-');

export function projectOf(developer: string, name: string, agreement?: string): [EntityId, Entity] {
  const state: ProjectState = {
    name,
    standard: 'CCER',
    methodology: 'CCER-14-001-V01',
    category: 'forest',
    developer,
    status: agreement ? 'registered' : 'imported',
    legacy: false,
    issued: 100,
    registered: commitNamed(name),
    ...(agreement && { agreement }),
  };
  return [projectEntity(idNamed('p', name)), entity(state)];
}

export function batchOf(project: string, name: string): [EntityId, Entity] {
  const facts = { vintage: 2025, issued: 100, legacy: false, imported: false };
  return [
    batchEntity(idNamed('b', name)),
    entity({ project: idNamed('p', project), instrument: 'CCER' as const, ...facts }),
  ];
}

/** An agreement of versions in force from the days given. */
export function agreementOf(
  developer: string,
  name: string,
  versions: { effectiveFrom: string; acceptedOn?: string; parties: Party[] }[],
): [EntityId, Entity] {
  const state: AgreementState = {
    developer,
    versions: versions.map((version, index) => ({
      version: index + 1,
      document: someDocument,
      acceptedOn: version.effectiveFrom,
      ...version,
    })),
    lastVersion: versions.length,
  };
  return [agreementEntity(agreementNamed(name)), entity(state)];
}
