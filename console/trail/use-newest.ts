import { useQuery } from '@tanstack/react-query';
import { TILE_WIDTH } from '../../events/tlog/tile.ts';
import type { VerifiedLog } from '../log/verified-log.ts';
import { readLeaf, type TrailLeaf } from './find-leaves.ts';

/** The newest leaf, where it is proven: its instant is the age of the checkpoint, which says none itself. */
export function useNewest(log: VerifiedLog): TrailLeaf | undefined {
  const { data } = useQuery({
    queryKey: ['log', 'newest', log.size],
    queryFn: async () => {
      const leaf = (await log.bundle(Math.floor((log.size - 1) / TILE_WIDTH))).at(-1);
      return leaf?.isProven ? readLeaf(leaf) : null;
    },
    enabled: log.size > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? undefined;
}
