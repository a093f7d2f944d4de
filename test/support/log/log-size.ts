/** How many leaves a registry's log has, once everything that was committed is in it. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { ApiClient } from '../../../events/cli/api-client.ts';
import { OPERATOR } from '../../../events/cli/identities.ts';
import type { Registry } from '../../../infra/local/registry.ts';

const POLL_MS = 200;
/** A commit may enter the log so much later than another that was made at nearly the same time. */
const STRAGGLERS_MS = 2_000;

const Marker = z.object({ commit: z.object({ id: z.string() }) });

/**
 * Counts the leaves, except its own. Each call commits a marker and waits until the marker is in the log: the
 * oldest commits enter first.
 */
export function leafCounter(registry: Registry): () => Promise<number> {
  const token = () => registry.token(OPERATOR);
  const api = new ApiClient({ url: registry.url, token });
  let markers = 0;
  const size = async () =>
    Number((await (await fetch(`${registry.url}/log/checkpoint`)).text()).split('\n')[1]);
  return async (): Promise<number> => {
    const name = `标记 ${++markers}`;
    const body = { name, roles: ['regulator'], foreign: { source: 'test', name } };
    const { commit } = await api.post('/v1/organizations', `marker-${markers}`, body, Marker);
    const proof = `${registry.url}/v1/commits/${commit.id}/proof`;
    const headers = { authorization: `Bearer ${await token()}` };
    while ((await fetch(proof, { headers })).status !== 200) await sleep(POLL_MS);
    for (let before = -1, now = await size(); ; now = await size()) {
      if (now === before) return now - markers;
      before = now;
      await sleep(STRAGGLERS_MS);
    }
  };
}
