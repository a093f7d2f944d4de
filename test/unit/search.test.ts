/** The search: what is found of the log, by which texts, page by page. */
import { describe, expect, it } from 'vitest';
import { PUBLICATIONS_PARTITION, SEARCH_PREFIX } from '../../functions/ledger/keys.ts';
import { indexLog } from '../../functions/log/indexing.ts';
import { searchIndex } from '../../functions/log/search-index.ts';
import { find, type Hit, isSearchable } from '../../functions/search/find.ts';
import { formOf, startsOf } from '../../functions/search/form.ts';
import { publishedOn } from '../../functions/search/publications.ts';
import { addDays, chinaDate } from '../../shared/base/day.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { History } from '../support/history/history.ts';
import { wholeHistory } from '../support/history/whole.ts';
import { wholePowerHistory } from '../support/history/whole-power.ts';
import { tableOf } from '../support/local/history-table.ts';
import type { MemoryTable } from '../support/local/memory-table.ts';
import { soon, worldAt } from '../support/local/world.ts';

async function indexed(h: History) {
  const table = tableOf(h);
  const world = worldAt(table.client, 'table');
  expect(await indexLog(world, searchIndex, soon())).toEqual({ size: h.leaves.length, behind: 0 });
  return { table, reads: world.reads };
}

const searchItems = (table: MemoryTable) =>
  [...table.snapshot()].filter(([, item]) => String(item.pk).startsWith(SEARCH_PREFIX));

/** All that is found, some at a time. */
async function all({ reads }: Awaited<ReturnType<typeof indexed>>, text: string, limit = 50): Promise<Hit[]> {
  const hits: Hit[] = [];
  let cursor: string | undefined;
  do {
    const page = await find(reads, text, limit, cursor);
    hits.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return hits;
}
const names = (hits: readonly Hit[]) => hits.map(({ kind, id }) => `${kind} ${id}`);

describe('the places from which a name is found', () => {
  it.each<[string, string[]]>([
    ['赤峰铜业', ['赤峰铜业', '峰铜业', '铜业']],
    ['Chifeng Copper (Group)', ['chifengcoppergroup', 'coppergroup', 'group']],
    ['赤峰 A-1 Wind', ['赤峰a1wind', '峰a1wind', 'a1wind', '1wind', 'wind']],
    ['ＡＢＣ　有限公司', ['abc有限公司', '有限公司', '限公司', '公司']],
    ['a', []],
  ])('%s', (name, starts) => {
    expect(startsOf(name)).toEqual(starts);
    // Whoever types a part of it types the same form.
    for (const start of starts) expect(formOf(name)).toContain(start);
  });

  it('are bounded', () => {
    expect(startsOf('长'.repeat(300))).toHaveLength(16);
  });

  it.each([
    ['赤峰', true],
    ['a1', true],
    ['铜', false],
    ['--', false],
    [' ', false],
  ])('%s is searched: %s', (text, wanted) => {
    expect(isSearchable(text)).toBe(wanted);
  });
});

describe.each([
  ['sinks', () => wholeHistory().h, ['碳汇', 'vcs']],
  ['power', () => wholePowerHistory().h, ['示例', '远联']],
])('a search of a whole history of %s', (_, historyOf, texts) => {
  const h = historyOf();

  it('finds each organization, project, facility, batch and retirement by its id first', async () => {
    const at = await indexed(h);
    const ids = h.leaves.flatMap((leaf) => {
      const { type, id, facts } = JSON.parse(leaf) as RegistryEvent;
      if (type === 'organization.registered') return [['organization', facts.organization]];
      if (type === 'project.imported' || type === 'project.reserved') return [['project', facts.project]];
      if (type === 'facility.registered' || type === 'facility.imported')
        return [['facility', facts.facility]];
      if (type === 'units.issued') return [['batch', facts.batch]];
      if (type === 'statement.submitted') return [['statement', facts.statement]];
      if (type === 'claim.made') return [['claim', facts.claim]];
      return type === 'units.retired' ? [['retirement', id]] : [];
    });
    expect(ids.length).toBeGreaterThan(20);
    for (const [kind, id = ''] of ids) {
      const { items } = await find(at.reads, id, 1);
      expect(items[0]).toMatchObject({ kind, id, matched: { field: 'id', text: id } });
      expect(items[0]!.path).toContain(id);
      expect(names(await all(at, id.slice(0, 12)))).toContain(`${kind} ${id}`);
    }
  });

  it('pages through the same, whatever the size of a page', async () => {
    const at = await indexed(h);
    for (const text of texts) {
      const whole = names(await all(at, text));
      expect(whole.length).toBeGreaterThan(3);
      expect(names(await all(at, text, 3))).toEqual(whole);
      expect(new Set(whole).size).toBe(whole.length);
    }
  });

  it('is made again when its index is lost, and two makers at once do no harm', async () => {
    const { table, reads } = await indexed(h);
    const before = searchItems(table);
    const lost = tableOf(h);
    const world = worldAt(lost.client, 'table');
    await Promise.all([indexLog(world, searchIndex, soon()), indexLog(world, searchIndex, soon())]);
    await indexLog(world, searchIndex, soon());
    expect(searchItems(lost).sort()).toEqual(before.sort());
    expect(before.length).toBeGreaterThan(0);
    // What a leaf costs: items of at most 1 KiB, two write units each in a transaction.
    const items = before.length / h.leaves.length;
    console.log(`${before.length} items of ${h.leaves.length} leaves: ${items.toFixed(2)} a leaf`);
    for (const [, item] of before) expect(JSON.stringify(item).length).toBeLessThan(2_000);
    expect(reads.tableName).toBe('table');
  });
});

describe('a search', () => {
  const h = new History();
  const copper = h.organization({ name: '赤峰示例铜业有限公司', roles: ['developer'] });
  const twice = h.organization({ name: '示例示例' });
  const latin = h.organization({
    name: 'Northern Wind',
    foreign: { source: 'Verra', name: 'Northern Wind' },
  });
  const project = h.project({
    developer: copper.id,
    standard: 'VCS',
    methodology: 'AR-ACM0003',
    legacy: true,
    origin: { source: 'Verra', code: 'VCS1060' },
  });
  const serial = '77-1-100-VCS-VCU-261-VER-CN-14-1060-01012024-31122024-0';
  const batch = h.issue({
    project,
    vintage: 2024,
    quantity: 100,
    foreign: { serial, issuedOn: '2025-03-01' },
  });

  it.each<[string, () => string[]]>([
    ['赤峰', () => [`organization ${copper.id}`]],
    ['示例铜业', () => [`organization ${copper.id}`]],
    ['铜业有限', () => [`organization ${copper.id}`]],
    ['NORTHERN', () => [`organization ${latin.id}`]],
    ['ｗｉｎｄ', () => [`organization ${latin.id}`]],
    ['77-1-100', () => [`batch ${batch}`]],
    ['nothing of the kind', () => []],
  ])('for %s', async (text, wanted) => {
    expect(names(await all(await indexed(h), text))).toEqual(wanted());
  });

  it('finds a name that repeats what is asked once', async () => {
    const found = names(await all(await indexed(h), '示例'));
    expect(found.filter((each) => each === `organization ${twice.id}`)).toHaveLength(1);
  });

  it('finds one unit with its block by batch and serial, and no unit beyond the batch', async () => {
    const { reads } = await indexed(h);
    const { items } = await find(reads, ` ${batch}/42 `, 10);
    expect(items[0]).toMatchObject({
      kind: 'unit',
      id: `${batch}/42`,
      path: `/v1/units/${batch}/42/provenance`,
      page: `/p/batches/${batch}`,
    });
    expect((await find(reads, `${batch}/101`, 10)).items.map(({ kind }) => kind)).not.toContain('unit');
  });
});

it('what is published is listed in its days alone, what ends first before the rest', async () => {
  const { h } = wholeHistory();
  const { table, reads } = await indexed(h);
  const days = searchItems(table).flatMap(([, item]) =>
    item.pk === PUBLICATIONS_PARTITION ? [{ from: String(item.from), to: String(item.to) }] : [],
  );
  expect(days.length).toBeGreaterThan(2);
  const today = chinaDate((JSON.parse(h.leaves.at(-1)!) as RegistryEvent).at);
  const listed = new Map<string, string[]>();
  for (const day of [...days.flatMap(({ from, to }) => [from, to, addDays(to, 1)]), today]) {
    const { items } = await publishedOn(reads, day, 50);
    listed.set(day, items.map(({ to, kind, title }) => `${to} ${kind} ${title}`).sort());
    const ends = items.map(({ to }) => to);
    expect(ends).toEqual([...ends].sort());
    for (const { from, to } of items) expect([from <= day, day <= to]).toEqual([true, true]);
  }
  expect(Object.fromEntries([...listed].filter(([, lines]) => lines.length > 0))).toEqual({
    '2026-01-25': ['2026-02-23 design 造林', '2026-02-27 design 两块造林', '2026-02-27 design 造林'],
    '2026-02-23': ['2026-02-23 design 造林', '2026-02-27 design 两块造林', '2026-02-27 design 造林'],
    '2026-02-24': ['2026-02-27 design 两块造林', '2026-02-27 design 造林'],
    '2026-02-27': ['2026-02-27 design 两块造林', '2026-02-27 design 造林'],
    // The second report of these days was refused, and so was the project of a design of 2 March.
    '2026-04-02': ['2026-04-30 report 造林'],
    '2026-04-30': ['2026-04-30 report 造林'],
    '2026-05-12': ['2026-06-08 report 造林'],
    '2026-06-08': ['2026-06-08 report 造林'],
    [today]: ['2026-06-08 report 造林'],
  });
  expect((await publishedOn(reads, '2099-01-01', 50)).items).toEqual([]);
});
