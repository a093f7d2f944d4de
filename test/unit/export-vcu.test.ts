/** VCUs as lines of Verra's list: only days that are known, and a project by whatever it is called. */
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { ApiClient } from '../../events/cli/api-client.ts';
import { heldCredits, NoSuchProjectError } from '../../events/cli/export/held-credits.ts';
import { headerOf, linesOf, tablesOf } from '../../events/exchange/credits/write-credits.ts';
import { VCU_COLUMNS } from '../../events/exchange/vcu-columns.ts';

const NOT_STATED = '未载明（导入） not stated (import)';
const AT = '2026-11-27T06:00:00.000Z';
const project = (id: string, more: object) => ({
  id,
  name: 'Forest',
  standard: 'VCS',
  methodology: 'M',
  developer: 'o-1',
  ...more,
});
const retired = { reason: 'R', at: AT, beneficiary: NOT_STATED };

/** Two projects: the first came in by whole vintages, the second was issued here. */
const ANSWERS: Record<string, object> = {
  '/v1/projects': [project('p-1', { origin: { code: 'VCS9001' } }), project('p-2', {})],
  '/v1/organizations/o-1': { name: 'Developer' },
  '/v1/projects/p-1/batches': [{ id: 'b-1', vintage: 2015, issued: 10, imported: true }],
  '/v1/projects/p-2/batches': [{ id: 'b-2', vintage: 2015, issued: 5, imported: false }],
  '/v1/batches/b-1/blocks': [
    { from: 1, to: 6, quantity: 6, status: 'held', since: 'c-1' },
    { from: 7, to: 10, quantity: 4, status: 'retired', since: 'c-2' },
  ],
  '/v1/batches/b-2/blocks': [{ from: 1, to: 5, quantity: 5, status: 'retired', since: 'c-3' }],
  '/v1/retirements/c-2': { ...retired, imported: true },
  '/v1/retirements/c-3': { ...retired, imported: false },
  '/v1/units/b-1/1/provenance': { steps: [{ at: AT }] },
  '/v1/units/b-2/1/provenance': { steps: [{ at: AT }] },
};

class Answering extends ApiClient {
  constructor() {
    super({ url: 'http://registry.invalid', token: async () => '' });
  }
  override async get<T>(path: string, reply: z.ZodType<T>): Promise<T> {
    return reply.parse(ANSWERS[path]);
  }
  override async *list<T>(path: string, item: z.ZodType<T>): AsyncGenerator<T> {
    for (const each of ANSWERS[path] as object[]) yield item.parse(each);
  }
}

async function exported(code?: string) {
  const [table] = tablesOf('verra');
  const rows: string[] = [];
  for await (const held of heldCredits(new Answering(), table!.standards, code))
    if ('project' in held) rows.push(...linesOf(table!, held.project));
  expect(headerOf(table!)).toBe(VCU_COLUMNS.join(','));
  const at = (column: (typeof VCU_COLUMNS)[number]) => VCU_COLUMNS.indexOf(column);
  return rows.map((row) => {
    const cells = row.split(',');
    const of = [at('ID'), at('Issuance Date'), at('Retirement/Cancellation Date')];
    return of.map((index) => cells[index]);
  });
}

describe('an export of VCUs', () => {
  it('states no day that nobody told: neither is the day of the import', async () => {
    expect(await exported()).toEqual([
      ['p-2', '2026-11-27', '2026-11-27'],
      ['9001', '', ''],
      ['9001', '', '未载明 not stated'],
    ]);
  });

  it.each([
    ['VCS9001', 2],
    ['9001', 2],
    ['p-1', 2],
    ['p-2', 1],
  ])('is of one project, called %s', async (code, lines) => {
    expect(await exported(code)).toHaveLength(lines);
  });

  it('is of no project that nobody knows', async () => {
    await expect(exported('9009')).rejects.toThrow(NoSuchProjectError);
  });
});
