/** A client for load: keep-alive, no retries, every answer counted. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { madeUpUscc } from '../support/uscc.ts';
import type { RunningRegistry } from './registry-process.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

// biome-ignore lint/suspicious/noExplicitAny: the bench reads what it expects and fails on anything else.
export type Reply = { status: number; body: any };

export function post(url: string, token: string, body: object, key: string = randomUUID()): Promise<Reply> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, body: text ? JSON.parse(text) : undefined });
      });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

export const closeConnections = () => agent.destroy();

export interface Holder {
  org: string;
  account: string;
  token: string;
}

let organizations = 0;

export async function makeHolder(
  registry: RunningRegistry,
  role: 'developer' | 'enterprise',
): Promise<Holder> {
  const uscc = madeUpUscc(++organizations);
  const { status, body } = await post(`${registry.url}/v1/organizations`, registry.operator, {
    name: `示例 ${organizations}`,
    uscc,
    roles: [role],
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { org: body.id, account: body.account, token: await registry.token(body.id, [role]) };
}

/** Issues a batch to a developer; returns its id. */
export async function makeBatch(
  registry: RunningRegistry,
  developer: Holder,
  quantity: number,
  lanes: number,
): Promise<string> {
  const project = await post(`${registry.url}/v1/projects/imports`, registry.operator, {
    name: '示例造林',
    standard: 'CCER',
    methodology: 'CCER-14-001-V01',
    category: 'forest',
    developer: developer.org,
    origin: { source: '示例登记簿', code: crypto.randomUUID() },
  });
  const issued = await post(`${registry.url}/v1/projects/${project.body.id}/issuances`, registry.operator, {
    vintage: 2024,
    quantity,
    lanes,
  });
  if (issued.status !== 201) throw new Error(JSON.stringify(issued.body));
  return issued.body.id;
}

/** Runs `work` in `concurrency` loops until `total` is done; returns operations per second. */
export async function rate(
  total: number,
  concurrency: number,
  work: (n: number, worker: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async (_, worker) => {
      for (let n = next++; n < total; n = next++) await work(n, worker);
    }),
  );
  return (total / (performance.now() - start)) * 1000;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
