/**
 * A table of work in memory, for tests that mock `theWork`: like the real one it writes all or nothing, each
 * item at the version that was read.
 */
import type { Work, WorkKey, WorkTable, WorkWrite } from '../../../functions/work/work-table.ts';

const nameOf = ({ partition, name }: WorkKey) => `${partition} ${name}`;

/** @param waits is awaited before each answer, for tests that say when it comes */
export function memoryWork(waits: () => Promise<void> = async () => {}): WorkTable {
  const items = new Map<string, Work<object>>();
  const table: Pick<WorkTable, 'find' | 'write'> = {
    find: async <T extends object>(key: WorkKey) => {
      await waits();
      return structuredClone(items.get(nameOf(key))) as Work<T> | undefined;
    },
    write: async (writes: readonly WorkWrite[]) => {
      await waits();
      if (writes.some(({ key, seen }) => items.get(nameOf(key))?.version !== seen)) return 'moved';
      for (const { key, seen, data } of writes)
        if (data) items.set(nameOf(key), { key, version: (seen ?? 0) + 1, data: structuredClone(data) });
        else items.delete(nameOf(key));
      return 'written';
    },
  };
  return table as WorkTable;
}
