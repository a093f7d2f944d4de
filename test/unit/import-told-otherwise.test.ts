/**
 * Units that are in the registry already, told apart otherwise than in the file: an export, into
 * where it comes from.
 */
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { ApiClient } from '../../events/cli/api-client.ts';
import { gatherCredits } from '../../events/exchange/credits/gather.ts';
import { readCredits } from '../../events/exchange/credits/read-credits.ts';
import { Findings, formatFinding } from '../../events/exchange/findings.ts';
import { reconcile } from '../../events/exchange/import/reconcile.ts';
import { SinkImport } from '../../events/exchange/import/sink-import.ts';
import { VCU_COLUMNS, type VcuColumn } from '../../events/exchange/vcu-columns.ts';

const BATCH = 'b-0123456789abcdef0123';
const OURS = { id: 'p-2', name: 'F', standard: 'VCS', methodology: 'M', developer: 'o-1', issued: 10 };
const batches = [{ id: BATCH, vintage: 2015, issued: 10, imported: true }];

/** A registry that has 10 t of 2015 as a whole vintage, 4 of them retired, and takes nothing. */
class Holding extends ApiClient {
  private readonly project: object;
  constructor(project: object) {
    super({ url: 'http://registry.invalid', token: async () => '' });
    this.project = project;
  }
  override async get<T>(path: string, reply: z.ZodType<T>): Promise<T> {
    return reply.parse(path.startsWith('/v1/projects/') ? this.project : batches[0]);
  }
  override async *list<T>(path: string, item: z.ZodType<T>): AsyncGenerator<T> {
    const lists: Record<string, object[]> = {
      '/v1/projects': [this.project],
      '/v1/projects/p-2/batches': batches,
      [`/v1/batches/${BATCH}/blocks`]: [
        { quantity: 6, status: 'held' },
        { quantity: 4, status: 'retired' },
      ],
    };
    for (const each of lists[path] ?? []) yield item.parse(each);
  }
  override async post(path: string): Promise<never> {
    throw new Error(`nothing is to be sent to ${path}`);
  }
}

/** A registry with the project and no units of it, whose developer can't hold any. */
class Accountless extends Holding {
  override async get<T>(path: string, reply: z.ZodType<T>): Promise<T> {
    return path.startsWith('/v1/organizations/') ? reply.parse({ id: 'o-1' }) : super.get(path, reply);
  }
  override async *list<T>(path: string, item: z.ZodType<T>): AsyncGenerator<T> {
    if (path === '/v1/projects') yield* super.list(path, item);
  }
}

const row = (id: string, [from, to]: readonly [number, number], retired = ''): string => {
  const cells: Partial<Record<VcuColumn, string>> = {
    'Vintage Start': '2015-01-01',
    'Vintage End': '2015-12-31',
    ID: id,
    Name: 'F',
    'Project Type': 'forest',
    Methodology: 'M',
    'Total Vintage Quantity': '10',
    'Quantity Issued': String(to - from + 1),
    'Serial Number': `${BATCH}-${from}-${to}`,
    'Retirement/Cancellation Date': retired,
  };
  return VCU_COLUMNS.map((column) => cells[column] ?? '').join(',');
};

async function imported(project: object, rows: readonly string[], client = new Holding(project)) {
  const said: string[] = [];
  const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
  const text = [VCU_COLUMNS.join(','), ...rows].join('\n');
  const files = gatherCredits(readCredits([{ name: 'v.csv', text }], findings).records, findings);
  const sinks = new SinkImport(client, 'Verra', findings, () => undefined);
  for (const each of files.projects) await sinks.run(each);
  const { errors } = findings;
  return { said, errors, ...(await reconcile(client, files, sinks.imported)) };
}

describe('an export into the registry that it comes from', () => {
  it.each([
    ['imported project', '902', { ...OURS, origin: { source: 'Berkeley', code: 'VCS902' } }],
    ['project registered here', 'p-2', OURS],
  ])('of an %s is there already, and counts as that', async (_what, id, project) => {
    const rows = [row(id, [1, 6]), row(id, [7, 10], '未载明 not stated')];
    const { said, errors, differences, vintages } = await imported(project, rows);
    const there = { issued: 10, retired: 4, remaining: 6 };
    expect(vintages).toMatchObject([{ vintage: 2015, file: there, registry: there, agrees: true }]);
    expect([errors, differences]).toEqual([0, 0]);
    expect(said).toEqual([
      expect.stringMatching(
        /^v\.csv:2:1: warning: vintage 2015 of project \S+ is here already, told apart as whole vintages/,
      ),
    ]);
  });

  it('of which rows are missing is told once, with what to do', async () => {
    const project = { ...OURS, origin: { source: 'Berkeley', code: 'VCS902' } };
    const { said, errors, differences, vintages } = await imported(project, [
      row('902', [1, 3]),
      row('902', [4, 6]),
    ]);
    expect([errors, differences]).toEqual([1, 1]);
    expect(vintages).toMatchObject([{ registry: { issued: 10, retired: 4, remaining: 6 }, agrees: false }]);
    expect(said).toEqual([
      expect.stringMatching(/error: vintage 2015 of project VCS902 .*its 2 rows.*or leave its rows out$/),
    ]);
  });
});

it('a retirement by who can hold no units is an error of its row, before anything is issued', async () => {
  const { said, errors } = await imported(OURS, [row('p-2', [1, 10], '2020-01-01')], new Accountless(OURS));
  expect(errors).toBe(1);
  expect(said.join('\n')).toContain('the developer o-1 has no account');
});

it('of two issuances in one place a resumed import takes the one that its first run took', async () => {
  const project = { ...OURS, origin: { source: 'Verra', code: 'VCS902' } };
  class Twice extends Holding {
    override async *list<T>(path: string, item: z.ZodType<T>): AsyncGenerator<T> {
      const smaller = { ...batches[0], id: 'b-00000000000000000000', issued: 4 };
      if (path.endsWith('/batches')) for (const each of [smaller, ...batches]) yield item.parse(each);
      else yield* super.list(path, item);
    }
  }
  const findings = new Findings(() => undefined);
  const text = [VCU_COLUMNS.join(','), row('902', [1, 10])].join('\n');
  const { projects } = gatherCredits(readCredits([{ name: 'v.csv', text }], findings).records, findings);
  for (const from of [0, 1]) {
    const sinks = new SinkImport(new Twice(project), 'Verra', findings, () => undefined);
    for (const each of projects) {
      const vintages = each.vintages.map(({ foreign, ...whole }) => whole);
      await sinks.run({ ...each, vintages }, { from });
    }
    expect([from, ...sinks.imported.batches.values()]).toEqual([from, BATCH]);
  }
});
