/**
 * Brings checked rows into a registry: developer, project, batch and the retired part of it. Each step has an
 * Idempotency-Key made from its subject, and reads earlier runs' results first; so an interrupted import is
 * simply run again.
 */
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import {
  getV1OrganizationsId,
  getV1Projects,
  getV1ProjectsId,
  getV1ProjectsIdBatches,
  postV1ProjectsIdIssuances,
  postV1ProjectsImports,
  postV1Retirements,
} from '../../client/operations.ts';
import { all, ask, change } from '../../client/request.ts';
import type { Findings } from '../findings.ts';
import { identityOf } from '../issuance-row.ts';
import { BENEFICIARY_NOT_STATED, reasonNotStated } from '../not-stated.ts';
import type { RegistryClient } from '../registry-client.ts';
import type { Amounts } from '../row-reader.ts';
import type { SinkProject, SinkVintage } from '../sink-rows.ts';
import type { Row } from '../table.ts';
import { equalAmounts, sumOf } from './amounts.ts';
import { drawnFrom, ISSUANCE_MISSING, keyedDrawn, recordOnce } from './drawn-retirements.ts';
import { retirementFault } from './recordable.ts';
import { errorOfRow, placeOf, RowError } from './row-error.ts';
import { isOurs, requireSame } from './same-project.ts';
import { isThereAlready, SinkDevelopers } from './sink-developers.ts';
import { amountsOf, Batch, Made, Organization, Project } from './sink-registry.ts';
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
  private readonly developers: SinkDevelopers;
  private allProjects: Promise<Project[]> | undefined;

  constructor(client: RegistryClient, source: string, findings: Findings, onStep: () => void) {
    this.client = client;
    this.source = source;
    this.findings = findings;
    this.onStep = onStep;
    this.developers = new SinkDevelopers(client, source, findings, onStep);
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
    const batches = await all(this.client, getV1ProjectsIdBatches(id), Batch);
    for (const each of toldOtherwise(project.vintages, batches)) await this.leaveAsThere(each, from === 0);
    const there = groupedBy(batches, placeOfBatch);
    for (const [done, vintage] of project.vintages.entries()) {
      const same = there.get(placeOfBatch(vintage)) ?? [];
      if (done < from) {
        this.imported.batches.set(vintage, batchOf(vintage, same)?.id);
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

  private async project(row: SinkProject): Promise<string> {
    const { code, name, standard, methodology, type, category, country, legacy, status, written } = row;
    this.allProjects ??= all(this.client, getV1Projects(), Project);
    const isSame = (each: Project) =>
      each.standard === standard && (each.origin?.code === code || (row.asRegistered && isOurs(each, code)));
    const there = (await this.allProjects).find(isSame);
    if (there && row.asRegistered) return there.id;
    // Checked before the developer is registered under a source that isn't the project's.
    if (there) requireSame(there, { source: this.source });
    const { id: developer } = await this.developers.of(row).catch((error: unknown) => {
      // The faults of this request are the developer's, whatever the members are called.
      throw new RowError(errorOfRow(error, row.row).words, row.developerAt);
    });
    const origin = { source: this.source, code, status, written };
    const body = { name, standard, methodology, type, category, country, developer, legacy, origin };
    try {
      const key = keyOf('project', this.source, code);
      return (await change(this.client, postV1ProjectsImports(body), key, Project)).id;
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
    const before = batchOf(row, same);
    const [other] = same;
    if (!before && other)
      throw new RowError(
        {
          zh: `登记簿已签发 ${other.issued}，文件为 ${issued}`,
          en: `the registry has issued ${other.issued}, the file says ${issued}`,
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
    const batch =
      before ?? (await change(this.client, postV1ProjectsIdIssuances(projectId, body), key, Batch));
    this.imported.batches.set(row, batch.id);
    if (account === undefined || !retirement) return;
    const items = [{ batch: batch.id, quantity: retired }];
    const retiring = { account, items, ...retirement };
    await change(this.client, postV1Retirements(retiring), this.keyOfRow('retirement', row), Made);
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

  /** The account of the developer on record. @throws RowError, because who can't hold units has none */
  private async accountOf(project: SinkProject, projectId: string): Promise<string> {
    const { id, account } = project.asRegistered
      ? await this.developerOnRecord(projectId)
      : await this.developers.of(project);
    if (account === undefined)
      throw new RowError({
        zh: `开发方 ${id} 没有账户，其注销无法记录`,
        en: `the developer ${id} has no account, so no retirement can be recorded`,
      });
    return account;
  }

  private async developerOnRecord(project: string): Promise<Organization> {
    const { developer } = await ask(this.client, getV1ProjectsId(project), Project);
    return ask(this.client, getV1OrganizationsId(developer), Organization);
  }

  /**
   * The retirement as it will be recorded. @throws RowError if it would be refused, so that nothing
   * of it is issued
   */
  private retirementOf({ row, code, vintage, retirement = {} }: Omit<SinkVintage, 'amounts'>) {
    const { beneficiary = BENEFICIARY_NOT_STATED, foreign } = retirement;
    const { reason = reasonNotStated(this.source, code, vintage) } = retirement;
    const body = { beneficiary, reason, purpose: 'voluntary' as const, foreign };
    const fault = retirementFault({ beneficiary, reason, ...(foreign && { foreign }) });
    if (fault) throw new RowError(fault.words, placeOf(row, [fault.pointer]));
    return body;
  }
}

/** The issuance of a row among those in its place: the one of its quantity. */
const batchOf = ({ amounts: { issued } }: SinkVintage, same: readonly Batch[]): Batch | undefined =>
  same.find((batch) => batch.issued === issued);

/** What tells one issuance of a project from its others, there and in the file. */
const placeOfBatch = ({ vintage, foreign }: Pick<SinkVintage, 'vintage' | 'foreign'>) =>
  `${vintage} ${identityOf(foreign)}`;
