import type { Verified, VerifyOrder } from './messages.ts';

/** Verifies one file in a worker of its own, which ends with it. @throws where the worker fails */
export function verifyFile(order: VerifyOrder): Promise<Verified> {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Verified>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Verified>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message || 'the worker did not start'));
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}
