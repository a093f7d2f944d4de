/**
 * Requests by chance, some of each kind, and none is answered with 5xx or slowly. The long
 * way: `npm run fuzz`.
 */
import { describe, expect, it } from 'vitest';
import type { TokenIdentity } from '../../events/cli/access-token.ts';
import { loadDemo } from '../../infra/local/demo.ts';
import { startRegistryProcess } from '../bench/registry-process.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { identitiesOf } from '../fuzz/instance.ts';
import { linesOf } from '../fuzz/report.ts';
import { operationsOf } from '../fuzz/requests.ts';

const SECONDS = 15;

describe('a registry under chance', () => {
  it('answers all of it, soon and never by failing', { timeout: 300_000 }, async () => {
    const registry = await startRegistryProcess();
    try {
      const { url } = registry;
      const token = ({ org, roles }: TokenIdentity) => registry.token(org, [...roles]);
      await loadDemo(url, token);
      const description = await (await fetch(`${url}/openapi.json`)).json();
      const operations = operationsOf(description as Parameters<typeof operationsOf>[0]);
      const identities = await identitiesOf(url, token);
      // Another seed every day; the line that is printed says which.
      const seed = Math.floor(Date.now() / 86_400_000);
      const report = await fuzz({ url, operations, identities, seed, requests: 50_000, seconds: SECONDS });
      const lines = linesOf(report, operations.length);
      console.log([`seed ${seed}`, ...lines].join('\n'));
      expect([report.failed, report.slow, lines.slice(-3)]).toEqual([[], [], lines.slice(-3)]);
      expect(report.reached.size).toBeGreaterThan(20);
    } finally {
      await registry.stop();
    }
  });
});
