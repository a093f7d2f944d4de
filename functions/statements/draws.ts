/** What a statement draws on: the datasets that its lines name, and the rows among them that they mean. */
import { eachBounded } from '../../shared/base/bounded.ts';
import { datasetEntity, type EntityId, read } from '../../shared/ledger/entity.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import type { ActivityRow } from '../../shared/statements/activity-row.ts';
import { rowName } from '../../shared/statements/activity-rows.ts';
import { type Draw, drawnRowName, drawsOf } from '../../shared/statements/draw.ts';
import type { Line } from '../../shared/statements/line.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { findRows, readManifest } from '../ledger/dataset-rows.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { RejectedError } from '../ledger/refused.ts';
import { addTo, type Stored } from '../ledger/stored.ts';

/** Datasets whose rows are read at a time. */
const DATASETS_AT_ONCE = 4;

/** The draws of these lines. @throws RejectedError draw-carrier, draw-repeated, draws-too-many */
export function requireDraws(lines: readonly Line[]): Draw[] {
  const draws = drawsOf(lines);
  if (isRejection(draws)) throw new RejectedError(draws);
  return draws;
}

/**
 * Adds the datasets to `entities` and gives the rows, each of the revision that was read: if a dataset moves
 * meanwhile, the commit is decided anew. Rows of other organizations are not read.
 */
export async function loadDraws(
  reads: LedgerReads,
  draws: readonly Draw[],
  organization: string,
  entities: Map<EntityId, Stored>,
): Promise<Map<string, ActivityRow>> {
  const rows = new Map<string, ActivityRow>();
  const wanted = new Map<string, string[]>();
  for (const draw of draws)
    for (const dataset of draw.datasets) wanted.set(dataset, [...(wanted.get(dataset) ?? []), rowName(draw)]);
  addTo(entities, await reads.entities([...wanted.keys()].map(datasetEntity)));
  const own = [...wanted].flatMap(([dataset, names]) => {
    const state = read(entities, datasetEntity(dataset))?.state;
    return state?.organization === organization ? [{ dataset, revision: state.revision, names }] : [];
  });
  await eachBounded(own, DATASETS_AT_ONCE, async ({ names, ...at }) => {
    const manifest = await readManifest(reads, at);
    if (!manifest) throw new Error(`${at.dataset} has no rows beside its revision ${at.revision}`);
    for (const row of (await findRows(reads, at, manifest, names)).values())
      rows.set(drawnRowName(at.dataset, row), row);
  });
  return rows;
}

/** The latest revisions of the datasets that a statement draws on, by dataset, where they are newer. */
export async function newerRevisions(
  reads: LedgerReads,
  { stated: { datasets = [] } }: StatementState,
): Promise<Map<string, number>> {
  if (datasets.length === 0) return new Map();
  const found = await reads.entities(datasets.map(({ dataset }) => datasetEntity(dataset)));
  return new Map(
    datasets.flatMap(({ dataset, revision }) => {
      const latest = read(found, datasetEntity(dataset))?.state.revision ?? revision;
      return latest > revision ? [[dataset, latest] as const] : [];
    }),
  );
}
