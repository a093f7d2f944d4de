/** The organization's statements, which units are retired for, and all that it holds. */
import { useQuery } from '@tanstack/react-query';
import type { Block, EmissionStatement } from '../../events/client/operations.schemas.ts';
import { getV1AccountsIdBlocks, getV1EmissionStatements } from '../../events/client/operations.ts';
import type { Read } from '../../events/client/request.ts';
import type { Api } from '../api/api.ts';
import { useApi } from '../api/use-api.ts';

const PAGE = '200';
/** 10,000 blocks or statements: an account that has more sees the first of them, and retires by the API. */
const PAGES_MAX = 50;

interface Page<Item> {
  items: Item[];
  next?: string;
}

/** Every page of a list, up to the bound. */
async function pagesOf<Item>(
  api: Api,
  page: (query: { limit: string; cursor?: string }) => Read<Page<Item>>,
  signal: AbortSignal,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < PAGES_MAX; count++) {
    const { items, next } = await api.read(page({ limit: PAGE, ...(cursor && { cursor }) }), signal);
    all.push(...items);
    if (next === undefined) break;
    cursor = next;
  }
  return all;
}

/** Those of the organization that units can be retired for, the newest first. */
export function useOpenStatements(organization: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['statements', organization, 'open'],
    queryFn: ({ signal }) =>
      pagesOf<EmissionStatement>(api, (query) => getV1EmissionStatements(query), signal),
    select: (all) =>
      all.filter((each) => each.organization === organization && each.status !== 'returned').reverse(),
  });
}

/** All blocks of the account that can be used now. */
export function useHeld(account: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['units', account, 'held'],
    queryFn: ({ signal }) => pagesOf<Block>(api, (query) => getV1AccountsIdBlocks(account, query), signal),
    select: (all) => all.filter(({ status }) => status === 'held'),
  });
}
