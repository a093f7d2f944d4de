/**
 * Thousands of registered projects put into a table at once: their states made by `evolve`, as commits would.
 */
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { entityKey, indexAttributes } from '../../../functions/ledger/keys.ts';
import { boundaryAttachment } from '../../../functions/ledger/published-boundary.ts';
import { deriveId } from '../../../shared/ledger/decision.ts';
import type { Entity, EntityId } from '../../../shared/ledger/entity.ts';
import type { EventType, Facts, RegistryEvent } from '../../../shared/ledger/event.ts';
import { evolve } from '../../../shared/ledger/evolve.ts';
import { surveyOf } from '../../../shared/sinks/survey.ts';
import { boundaryOf } from '../land/banners.ts';
import { commitNamed } from '../states/states.ts';

const DOCUMENT = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1000 } as const;
const AT = '2026-01-05T02:00:00.000Z';

/** The items of one registered CCER project with that land. */
function itemsOf(name: string, geometry: object): Record<string, unknown>[] {
  const project = deriveId('p', commitNamed(name));
  const [developer, validator] = ['o', 'o'].map((prefix, i) => deriveId(prefix as 'o', commitNamed(`${i}`)));
  const { text, land } = surveyOf([{ parcel: 'l', boundary: boundaryOf(geometry) }]);
  const { boundary, areaSquareMetres, footprint } = land;
  const crediting = { from: '2021-04-01', to: '2041-03-31' };
  const described = {
    project,
    name,
    standard: 'CCER' as const,
    methodology: 'CCER-14-001-V01',
    category: 'forest' as const,
    developer: developer!,
  };
  const entities = new Map<string, Entity>();
  const step = <T extends EventType>(type: T, facts: Facts<T>) => {
    const id = commitNamed(`${name} ${type}`);
    const by = { org: developer!, role: 'developer' as const };
    const event = { v: 1, id, type, at: AT, by, advances: [], facts } as unknown as RegistryEvent;
    for (const [entity, state] of evolve(entities, event)) {
      const version = (entities.get(entity)?.version ?? 0) + 1;
      entities.set(entity, { version, commit: id, state });
    }
  };
  step('project.reserved', { ...described, parcels: [deriveId('l', commitNamed(name))], areaSquareMetres });
  step('development.begun', { project, agreement: deriveId('j', commitNamed('agreement')) });
  step('design.published', {
    project,
    document: DOCUMENT,
    validator: validator!,
    startedOn: '2021-03-15',
    crediting,
    legalDuty: false,
    underEts: false,
    boundary,
    areaSquareMetres,
    ...footprint!,
    comments: { from: '2026-01-05', to: '2026-01-30' },
  });
  step('project.validated', { project, document: DOCUMENT, conclusion: 'positive', treatments: [] });
  step('registration.requested', { project, commitment: DOCUMENT, dueBy: '2026-03-01' });
  step('project.registered', {
    ...described,
    code: name,
    crediting,
    boundary,
    areaSquareMetres,
    late: false,
  });
  const { key, bytes } = boundaryAttachment(boundary, text);
  const kept = [...entities].filter(([entity]) => !entity.startsWith('degree:'));
  return [
    { ...key, bytes },
    ...kept.map(([entity, { version, commit, state }]) => {
      const { list } = indexAttributes(entity as EntityId, state);
      const order = list && { list, order: `${AT}#${entity}` };
      return { ...entityKey(entity as EntityId), entity, version, commit, state, ...order };
    }),
  ];
}

const BATCH = 25;
const PARALLEL = 8;

/** Puts a registered project on each of these pieces of land. */
export async function putProjects(
  client: DynamoDBDocumentClient,
  tableName: string,
  lands: readonly object[],
): Promise<number> {
  const items = lands.flatMap((land, i) => itemsOf(`项目 ${i}`, land));
  const batches = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, i) =>
    items.slice(i * BATCH, (i + 1) * BATCH),
  );
  let next = 0;
  const work = async () => {
    while (next < batches.length) {
      const puts = batches[next++]!.map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems } = await client.send(
        new BatchWriteCommand({ RequestItems: { [tableName]: puts } }),
      );
      if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('unprocessed items');
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return items.length;
}
