/**
 * Brings checked rows into a registry: developer, project, batch and the retired part of it. Each step has an
 * Idempotency-Key made from its subject, and reads earlier runs' results first; so an interrupted import is
 * simply run again.
 */

import type { Findings } from '../../exchange/findings.ts';
import { identityOf } from '../../exchange/issuance-row.ts';
import { BENEFICIARY_NOT_STATED, reasonNotStated } from '../../exchange/not-stated.ts';
import { RefusedError } from '../../exchange/refused.ts';
import type { RegistryClient } from '../../exchange/registry-client.ts';
import type { Amounts } from '../../exchange/row-reader.ts';
import type { SinkProject, SinkVintage } from '../../exchange/sink-rows.ts';
import type { Row } from '../../exchange/table.ts';
import { warnOfAlike } from './alike-names.ts';
import { equalAmounts, sumOf } from './amounts.ts';
import { drawnFrom, ISSUANCE_MISSING, keyedDrawn, recordOnce } from './drawn-retirements.ts';
import { retirementFault } from './recordable.ts';
import { errorOfRow, placeOf, RowError } from './row-error.ts';
import { isOurs, requireSame } from './same-project.ts';
import { Anything, amountsOf, Batch, Organization, Project } from './sink-registry.ts';
import { keyOf } from './step-key.ts';
import { type ToldOtherwise, toldOtherwise, wordsOfOtherwise } from './told-otherwise.ts';

/** The results of the rows in the registry. */
export interface Imported {
  projects: Map<SinkProject, string>;
  /** Batch ids; a vintage without units has none. */
  batches: Map<SinkVintage, string | undefined>;
  /**
   * For rows whose vintage the registry divides otherwise: its amounts of that vintage, one
   * object for all rows.
   */
  otherwise: Map<SinkVintage, Amounts>;
}

/** Steps of an import, for its progress. */
export function stepsOf(projects: readonly SinkProject[]): number {
  const developers = new Set(projects.map(({ developer }) => developer)).size;
  const units = projects.reduce((sum, { vintages, drawn = [] }) => sum + vintages.length + drawn.length, 0);
  return developers + projects.length + units;
}

/** The vintages that one run imports, asked before each and told how many are done after it. */
export interface Part {
  /** Vintages before it were done by an earlier run, and are only found again. */
  from?: number;
  mayGoOn?: () => boolean;
  onVintage?: (done: number) => void;
}

export class SinkImport {
  /** Issuances that were in the registry before their turn came. */
  thereBefore = 0;
  readonly imported: Imported = { projects: new Map(), batches: new Map(), otherwise: new Map() };
  private readonly client: RegistryClient;
  private readonly source: string;
  private readonly findings: Findings;
  private readonly onStep: () => void;
  private readonly developers = new Map<string, Promise<Organization>>();
  private allOrganizations: Promise<Organization[]> | undefined;
  private allProjects: Promise<Project[]> | undefined;

  constructor(client: RegistryClient, source: string, findings: Findings, onStep: () => void) {
    this.client = client;
    this.source = source;
    this.findings = findings;
    this.onStep = onStep;
  }

  /**
   * Imports a project and then its vintages, one after the other: they all advance the project.
   * @returns how many of the vintages are done
   */
  async run(project: SinkProject, part: Part = {}): Promise<number> {
    const { from = 0, mayGoOn = () => true, onVintage = () => {} } = part;
    const id = await this.guard(project.row, () => this.project(project));
    this.onStep();
    if (id === undefined) {
      for (const { row } of project.vintages.slice(from)) {
        this.findings.error(row.file, row.at, {
          zh: `项目 ${project.code} 未能导入`,
          en: `the project ${project.code} could not be imported`,
        });
        this.onStep();
      }
      return project.vintages.length;
    }
    this.imported.projects.set(project, id);
    if (project.vintages.length === 0) return 0;
    const drawn = drawnFrom(project);
    const batches: Batch[] = [];
    for await (const batch of this.client.list(`/v1/projects/${id}/batches`, Batch)) batches.push(batch);
    for (const each of toldOtherwise(project.vintages, batches)) await this.leaveAsThere(each, from === 0);
    const there = Map.groupBy(batches, placeOfBatch);
    for (const [done, vintage] of project.vintages.entries()) {
      const same = there.get(placeOfBatch(vintage)) ?? [];
      if (done < from) {
        this.imported.batches.set(vintage, same[0]?.id);
        continue;
      }
      if (!mayGoOn()) return done;
      if (!this.imported.otherwise.has(vintage))
        await this.guard(vintage.row, () => this.vintage(project, id, vintage, same, drawn.has(vintage)));
      onVintage(done + 1);
      this.onStep();
    }
    await this.recordDrawn(project, id);
    return project.vintages.length;
  }

  /**
   * A vintage that is there already, divided otherwise than the rows: they are compared, and not imported. An
   * earlier run has told so.
   */
  private async leaveAsThere(told: ToldOtherwise, isNew: boolean): Promise<void> {
    const registry = sumOf(await Promise.all(told.batches.map(({ id }) => amountsOf(this.client, id))));
    const file = sumOf(told.rows.map(({ amounts }) => amounts));
    for (const row of told.rows) this.imported.otherwise.set(row, registry);
    if (!isNew) return;
    const agrees = equalAmounts(file, registry);
    const { row } = told.rows[0]!;
    const words = wordsOfOtherwise(told, { file, registry, agrees });
    if (agrees) this.findings.warn(row.file, row.at, words);
    else this.findings.error(row.file, row.at, words);
  }

  /**
   * A refusal by the registry is its row's error; an unreachable registry, or one that doesn't know us,
   * concerns all rows.
   */
  private async guard<T>(row: Row<string>, act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      const { at, words } = errorOfRow(error, row);
      this.findings.error(row.file, at ?? row.at, words);
      return undefined;
    }
  }

  private developer({ developer: name, row, developerAt }: SinkProject): Promise<Organization> {
    const known = this.developers.get(name);
    if (known) return known;
    const registering = this.registerDeveloper(name)
      .then((developer) => {
        warnOfAlike(developer, this.findings, { file: row.file, at: developerAt });
        return developer;
      })
      .finally(this.onStep);
    this.developers.set(name, registering);
    return registering;
  }

  private async registerDeveloper(name: string): Promise<Organization> {
    const foreign = { source: this.source, name };
    const body = { name, roles: ['developer'], foreign };
    try {
      return await this.client.post(
        '/v1/organizations',
        keyOf('developer', this.source, name),
        body,
        Organization,
      );
    } catch (error) {
      if (!isThereAlready(error)) throw error;
      this.allOrganizations ??= collect(this.client.list('/v1/organizations', Organization));
      const isSame = (each: Organization) =>
        each.foreign?.source === foreign.source && each.foreign.name === name;
      const found = (await this.allOrganizations).find(isSame);
      if (!found) throw error;
      return found;
    }
  }

  private async project(row: SinkProject): Promise<string> {
    const { code, name, standard, methodology, type, category, country, legacy, status, written } = row;
    this.allProjects ??= collect(this.client.list('/v1/projects', Project));
    const isSame = (each: Project) =>
      each.standard === standard && (each.origin?.code === code || (row.asRegistered && isOurs(each, code)));
    const there = (await this.allProjects).find(isSame);
    if (there && row.asRegistered) return there.id;
    // Checked before the developer is registered under a source that isn't the project's.
    if (there) requireSame(there, { source: this.source });
    const { id: developer } = await this.developer(row).catch((error: unknown) => {
      // The faults of this request are the developer's, whatever the members are called.
      throw new RowError(errorOfRow(error, row.row).words, row.developerAt);
    });
    const origin = { source: this.source, code, status, written };
    const body = { name, standard, methodology, type, category, country, developer, legacy, origin };
    try {
      const key = keyOf('project', this.source, code);
      return (await this.client.post('/v1/projects/imports', key, body, Project)).id;
    } catch (error) {
      if (!isThereAlready(error)) throw error;
      if (!there) throw error;
      requireSame(there, { name, methodology, type, category, developer });
      return there.id;
    }
  }

  private async vintage(
    project: SinkProject,
    projectId: string,
    row: SinkVintage,
    same: readonly Batch[],
    isDrawn: boolean,
  ): Promise<void> {
    const { vintage, amounts, foreign } = row;
    const { issued, retired } = amounts;
    this.imported.batches.set(row, undefined);
    if (issued === 0) return;
    const before = same.find((batch) => batch.issued === issued) ?? same[0];
    if (before && before.issued !== issued)
      throw new RowError(
        {
          zh: `登记簿已签发 ${before.issued}，文件为 ${issued}`,
          en: `the registry has issued ${before.issued}, the file says ${issued}`,
        },
        row.row.cells.issued,
      );
    this.imported.batches.set(row, before?.id);
    if (before) this.thereBefore++;
    const retirement = retired > 0 && !isDrawn ? this.retirementOf(row) : undefined;
    const retiredBefore = before ? (await amountsOf(this.client, before.id)).retired : 0;
    // If the amount from elsewhere differs from the file's, the reconciliation reports it.
    const recording = retirement !== undefined && retiredBefore === 0;
    const account = recording ? await this.accountOf(project, projectId) : undefined;
    const body = { vintage, quantity: issued, retiredElsewhere: retired, foreign };
    const key = this.keyOfRow('batch', row);
    const batch = before ?? (await this.client.post(`/v1/projects/${projectId}/issuances`, key, body, Batch));
    this.imported.batches.set(row, batch.id);
    if (!recording) return;
    const items = [{ batch: batch.id, quantity: retired }];
    const retiring = { account, items, ...retirement };
    await this.client.post('/v1/retirements', this.keyOfRow('retirement', row), retiring, Anything);
  }

  /** Retirements that the file tells by vintage, once their issuances are there. */
  private async recordDrawn(project: SinkProject, id: string): Promise<void> {
    const { batches, otherwise } = this.imported;
    for (const { drawn, key } of keyedDrawn(project, this.source)) {
      const { row, shares } = drawn;
      if (!shares.some(({ of }) => otherwise.has(of)))
        await this.guard(row, async () => {
          const items = shares.flatMap(({ of, quantity }) => {
            const batch = batches.get(of);
            return batch === undefined ? [] : [{ batch, quantity }];
          });
          if (items.length < shares.length) throw new RowError(ISSUANCE_MISSING);
          const account = await this.accountOf(project, id);
          await recordOnce(this.client, key, { account, items, ...this.retirementOf(drawn) });
        });
      this.onStep();
    }
  }

  private keyOfRow(kind: string, { code, vintage, foreign }: SinkVintage): string {
    const identity = identityOf(foreign);
    return keyOf(kind, this.source, code, vintage, ...(identity === '' ? [] : [identity]));
  }

  /** The account of the developer on record; an organization that can't hold units has no account. */
  private async accountOf(project: SinkProject, projectId: string) {
    if (!project.asRegistered) return (await this.developer(project)).account;
    const registered = await this.client.get(`/v1/projects/${projectId}`, Project);
    return (await this.client.get(`/v1/organizations/${registered.developer}`, Organization)).account;
  }

  /**
   * The retirement as it will be recorded. @throws RowError if it would be refused, so that nothing
   * of it is issued
   */
  private retirementOf({ row, code, vintage, retirement = {} }: Omit<SinkVintage, 'amounts'>) {
    const { beneficiary = BENEFICIARY_NOT_STATED, foreign } = retirement;
    const { reason = reasonNotStated(this.source, code, vintage) } = retirement;
    const body = { beneficiary, reason, purpose: 'voluntary', foreign };
    const fault = retirementFault({ beneficiary, reason, ...(foreign && { foreign }) });
    if (fault) throw new RowError(fault.words, placeOf(row, [fault.pointer]));
    return body;
  }
}

/** What tells one issuance of a project from its others, there and in the file. */
const placeOfBatch = ({ vintage, foreign }: Pick<SinkVintage, 'vintage' | 'foreign'>) =>
  `${vintage} ${identityOf(foreign)}`;

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** An earlier run, of other data or under another key, has registered it. */
const THERE_ALREADY = ['foreign-already-registered', 'registration-already-taken', 'idempotency-key-reused'];

function isThereAlready(error: unknown): boolean {
  return error instanceof RefusedError && THERE_ALREADY.includes(error.kind);
}
