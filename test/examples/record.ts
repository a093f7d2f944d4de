/**
 * Records an example of every route that answers JSON, `functions/reference/examples.json`: the probe of each
 * is played through the real handlers, on a copy of one small registry in memory, and its body and answer are
 * kept.
 * `npm run examples`. What it makes is the same each time (repeatable.ts).
 */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { indexLog } from '../../functions/log/indexing.ts';
import { mentions } from '../../functions/log/mentions.ts';
import { searchIndex } from '../../functions/log/search-index.ts';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { EXAMPLES_FILE, type Example } from '../../functions/reference/examples.ts';
import { type Route, routes } from '../../functions/routes.ts';
import { grants, type Role } from '../../shared/ledger/role.ts';
import { boundaryOf } from '../support/land/banners.ts';
import { logKms } from '../support/local/log-kms.ts';
import type { TableItems } from '../support/local/memory-table.ts';
import { playOn, worldHere } from '../support/local/memory-world.ts';
import { workTableAt } from '../support/local/table.ts';
import { sequenceAll, soon } from '../support/local/world.ts';
import {
  type Answer,
  accredit,
  type Call,
  type Caller,
  loadHandlers,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { startDocuments } from '../support/probes/documents.ts';
import {
  developNativeProject,
  onDay,
  publishNativeProject,
  reserveNativeProject,
  square,
  today,
} from '../support/probes/lifecycle.ts';
import type { Probe } from '../support/probes/probe.ts';
import { probeOf } from '../support/probes/probes.ts';
import { registerByHand, registeredAlsoAs } from '../support/probes/registered.ts';
import { makeSmallRegistry, must, type SmallRegistry } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';
import { alike, preludes, requests } from './preludes.ts';
import { presentable } from './presentable.ts';
import { begin, tick } from './repeatable.ts';

// The work that an example shows is what a reader's comment would need.
vi.mock('../../functions/world.ts', async (original) => {
  const { worldHere } = await import('../support/local/memory-world.ts');
  const { WORK_BITS } = await import('../../shared/sinks/comment-work.ts');
  return {
    ...(await original<object>()),
    theWorld: () => ({ ...worldHere(), commentWorkBits: WORK_BITS }),
  };
});

class RecordingApi extends TestApi {
  override async send(request: string, call: Call = {}): Promise<Answer> {
    const answer = await super.send(request, call);
    tick();
    return answer;
  }
}

let handlers: Awaited<ReturnType<typeof loadHandlers>>;
let registry: SmallRegistry;
/** A verification body, and whoever acts on everybody's entities. */
let other: Caller;
/** The small registry's table; each route is played on a copy of it. */
let base: TableItems;
let stopKms: () => Promise<void>;
afterAll(() => stopKms());
beforeAll(async () => {
  begin('small registry');
  stopKms = await logKms(7);
  const table = playOn();
  await workTableAt(inject('dynamoDbEndpoint'));
  await startDocuments();
  handlers = await loadHandlers();
  const api = new RecordingApi(handlers);
  registry = await makeSmallRegistry(api);
  other = (await registerOrganization(api, ['verifier'])).caller;
  registry.supervisor = other.org;
  await accredit(api, other.org);
  onDay(today());
  const native = await reserveNativeProject(api, {
    standard: 'VCS',
    boundary: boundaryOf(square(120.6, 43.6)),
  });
  await developNativeProject(api, native);
  await publishNativeProject(api, native);
  await must(api, `POST /v1/projects/${native.project}/comments`, native.holder.caller, {
    text: '边界压占草场',
  });
  await sequence();
  base = table.snapshot();
});

/** Puts into the log what waits, and into what is made of it. */
async function sequence(): Promise<void> {
  const { client, tableName } = worldHere().reads;
  await sequenceAll(client, tableName, signerOf('lvzhang.test/log', ED25519, 7));
  for (const index of [mentions, searchIndex]) await indexLog(worldHere(), index, soon());
}

const isSuccess = ({ status, headers }: Answer) => status < 300 || headers.location !== undefined;

interface Played {
  probe: Probe;
  answer: Answer;
  /** Who was answered; nobody where anybody may ask. */
  caller?: Caller;
}

/** The first answer of success that one of the granted roles gets, whoever's the thing is. */
async function answered(api: TestApi, probe: Probe, roles: readonly Role[], first?: Caller): Promise<Played> {
  const { request, owner, ...call } = probe;
  const asked: Caller[] = roles.flatMap((role) =>
    [first?.org, owner, other.org].flatMap((org) => (org === undefined ? [] : [{ org, roles: [role] }])),
  );
  const refusals: unknown[] = [];
  for (const caller of asked) {
    if (caller.org === other.org) await registerByHand(caller.org, caller.roles);
    const send = () => api.send(request, { ...call, caller });
    const answer = await registeredAlsoAs(caller.org, caller.roles[0]!, send);
    if (isSuccess(answer)) return { probe, answer, caller };
    refusals.push(answer.body);
  }
  const answer = await api.send(request, call);
  if (isSuccess(answer)) return { probe, answer };
  throw new Error(`${request}: ${JSON.stringify([...refusals, answer.body])}`);
}

/** Plays a route's probe; where it would list nothing yet, after the probe that makes what it lists. */
async function play(api: TestApi, { method, path }: Route): Promise<Played> {
  const key = `${method} ${path}`;
  const before = routes.find((route) => preludes[key] === `${route.method} ${route.path}`);
  const prelude = before && (await play(api, before));
  const { action } = allEndpoints()[key]!;
  const roles = action ? (Object.keys(grants[action]) as Role[]) : [];
  const request = await requests[key]?.(api, registry);
  const made = request ? { request } : await probeOf(key, api, registry);
  const probe = before
    ? { ...made, request: alike(made.request, path, { path: before.path, request: prelude!.probe.request }) }
    : made;
  await sequence();
  return answered(api, probe, roles, prelude?.caller);
}

const recorded: Record<string, Example> = {};
const wanted = routes.filter(
  ({ method, path }) => typeof allEndpoints()[`${method} ${path}`]!.reply !== 'string',
);

it.each(wanted)('$method $path', async (route) => {
  const key = `${route.method} ${route.path}`;
  begin(key);
  playOn(base);
  const { probe, answer } = await play(new RecordingApi(handlers), route);
  const example = { ...(probe.body && { request: probe.body }), response: answer.body };
  expect(example.response, 'something to be seen').not.toHaveProperty('items', []);
  recorded[key] = presentable(example, process.env.AWS_ENDPOINT_URL_S3!);
});

it('is written', () => {
  expect(Object.keys(recorded)).toHaveLength(wanted.length);
  const lines = Object.entries(recorded).map(
    ([key, each]) => `${JSON.stringify(key)}: ${JSON.stringify(each)}`,
  );
  writeFileSync(EXAMPLES_FILE, `{\n${lines.join(',\n')}\n}\n`);
});
