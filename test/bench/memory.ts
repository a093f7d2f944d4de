/**
 * `node test/bench/memory.ts [requests]`: does the local registry leak? Heap of the main thread and of each
 * function's worker, after a full collection, while requests come in (a third each: retirements, reads,
 * refusals). A heap that keeps growing from one mark to the next is a leak; resident memory alone says
 * nothing, since V8 and the JVM keep what they once had.
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Worker } from 'node:worker_threads';
import { startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { closeConnections, makeBatch, makeHolder, post, rate } from './requests.ts';

const REQUESTS_DEFAULT = 15_000;
const MARKS = 5;
const CONCURRENCY = 8;
const MIB = 1024 * 1024;

// Each worker is heard of as it starts; what was replaced is gone from the list.
const workers = new Set<Worker>();
process.on('worker', (worker) => {
  workers.add(worker);
  worker.once('exit', () => workers.delete(worker));
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Heap in use after a full collection, MiB: the main thread's first. */
async function heaps(): Promise<number[]> {
  collect();
  const used = [process.memoryUsage().heapUsed];
  for (const worker of workers) {
    // Taking a snapshot begins with a full collection.
    for await (const _ of await worker.getHeapSnapshot());
    used.push((await worker.getHeapStatistics()).used_heap_size);
  }
  return used.map((bytes) => bytes / MIB);
}

const registry = await startRegistry({ port: 0, memory: true, assembly: synthesizeApart });
try {
  const token = (org: string, roles: string[]) => registry.token({ sub: 'bench', org, roles });
  const operator = await token('lvzhang-operator', ['operator']);
  const running = { ...registry, operator, token, tableName: '', stop: async () => {} };
  const developer = await makeHolder(running, 'developer');
  const batches = await Promise.all(
    Array.from({ length: CONCURRENCY }, () => makeBatch(running, developer, 1_000_000, 1)),
  );
  const headers = { authorization: `Bearer ${developer.token}` };
  const ask = async (n: number, worker: number) => {
    const batch = batches[worker];
    if (n % 3 === 0) await (await fetch(`${registry.url}/v1/batches/${batch}`, { headers })).text();
    else
      await post(`${registry.url}/v1/retirements`, developer.token, {
        account: developer.account,
        items: [{ batch, quantity: n % 3 === 1 ? 1 : 0 }],
        beneficiary: '示例企业',
        reason: '内存测量',
      });
  };
  const requests = Number(process.argv[2] ?? REQUESTS_DEFAULT);
  for (let mark = 0; mark <= MARKS; mark++) {
    if (mark > 0) await rate(requests / MARKS, CONCURRENCY, ask);
    const used = await heaps();
    const [main = 0, ...others] = used;
    const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
    const list = others.map((each) => each.toFixed(1)).join(' ');
    console.log(
      `${String((requests / MARKS) * mark).padStart(6)} requests  main ${main.toFixed(1)} MiB  workers ${list}  resident ${resident.toFixed(0)}`,
    );
  }
} finally {
  closeConnections();
  await registry.stop();
}
