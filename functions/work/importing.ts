/**
 * An import of credits as a job: the logic of `lvzhang import`, with the registry's own endpoints within this
 * function in place of HTTP. Each step has an Idempotency-Key made from its subject, so what a worker did
 * after it last wrote the job down is found again by the next, and isn't done twice.
 */

import { type CreditFiles, readCreditFiles } from '../../events/exchange/credits/credit-files.ts';
import { layouts, SOURCES } from '../../events/exchange/credits/layouts.ts';
import type { InputFile } from '../../events/exchange/file/input-file.ts';
import { UnreadableError } from '../../events/exchange/file/readable.ts';
import { byPlace, type Finding, Findings, severities } from '../../events/exchange/findings.ts';
import { reconcile } from '../../events/exchange/import/reconcile.ts';
import { headings, lineOf } from '../../events/exchange/import/reconciliation-lines.ts';
import { SinkImport } from '../../events/exchange/import/sink-import.ts';
import type { RegistryClient } from '../../events/exchange/registry-client.ts';
import type { SinkFiles, SinkProject } from '../../events/exchange/sink-rows.ts';
import { eachBounded } from '../../shared/base/bounded.ts';
import { type DocumentReference, XLSX } from '../../shared/base/document.ts';
import type { Language } from '../../shared/base/words.ts';
import { csvLines, csvOf } from '../../shared/base/written-csv.ts';
import type { Job, JobInput } from './job.ts';
import { type Begin, JobFault, type Snapshot, type Task } from './task.ts';

type ImportInput = Extract<JobInput, { kind: 'import-credits' }>;

/** Projects imported at a time. */
const PARALLEL = 6;
/** Rows of one file: all of them are in memory while it is worked on. */
const IMPORT_ROWS_MAX = 250_000;
/** Workbooks together, bytes unpacked: some 60,000 rows, a gigabyte while read. Larger ones come as CSV. */
const UNPACKED_MAX = 64 * 1024 * 1024;

const UNKNOWN = {
  zh: `不是已知清单；可导入：${layouts.map(({ name }) => name.zh).join('、')}`,
  en: `no list that is known; what can be imported: ${layouts.map(({ name }) => name.en).join('; ')}`,
};

export const FINDINGS_FILE = 'findings.csv';
export const RECONCILIATION_FILE = 'reconciliation.csv';

/** Where the import stands: the first project not begun, and those begun, with their vintages done. */
interface Cursor {
  next: number;
  open: [project: number, vintages: number][];
}

/** A file that was read, with what was found in it. */
interface Plan {
  of: string;
  files: CreditFiles;
  findings: Finding[];
}

/** The file of the last chunk: a worker that is rung again has it at hand. */
let planned: Plan | undefined;

const ABSENT = {
  zh: '文件不在文件库中；请以 POST /v1/documents 上传后重新办理',
  en: 'a document is not in the store; upload it (POST /v1/documents) and ask again',
};

async function planOf(
  { documents }: ImportInput,
  organization: string,
  read: (organization: string, document: DocumentReference) => Promise<Uint8Array | undefined>,
): Promise<Plan> {
  const of = [organization, ...documents.map(({ sha256 }) => sha256)].join(' ');
  if (planned?.of === of) return planned;
  planned = undefined;
  const files: InputFile[] = [];
  for (const document of documents) {
    const bytes = await read(organization, document);
    if (!bytes) throw new JobFault(ABSENT);
    // Findings name a file by its place among the documents.
    files.push({ name: `${files.length + 1}${document.mediaType === XLSX ? '.xlsx' : '.csv'}`, bytes });
  }
  const found: Finding[] = [];
  try {
    const findings = new Findings((finding) => found.push(finding));
    const lists = await readCreditFiles(files, findings, { unpackedMax: UNPACKED_MAX });
    planned = { of, files: lists, findings: found.sort(byPlace) };
    return planned;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    throw new JobFault({ zh: error.told('zh'), en: error.told('en') });
  }
}

class Import implements Task {
  private readonly projects: readonly SinkProject[];
  private readonly rows: number;
  private readonly format: CreditFiles['format'];
  private readonly client: RegistryClient;
  private readonly language: Language;
  private readonly sinks: SinkImport;
  private readonly before: Record<string, number>;
  private readonly counts = {
    errors: 0,
    warnings: 0,
    differences: 0,
    fileIssued: 0,
    fileRetired: 0,
    fileRemaining: 0,
    registryIssued: 0,
    registryRetired: 0,
    registryRemaining: 0,
  };
  private readonly open: Map<number, number>;
  private next: number;
  private texts: Record<string, string> = { [FINDINGS_FILE]: '', [RECONCILIATION_FILE]: '' };

  constructor({ files, findings }: Plan, client: RegistryClient, job: Job) {
    this.projects = files.projects;
    this.rows = files.vintages.length;
    this.format = files.format;
    this.client = client;
    this.language = job.language;
    this.before = job.counts;
    const cursor = job.cursor as Cursor | undefined;
    this.next = cursor?.next ?? 0;
    this.open = new Map(cursor?.open);
    const { source = SOURCES[files.format ?? 'verra'] } = job.input as ImportInput;
    this.sinks = new SinkImport(client, source, new Findings((finding) => this.note(finding)), () => {});
    if (cursor) return;
    const head = {
      zh: ['级别', '文件', '行', '列', '说明'],
      en: ['severity', 'file', 'line', 'column', 'message'],
    };
    this.texts[FINDINGS_FILE] = csvOf([head[job.language]]);
    this.texts[RECONCILIATION_FILE] = csvOf([headings.map((words) => words[job.language])]);
    for (const finding of findings) this.note(finding);
  }

  async run(mayGoOn: () => boolean): Promise<boolean> {
    if (!this.format) throw new JobFault(UNKNOWN);
    if (this.rows === 0)
      throw new JobFault({
        zh: '没有可导入的行：各行错误见结果文件',
        en: 'no row to import: the result names the faults of the rows',
      });
    if (this.rows > IMPORT_ROWS_MAX)
      throw new JobFault({
        zh: `${this.rows} 行，超过一次办理的上限 ${IMPORT_ROWS_MAX} 行；请分成几个文件`,
        en: `${this.rows} rows are more than one job takes (${IMPORT_ROWS_MAX}); divide the file`,
      });
    await eachBounded(this.ahead(mayGoOn), PARALLEL, (index) => this.project(index, mayGoOn));
    return this.next === this.projects.length && this.open.size === 0;
  }

  snapshot(): Snapshot {
    const { texts } = this;
    this.texts = { [FINDINGS_FILE]: '', [RECONCILIATION_FILE]: '' };
    return {
      progress: { done: this.done(), of: this.rows },
      cursor: { next: this.next, open: [...this.open] } satisfies Cursor,
      counts: this.sums(),
      texts,
    };
  }

  /** The projects left: those that were begun, then the others. */
  private *ahead(mayGoOn: () => boolean): Generator<number> {
    for (const index of [...this.open.keys()]) if (mayGoOn()) yield index;
    while (this.next < this.projects.length && mayGoOn()) {
      const index = this.next++;
      this.open.set(index, 0);
      yield index;
    }
  }

  private async project(index: number, mayGoOn: () => boolean): Promise<void> {
    const project = this.projects[index]!;
    const done = await this.sinks.run(project, {
      from: this.open.get(index) ?? 0,
      mayGoOn,
      onVintage: (vintages) => this.open.set(index, vintages),
    });
    if (done < project.vintages.length) return;
    await this.reconcile(project);
    this.open.delete(index);
  }

  /** Reads back what the registry has of the project; written down together with the project's end. */
  private async reconcile(project: SinkProject): Promise<void> {
    const { projects, batches, otherwise } = this.sinks.imported;
    const id = projects.get(project);
    const own = <T>(map: Map<SinkFiles['vintages'][number], T>) =>
      new Map([...project.vintages].flatMap((row) => (map.has(row) ? [[row, map.get(row)!] as const] : [])));
    const imported = {
      projects: new Map(id === undefined ? [] : [[project, id]]),
      batches: own(batches),
      otherwise: own(otherwise),
    };
    const files = { projects: [project], vintages: project.vintages };
    const { vintages, differences } = await reconcile(this.client, files, imported);
    for (const { file, registry } of vintages) {
      this.counts.fileIssued += file.issued;
      this.counts.fileRetired += file.retired;
      this.counts.fileRemaining += file.remaining;
      this.counts.registryIssued += registry?.issued ?? 0;
      this.counts.registryRetired += registry?.retired ?? 0;
      this.counts.registryRemaining += registry?.remaining ?? 0;
    }
    this.counts.differences += differences;
    this.texts[RECONCILIATION_FILE] += csvLines(vintages.map((line) => lineOf(line, this.language)));
  }

  private note({ file, at, severity, message }: Finding): void {
    this.counts[severity === 'error' ? 'errors' : 'warnings']++;
    const place = 'line' in at ? [at.line, at.column] : ['', ''];
    const cells = [severities[severity][this.language], file, ...place, message[this.language]];
    this.texts[FINDINGS_FILE] += csvLines([cells]);
  }

  private done(): number {
    let done = 0;
    for (const [index, { vintages }] of this.projects.entries())
      if (index < this.next) done += this.open.get(index) ?? vintages.length;
    return done;
  }

  private sums(): Record<string, number> {
    const own = { ...this.counts, thereBefore: this.sinks.thereBefore };
    return Object.fromEntries(
      Object.entries(own).map(([name, count]) => [name, count + (this.before[name] ?? 0)]),
    );
  }
}

/** Lists of credits, from the documents that the asker uploaded. */
export const beginImport: Begin = async (job, { client, documents }) => {
  const plan = await planOf(job.input as ImportInput, job.asker.org, (...of) => documents.read(...of));
  return new Import(plan, client, job);
};
