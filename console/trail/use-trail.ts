/** The trail as its address asks for it. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { toHex } from '../../shared/base/encoding.ts';
import { orNoAnswer } from '../log/use-log.ts';
import type { VerifiedLog } from '../log/verified-log.ts';
import { findLeaves, type Sought } from './find-leaves.ts';

export const SOUGHT = ['type', 'about', 'day', 'before'] as const;
export type Asked = Partial<Record<(typeof SOUGHT)[number], string>>;

/** What is looked for, in the address, and the way to look for something else. */
export function useAsked(): [Asked, (asked: Asked) => void] {
  const [search, setSearch] = useSearchParams();
  const asked = Object.fromEntries(
    SOUGHT.flatMap((name) => {
      const value = search.get(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const ask = (next: Asked) =>
    setSearch((now) => {
      const to = new URLSearchParams(now);
      for (const name of SOUGHT) {
        const value = next[name]?.trim();
        if (value) to.set(name, value);
        else to.delete(name);
      }
      return to;
    });
  return [asked, ask];
}

export function useTrail(log: VerifiedLog, { before, ...sought }: Asked) {
  return useInfiniteQuery({
    queryKey: ['log', 'trail', log.size, toHex(log.root), before, sought],
    queryFn: ({ pageParam, signal }) =>
      findLeaves(log, sought as Sought, pageParam, signal).catch(orNoAnswer),
    initialPageParam: startOf(before, log.size),
    getNextPageParam: ({ next }) => (next > 0 ? next : undefined),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The index named is shown too. */
function startOf(before: string | undefined, size: number): number {
  return before !== undefined && /^\d{1,15}$/.test(before) ? Math.min(size, Number(before) + 1) : size;
}
