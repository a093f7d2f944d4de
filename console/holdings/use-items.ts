/** The serials of chosen quantities: of each batch as many of its blocks are looked at as it takes. */
import { useQuery } from '@tanstack/react-query';
import type { Block, MovedItem } from '../../events/client/operations.schemas.ts';
import { getV1AccountsIdBlocks } from '../../events/client/operations.ts';
import type { Api } from '../api/api.ts';
import { useApi } from '../api/use-api.ts';
import { isEnough, type Lot, serialsFor } from './lots.ts';

const PAGE = '200';
/** 1,000 blocks of one batch; more than one change can take from. */
const PAGES_MAX = 5;

/**
 * Items of a body, chosen once and then kept: pressed again after a failure of the network the same request
 * goes out, and happens once.
 */
export function useItems(
  account: string,
  chosen: readonly { lot: Lot; quantity: number }[],
  enabled: boolean,
) {
  const api = useApi();
  const wanted = chosen.map(({ lot, quantity }) => ({ batch: lot.batch.id, quantity }));
  return useQuery({
    queryKey: ['units', account, 'items', wanted],
    queryFn: async ({ signal }) =>
      (await Promise.all(wanted.map((each) => itemsOf(api, account, each, signal)))).flat(),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Where the blocks that were looked at don't have the quantity, the registry looks itself. */
async function itemsOf(
  api: Api,
  account: string,
  { batch, quantity }: { batch: string; quantity: number },
  signal: AbortSignal,
): Promise<MovedItem[]> {
  const blocks: Block[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < PAGES_MAX; count++) {
    const query = { status: 'held', batch, limit: PAGE, ...(cursor !== undefined && { cursor }) } as const;
    const page = await api.read(getV1AccountsIdBlocks(account, query), signal);
    blocks.push(...page.items);
    cursor = page.next;
    if (cursor === undefined || isEnough(blocks, quantity)) break;
  }
  return serialsFor(blocks, quantity) ?? [{ batch, quantity }];
}
