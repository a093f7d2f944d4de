/** How reads are kept. The transport repeats what failed in passing; here nothing is repeated. */
import { QueryClient } from '@tanstack/react-query';

const FRESH_MS = 15_000;

export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      // Without a network a request fails and says so, instead of waiting unseen.
      queries: { retry: false, staleTime: FRESH_MS, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
