/**
 * Reads back the registry's holdings and compares them with the files, vintage by vintage
 * and project by project.
 */

import { eachBounded } from '../../../shared/base/bounded.ts';
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import { getV1ProjectsId } from '../../client/operations.ts';
import { ask } from '../../client/request.ts';
import type { RegistryClient } from '../registry-client.ts';
import type { Amounts } from '../row-reader.ts';
import type { SinkFiles, SinkProject, SinkVintage } from '../sink-rows.ts';
import { equalAmounts, sumOf } from './amounts.ts';
import type { Imported } from './sink-import.ts';
import { amountsOf, Project } from './sink-registry.ts';

/** One line of the reconciliation; `registry` is absent for a line that isn't there. */
export interface Comparison {
  code: string;
  /** Absent on the line of a whole project. */
  vintage?: number;
  /** Where a vintage has several issuances. */
  issuedOn?: string;
  file: Amounts;
  registry?: Amounts;
  agrees: boolean;
}

export interface Reconciliation {
  vintages: Comparison[];
  /** Each project's totals in the file against the registry's sums of its vintages. */
  projects: Comparison[];
  differences: number;
}

const PARALLEL = 6;
const NOTHING: Amounts = { issued: 0, retired: 0, remaining: 0 };

/** Both sides are equal, and each adds up. */
const agree = (file: Amounts, registry: Amounts | undefined) =>
  registry !== undefined &&
  equalAmounts(file, registry) &&
  registry.issued === registry.retired + registry.remaining;

const compare = (file: Amounts, registry: Amounts | undefined) => ({
  file,
  ...(registry && { registry }),
  agrees: agree(file, registry),
});

/** Rows of one day of issuance are one line; so is a vintage that the registry divides otherwise. */
const issuanceOf = ({ code, vintage, foreign }: SinkVintage, whole: boolean) =>
  JSON.stringify([code, vintage, ...(whole ? [] : [foreign?.issuedOn ?? foreign?.serial ?? ''])]);

export async function reconcile(
  client: RegistryClient,
  { projects, vintages }: SinkFiles,
  imported: Imported,
): Promise<Reconciliation> {
  const held = new Map<SinkVintage, Amounts>();
  await eachBounded(imported.batches, PARALLEL, async ([vintage, batch]) => {
    held.set(vintage, batch === undefined ? NOTHING : await amountsOf(client, batch));
  });
  const totals = new Map<SinkProject, Amounts>();
  await eachBounded(imported.projects, PARALLEL, async ([project, id]) => {
    const { issued } = await ask(client, getV1ProjectsId(id), Project);
    const own = project.vintages.flatMap((vintage) => held.get(vintage) ?? []);
    const otherwise = new Set(project.vintages.flatMap((vintage) => imported.otherwise.get(vintage) ?? []));
    const sum = sumOf([...own, ...otherwise]);
    // The project's own count includes batches that the file doesn't know.
    totals.set(project, { ...sum, issued });
  });
  const lineOf = (row: SinkVintage) => issuanceOf(row, imported.otherwise.has(row));
  const ofVintages = [...groupedBy(vintages, lineOf).values()].map((rows) => {
    const { code, vintage, foreign } = rows[0]!;
    const there = rows.flatMap((row) => held.get(row) ?? []);
    const otherwise = imported.otherwise.get(rows[0]!);
    const registry = otherwise ?? (there.length > 0 ? sumOf(there) : undefined);
    const issuedOn = otherwise ? undefined : foreign?.issuedOn;
    const file = sumOf(rows.map(({ amounts }) => amounts));
    return { code, vintage, ...(issuedOn && { issuedOn }), ...compare(file, registry) };
  });
  // Without totals of a project in the file there is nothing to differ from.
  const ofProjects = projects.flatMap((row) =>
    row.totals ? [{ code: row.code, ...compare(row.totals, totals.get(row)) }] : [],
  );
  const differences = [...ofVintages, ...ofProjects].filter(({ agrees }) => !agrees).length;
  return { vintages: ofVintages, projects: ofProjects, differences };
}
