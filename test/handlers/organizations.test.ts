/** The list of organizations, as a whole and by role. */
import { beforeAll, expect, it } from 'vitest';
import type { Role } from '../../shared/ledger/role.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { type Caller, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { must } from '../support/probes/small-registry.ts';

let api: TestApi;
let caller: Caller;
const registered = new Map<string, string>();

beforeAll(async () => {
  freshTable();
  api = new TestApi(await loadHandlers());
  const wanted: [string, Role[]][] = [
    ['甲', ['enterprise']],
    ['乙', ['grid']],
    ['丙', ['enterprise', 'generator']],
    ['丁', ['financier']],
    ['戊', ['generator']],
  ];
  for (const [name, roles] of wanted) {
    const made = await registerOrganization(api, roles, name);
    registered.set(made.id, name);
    caller = made.caller;
  }
});

/** Names on every page, sorted: the list has them by the millisecond, and several come within one. */
async function listed(query: string): Promise<string[]> {
  const names: string[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const at: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const page: { items: { id: string }[]; next?: string } = await must(
      api,
      `GET /v1/organizations?limit=1${query}${at}`,
      caller,
    );
    names.push(...page.items.map(({ id }) => registered.get(id) ?? id));
    next = page.next;
  }
  return names.sort();
}

it('has all of them, or those of a role, page by page', async () => {
  expect(await listed('')).toEqual(['甲', '乙', '丙', '丁', '戊'].sort());
  expect(await listed('&role=enterprise')).toEqual(['丙', '甲']);
  expect(await listed('&role=generator')).toEqual(['丙', '戊']);
  expect(await listed('&role=regulator')).toEqual([]);
});

it('refuses a role that there is not', async () => {
  expect(await api.send('GET /v1/organizations?role=king', { caller })).toMatchObject({ status: 400 });
});
