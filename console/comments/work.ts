import type { WorkDone, WorkOrder } from './messages.ts';

/** Gives the work of one comment in a worker of its own. @throws where the worker fails */
export function giveWork(order: WorkOrder): Promise<WorkDone> {
  const worker = new Worker(new URL('./work-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<WorkDone>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<WorkDone>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message || 'the worker did not start'));
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}
