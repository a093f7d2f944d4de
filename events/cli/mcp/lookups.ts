/** Tools that read one thing, a list, or what begins with given words. */
import * as z from 'zod';
import { AnswerError, type ReadOptions } from './registry.ts';
import { type Surroundings, type Tool, tool } from './tool.ts';

const LIMIT_MAX = 50;
const LIMIT_DEFAULT = 20;
const SERIAL_MAX = 1_000_000_000_000;

/** Ids of things and commits, as the registry gives them out. */
export const Id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, {
    error:
      '须为登记簿的标识，如 p-… 或 43 个字符的提交标识 must be an id such as p-… or the 43 characters of a commit',
  })
  .describe('标识 id as the registry gives it, such as p-0123456789abcdef0123');
const Cursor = z
  .string()
  .min(1)
  .max(2000)
  .optional()
  .describe('上一页答复的 next the `next` of the page before');
const Limit = z.int().min(1).max(LIMIT_MAX).default(LIMIT_DEFAULT);

/**
 * What can be read, and whether it comes in pages. A publication is where the published file is to be had.
 */
const THINGS = {
  project: { path: '/v1/projects/{id}' },
  'project-batches': { path: '/v1/projects/{id}/batches', paged: true },
  'project-comments': { path: '/v1/projects/{id}/comments', paged: true },
  'project-reports': { path: '/v1/projects/{id}/monitoring-reports', paged: true },
  'project-publication': { path: '/v1/projects/{id}/design' },
  'monitoring-report': { path: '/v1/monitoring-reports/{id}' },
  'monitoring-report-comments': { path: '/v1/monitoring-reports/{id}/comments', paged: true },
  'monitoring-report-publication': { path: '/v1/monitoring-reports/{id}/document' },
  batch: { path: '/v1/batches/{id}' },
  'batch-blocks': { path: '/v1/batches/{id}/blocks', paged: true },
  retirement: { path: '/v1/retirements/{id}' },
  claim: { path: '/v1/claims/{id}' },
  'claim-chain': { path: '/v1/claims/{id}/chain' },
  'statement-totals': { path: '/v1/emission-statements/{id}/totals' },
  organization: { path: '/v1/organizations/{id}' },
  facility: { path: '/v1/facilities/{id}' },
  'facility-batches': { path: '/v1/facilities/{id}/batches', paged: true },
  commit: { path: '/v1/commits/{id}' },
} as const satisfies Record<string, { path: string; paged?: true }>;
type Thing = keyof typeof THINGS;
const things = Object.keys(THINGS) as [Thing, ...Thing[]];

export const lookups = (around: Surroundings): Tool[] => [
  search(around),
  get(around),
  provenance(around),
  factors(around),
];

const search = ({ registry }: Surroundings) =>
  tool({
    name: 'search',
    title: '查找 Search',
    description:
      '按名称、标识、统一社会信用代码、序列号或证书编号的开头查找项目、批次、机构、设施、声明与注销。Finds projects, batches, organizations, facilities, statements, claims and retirements by the beginning of a name, id, code, serial or certificate number; each hit has its id for `get`.',
    input: z.strictObject({
      q: z.string().min(1).max(200).describe('所找文字的开头 how it begins'),
      limit: Limit,
      cursor: Cursor,
    }),
    run: async ({ q, ...page }, signal) => ({
      data: await registry.json(`/v1/search?${queryOf({ q, ...page })}`, { signal }),
    }),
  });

const get = ({ registry }: Surroundings) =>
  tool({
    name: 'get',
    title: '查询 Get',
    description:
      '按种类与标识读取一项，或其列表的一页。publication 给出公示文件的摘要与限时下载地址，不下载文件。Reads one thing by kind and id, or a page of a list of it. A publication is the digest of the published file and an address to download it for a short time; the file itself is not read.',
    input: z.strictObject({
      kind: z.enum(things).describe('种类 kind'),
      id: Id,
      limit: z.int().min(1).max(LIMIT_MAX).optional().describe('仅列表 of a list only'),
      cursor: Cursor,
    }),
    run: async ({ kind, id, ...page }, signal) => {
      const thing: { path: string; paged?: true } = THINGS[kind];
      const query = queryOf(page);
      if (!thing.paged && query !== '') {
        const lists = things.filter((each) => 'paged' in THINGS[each]).join(', ');
        throw new AnswerError(
          `${kind}: 非列表，不分页 no list, so without limit and cursor; lists are ${lists}`,
        );
      }
      const path = thing.path.replace('{id}', encodeURIComponent(id));
      return { data: await registry.json(query === '' ? path : `${path}?${query}`, { signal }) };
    },
  });

const provenance = ({ registry }: Surroundings) =>
  tool({
    name: 'provenance',
    title: '溯源 Provenance',
    description:
      '一个单位（批次与序号）自最近一次提交追溯至签发的全部经过。The whole history of one unit (batch and serial), from its last commit back to its issuance. It is the registry’s word: `verify` proves a certificate, `audit_summary` the log.',
    input: z.strictObject({
      batch: Id,
      serial: z.int().min(1).max(SERIAL_MAX).describe('批次内序号 serial within the batch'),
    }),
    run: async ({ batch, serial }, signal) => ({
      data: await registry.json(`/v1/units/${encodeURIComponent(batch)}/${serial}/provenance`, { signal }),
    }),
  });

/** What the tool reads of a row; the rest is shown as it came. */
const FactorRows = z.object({
  items: z.array(z.looseObject({ id: z.string(), name: z.string(), dataYear: z.int().optional() })),
});

const factors = ({ registry }: Surroundings) =>
  tool({
    name: 'factors',
    title: '排放因子 Emission factors',
    description:
      '查排放因子：值、单位、来源与可信等级；可按标识、数据年份与地区（如“江西”、36 或 national）筛选。Emission factors with value, unit, source and grade of confidence, by id, year of their data, and province or area (its Chinese name, its code such as 36, or national).',
    input: z.strictObject({
      table: z.enum(['electricity', 'fuel', 'heat', 'process', 'gas', 'coal-equivalent']).optional(),
      id: z.string().min(1).max(100).optional().describe('如 such as electricity/36/2023'),
      year: z.int().min(1990).max(2100).optional().describe('数据年份 the year of the data'),
      province: z.string().min(1).max(30).optional().describe('仅电力因子 of electricity factors only'),
    }),
    run: async (wanted, signal) => {
      const rows = await factorRows(registry, wanted.table, { signal });
      const items = rows.filter((row) => isWanted(row, wanted));
      return {
        ...(items.length === 0 && { note: '没有相符的因子 no factor is like that; leave a filter out' }),
        data: { items, of: rows.length },
      };
    },
  });

type FactorRow = z.infer<typeof FactorRows>['items'][number];

async function factorRows(
  registry: Surroundings['registry'],
  table: string | undefined,
  options: ReadOptions,
): Promise<FactorRow[]> {
  const query = queryOf({ table });
  const path = query === '' ? '/v1/factors' : `/v1/factors?${query}`;
  const { success, data } = FactorRows.safeParse(await registry.json(path, options));
  if (!success) throw new AnswerError(`GET ${path}: 答复不是因子表 the answer is no table of factors`);
  return data.items;
}

/** Electricity factors alone have an area, in the middle of their id and before 电力 in their name. */
function isWanted(row: FactorRow, wanted: { id?: string; year?: number; province?: string }): boolean {
  const { id, year, province } = wanted;
  if (id !== undefined && row.id !== id) return false;
  if (year !== undefined && row.dataYear !== year) return false;
  if (province === undefined) return true;
  const [table, area] = row.id.split('/');
  return table === 'electricity' && (area === province || row.name.startsWith(plainName(province)));
}

/** 江西 of 江西省: a table has the plain names. */
const plainName = (name: string): string => name.replace(/(省|市|自治区)$/, '');

/** A query of what is given. */
function queryOf(parameters: Record<string, string | number | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
