/** A list that pages on the server, as far as it is loaded. */
import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Read } from '../../events/client/request.ts';
import { useApi } from './use-api.ts';

export interface PagesOptions<Item> {
  /** How often it is asked for anew, ms; false where it isn't. */
  followMs?: (loaded: readonly Item[]) => number | false;
}

/**
 * Besides what the query says: the items of all loaded pages, and how more are loaded, where there are more.
 * @param request asks for the page at a cursor
 */
export function usePages<Item>(
  queryKey: QueryKey,
  request: (at: { cursor?: string }) => Read<{ items: Item[]; next?: string }>,
  { followMs = () => false }: PagesOptions<Item> = {},
) {
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      api.read(request(pageParam === undefined ? {} : { cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state: { data } }) => followMs(data?.pages.flatMap((page) => page.items) ?? []),
  });
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  // Where little is as wanted, the registry answers with an empty page that goes on.
  const isBare = items.length === 0 && hasNextPage && !isFetchingNextPage && !error;
  useEffect(() => {
    if (isBare) void fetchNextPage();
  }, [isBare, fetchNextPage]);
  const more = hasNextPage ? { load: () => void fetchNextPage(), isLoading: isFetchingNextPage } : undefined;
  return { ...query, isPending: query.isPending || (items.length === 0 && hasNextPage), items, more };
}
