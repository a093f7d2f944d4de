/**
 * Requests by chance against a running registry. Rounds of some requests are drawn from what is known, sent
 * at once, and their answers taken in in the order in which they were drawn: so a seed draws the same
 * requests as long as the registry answers alike.
 */
import { Agent } from 'node:http';
import { Pool } from './pool.ts';
import { Random } from './random.ts';
import { drawRequest, type Identity, type Operation } from './requests.ts';
import { type Answer, send, type Wire } from './wire.ts';

export interface FuzzOptions {
  url: string;
  operations: readonly Operation[];
  identities: readonly Identity[];
  seed: number;
  requests: number;
  /** No further round begins after so many seconds. */
  seconds?: number;
  onProgress?: (sent: number) => void;
}

export interface Finding {
  wire: Wire;
  answer: Answer;
}

export interface FuzzReport {
  sent: number;
  seconds: number;
  byStatus: Map<number, number>;
  /** Operations that were once answered with 2xx. */
  reached: Set<string>;
  /** Answered with 5xx, or not at all. */
  failed: Finding[];
  /** Over SLOW_MS, and over it again when sent alone. */
  slow: Finding[];
  slowest: Finding[];
}

/** What no request may take. */
export const SLOW_MS = 3000;
const AT_ONCE = 12;
const SLOWEST_KEPT = 5;

/** What every identity can list is known before anything is drawn. */
async function lookAround({ url, operations, identities }: FuzzOptions, pool: Pool, agent: Agent) {
  const lists = operations.filter(
    ({ method, path, parameters }) =>
      method === 'GET' && path.startsWith('/v1/') && !parameters.some(({ required }) => required),
  );
  for (const { token } of identities) {
    for (const { method, path } of lists) {
      const { status, text } = await send(url, agent, {
        method,
        path,
        headers: { authorization: `Bearer ${token}` },
      });
      if (status === 200) pool.learn(JSON.parse(text));
    }
  }
}

export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { url, operations, identities, seed, requests, seconds = Infinity, onProgress } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const pool = new Pool();
  const random = new Random(seed);
  const report: FuzzReport = {
    sent: 0,
    seconds: 0,
    byStatus: new Map(),
    reached: new Set(),
    failed: [],
    slow: [],
    slowest: [],
  };
  await lookAround(options, pool, agent);
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  while (report.sent < requests && elapsed() < seconds) {
    const drawn = Array.from({ length: Math.min(AT_ONCE, requests - report.sent) }, (_, i) => {
      const operation = random.pick(operations);
      const able = identities.filter(({ roles }) => roles.some((role) => operation.roles.includes(role)));
      const identity = random.pick(able.length > 0 && random.chance(0.85) ? able : identities);
      const key = `fuzz-${seed}-${report.sent + i}`;
      return { operation, wire: drawRequest({ operation, identity, random, pool, key }) };
    });
    const answers = await Promise.all(drawn.map(({ wire }) => send(url, agent, wire)));
    for (const [i, answer] of answers.entries()) await takeIn(drawn[i]!, answer);
    report.sent += drawn.length;
    onProgress?.(report.sent);
  }
  agent.destroy();
  return { ...report, seconds: elapsed() };

  async function takeIn({ operation, wire }: { operation: Operation; wire: Wire }, answer: Answer) {
    const { status, milliseconds, text } = answer;
    report.byStatus.set(status, (report.byStatus.get(status) ?? 0) + 1);
    if (status >= 200 && status < 300) {
      report.reached.add(`${operation.method} ${operation.path}`);
      if (text.startsWith('{')) pool.learn(JSON.parse(text));
    }
    if (status === 0 || status >= 500) report.failed.push({ wire, answer });
    report.slowest = [...report.slowest, { wire, answer }]
      .sort((p, q) => q.answer.milliseconds - p.answer.milliseconds)
      .slice(0, SLOWEST_KEPT);
    if (milliseconds <= SLOW_MS) return;
    // The machine may be busy: what is slow by itself is slow again, without the others. Its own
    // key has it done anew.
    const again = {
      ...wire,
      headers: { ...wire.headers, 'idempotency-key': `${wire.headers['idempotency-key'] ?? ''}-again` },
    };
    const alone = await send(url, agent, again);
    if (alone.milliseconds > SLOW_MS) report.slow.push({ wire, answer: alone });
  }
}
