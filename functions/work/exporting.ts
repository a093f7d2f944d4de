/** Exports as jobs: a list of the registry, page by page, as CSV. */
import * as z from 'zod';
import type { RegistryClient } from '../../events/exchange/registry-client.ts';
import type { Language, Words } from '../../shared/base/words.ts';
import { csvLines, csvOf } from '../http/csv.ts';
import type { Job, JobInput } from './job.ts';
import type { Begin, Snapshot, Task } from './task.ts';

type Row = readonly (string | number)[];
type InputOf<K extends JobInput['kind']> = Extract<JobInput, { kind: K }>;

/** One list as a table. */
interface Table {
  columns: readonly Words[];
  page(
    client: RegistryClient,
    cursor: string | undefined,
  ): Promise<{ rows: Row[]; next?: string | undefined }>;
}

const PAGE = 200;
/** The result's one file. */
const EXPORT_FILE = 'rows.csv';

const column = (zh: string, en: string): Words => ({ zh, en });

const Block = z.object({
  batch: z.string(),
  from: z.number(),
  to: z.number(),
  quantity: z.number(),
  status: z.string(),
  since: z.string(),
});
const Batch = z.object({
  instrument: z.string(),
  unit: z.string(),
  vintage: z.number(),
  project: z.string().optional(),
  facility: z.string().optional(),
});
const Retirement = z.object({
  beneficiary: z.string(),
  reason: z.string(),
  purpose: z.string(),
  at: z.string(),
  imported: z.boolean(),
  foreign: z.object({ retiredOn: z.string() }).optional(),
});
const Entitlement = z.object({
  settledOn: z.string(),
  organization: z.string(),
  project: z.string(),
  transfer: z.string(),
  basisPoints: z.number(),
  fen: z.number(),
  commit: z.object({ id: z.string() }),
});

const pageOf = <T>(item: z.ZodType<T>) => z.object({ items: z.array(item), next: z.string().optional() });

function query(parameters: Record<string, string | undefined>, cursor: string | undefined): string {
  const all = { limit: String(PAGE), ...parameters, cursor };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given).toString();
}

/** The same thing is asked for once a page. */
function memo<T>(ask: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (id) => {
    const found = known.get(id) ?? ask(id);
    known.set(id, found);
    return found;
  };
}

const unitColumns = [
  column('批次', 'batch'),
  column('起始序号', 'from'),
  column('截止序号', 'to'),
  column('数量', 'quantity'),
  column('单位', 'unit'),
  column('品种', 'instrument'),
  column('年份', 'vintage'),
  column('项目或设施', 'project or facility'),
];

/** A page of an account's blocks, each with its batch. */
async function blocksWithBatch(client: RegistryClient, account: string, cursor: string | undefined) {
  const path = `/v1/accounts/${account}/blocks?${query({}, cursor)}`;
  const { items, next } = await client.get(path, pageOf(Block));
  const batchOf = memo((id) => client.get(`/v1/batches/${id}`, Batch));
  const withBatch = await Promise.all(
    items.map(async (block) => {
      const { unit, instrument, vintage, project, facility } = await batchOf(block.batch);
      const { batch, from, to, quantity } = block;
      const cells: Row = [batch, from, to, quantity, unit, instrument, vintage, project ?? facility ?? ''];
      return { block, cells };
    }),
  );
  return { withBatch, next };
}

const holdings = ({ account }: InputOf<'export-holdings'>): Table => ({
  columns: [...unitColumns, column('状态', 'status'), column('最近变动', 'since')],
  page: async (client, cursor) => {
    const { withBatch, next } = await blocksWithBatch(client, account, cursor);
    return { rows: withBatch.map(({ block, cells }) => [...cells, block.status, block.since]), next };
  },
});

const retirements = ({ account }: InputOf<'export-retirements'>): Table => ({
  columns: [
    column('注销', 'retirement'),
    ...unitColumns,
    column('受益方', 'beneficiary'),
    column('原因', 'reason'),
    column('用途', 'purpose'),
    column('登记时间', 'at'),
    column('原登记簿注销日', 'retired elsewhere on'),
  ],
  page: async (client, cursor) => {
    const { withBatch, next } = await blocksWithBatch(client, account, cursor);
    const retirementOf = memo((id) => client.get(`/v1/retirements/${id}`, Retirement));
    const retired = withBatch.filter(({ block }) => block.status === 'retired');
    const rows = await Promise.all(
      retired.map(async ({ block, cells }): Promise<Row> => {
        const { beneficiary, reason, purpose, at, foreign } = await retirementOf(block.since);
        return [block.since, ...cells, beneficiary, reason, purpose, at, foreign?.retiredOn ?? ''];
      }),
    );
    return { rows, next };
  },
});

const entitlements = ({ party, from, to }: InputOf<'export-entitlements'>): Table => ({
  columns: [
    column('结算日', 'settledOn'),
    column('机构', 'organization'),
    column('项目', 'project'),
    column('转让', 'transfer'),
    column('份额（基点）', 'basisPoints'),
    column('金额（分）', 'fen'),
    column('提交', 'commit'),
  ],
  page: async (client, cursor) => {
    const { items, next } = await client.get(
      `/v1/entitlements?${query({ party, from, to }, cursor)}`,
      pageOf(Entitlement),
    );
    const rows = items.map((each): Row => {
      const { settledOn, organization, project, transfer, basisPoints, fen, commit } = each;
      return [settledOn, organization, project, transfer, basisPoints, fen, commit.id];
    });
    return { rows, next };
  },
});

class Export implements Task {
  private readonly table: Table;
  private readonly client: RegistryClient;
  private readonly language: Language;
  private cursor: string | undefined;
  private done: number;
  private text: string;

  constructor(table: Table, client: RegistryClient, { cursor, progress, language }: Job) {
    this.table = table;
    this.client = client;
    this.language = language;
    this.cursor = cursor as string | undefined;
    this.done = progress.done;
    this.text = '';
  }

  async run(mayGoOn: () => boolean): Promise<boolean> {
    while (this.cursor !== END && mayGoOn()) {
      const { rows, next } = await this.table.page(this.client, this.cursor);
      if (this.cursor === undefined)
        this.text += csvOf([this.table.columns.map((words) => words[this.language])]);
      this.text += csvLines(rows);
      this.done += rows.length;
      this.cursor = next ?? END;
    }
    return this.cursor === END;
  }

  snapshot(): Snapshot {
    const texts = { [EXPORT_FILE]: this.text };
    this.text = '';
    return {
      progress: { done: this.done },
      cursor: this.cursor,
      counts: { rows: this.done },
      texts,
    };
  }
}

/** Takes the place of a list's cursor behind its last page; no cursor is so short. */
const END = 'end';

function tableOf(input: JobInput): Table {
  switch (input.kind) {
    case 'export-holdings':
      return holdings(input);
    case 'export-retirements':
      return retirements(input);
    case 'export-entitlements':
      return entitlements(input);
    case 'import-credits':
      throw new Error('an import exports nothing');
  }
}

/** An export of what the asker may read; each page is asked for in its name. */
export const beginExport: Begin = async (job, { client }) => new Export(tableOf(job.input), client, job);
