/**
 * Transfers and pledges by the side on which an account stands, and by status. What is open and comes in has
 * a list of its own; what is open and goes out is named by the blocks that it locks. What has ended is found
 * by the leaves that name the organization. So nothing is stored for it, and what was stored earlier is found
 * alike.
 */
import { type EntityId, pledgeEntity, read, transferEntity } from '../../shared/ledger/entity.ts';
import type { EventType } from '../../shared/ledger/event.ts';
import type {
  BlockState,
  BlockStatus,
  PledgeState,
  PledgeStatus,
  TransferState,
  TransferStatus,
} from '../../shared/units/states.ts';
import { blocksOfAccount, scopeOf } from './account-reads.ts';
import { filteredPage } from './filtered-page.ts';
import { incomingList, mentionsPartition, padSerial, pledgesList } from './keys.ts';
import type { LedgerReads, Listed, Page } from './reads.ts';
import type { MentionRecord } from './table.ts';
import { cursorBehind, thinned } from './thinned.ts';

type Side = 'incoming' | 'outgoing';

/** Whose list it is. */
interface Holder {
  account: string;
  organization: string;
}

type Kind = 'transfer' | 'pledge';
type Offer = TransferState | PledgeState;

const entityOf = { transfer: transferEntity, pledge: pledgeEntity } as const;
const bornBy: Record<Kind, EventType> = { transfer: 'units.offered', pledge: 'pledge.proposed' };

/** A page of the account's transfers: open ones oldest first, ended ones newest first. */
export function transfersOf(
  reads: LedgerReads,
  holder: Holder,
  { side, status }: { side: Side; status: TransferStatus },
  limit: number,
  cursor?: string,
): Promise<Page<Listed<TransferState>>> {
  const { account } = holder;
  const ends = status !== 'offered';
  if (ends) return ended<TransferState>(reads, 'transfer', holder, { side, status }, limit, cursor);
  return side === 'incoming'
    ? reads.list(incomingList(account), limit, cursor)
    : outgoing<TransferState>(reads, 'transfer', account, [status], limit, cursor);
}

/** The status of the blocks that an open pledge locks. */
const LOCKED_AS: Partial<Record<PledgeStatus, BlockStatus>> = { proposed: 'offered', active: 'pledged' };

/** A page of the account's pledges, of one status or proposed and active: ended ones newest first. */
export function pledgesOf(
  reads: LedgerReads,
  holder: Holder,
  { side, status }: { side: Side; status?: PledgeStatus | undefined },
  limit: number,
  cursor?: string,
): Promise<Page<Listed<PledgeState>>> {
  const { account } = holder;
  const locked = status === undefined ? Object.values(LOCKED_AS) : LOCKED_AS[status] && [LOCKED_AS[status]];
  if (status !== undefined && !locked)
    return ended<PledgeState>(reads, 'pledge', holder, { side, status }, limit, cursor);
  return side === 'incoming'
    ? filteredPage(reads, pledgesList(account), { ...(status && { status }) }, limit, cursor)
    : outgoing<PledgeState>(reads, 'pledge', account, locked ?? [], limit, cursor);
}

/** Those that lock blocks of the account, each at the first of its blocks. */
function outgoing<S extends Offer>(
  reads: LedgerReads,
  kind: Kind,
  account: string,
  statuses: readonly BlockStatus[],
  limit: number,
  cursor: string | undefined,
): Promise<Page<Listed<S>>> {
  const nameIn = ({ state }: Listed<BlockState>) => state[kind];
  return thinned<Listed<BlockState>, Listed<S>>(
    {
      read: (size, at) => blocksOfAccount(reads, account, { statuses }, size, at),
      among: async (blocks) => {
        const found = await offers<S>(reads, kind, blocks.map(nameIn));
        return blocks.map((block) => {
          const offer = found.get(nameIn(block) ?? '');
          return offer && placeOf(block.state) === firstPlace(offer.state) ? offer : undefined;
        });
      },
      behind: (block) => cursorBehind(block, 'byAccount', scopeOf(account, { statuses })),
    },
    limit,
    cursor,
  );
}

/** Where a block stands among those of its status. */
const placeOf = ({ batch, from }: Pick<BlockState, 'batch' | 'from'>) => `${batch} ${padSerial(from)}`;

const firstPlace = ({ items }: Offer): string | undefined => items.map(placeOf).sort()[0];

/** Those with that outcome, by the leaves that began them. */
function ended<S extends Offer>(
  reads: LedgerReads,
  kind: Kind,
  { account, organization }: Holder,
  { side, status }: { side: Side; status: S['status'] },
  limit: number,
  cursor: string | undefined,
): Promise<Page<Listed<S>>> {
  const scope = `${kind}:${account}:${side}:${status}`;
  const query = {
    KeyConditionExpression: 'pk = :pk',
    FilterExpression: '#type = :type',
    ExpressionAttributeNames: { '#type': 'type' },
    ExpressionAttributeValues: { ':pk': mentionsPartition(organization), ':type': bornBy[kind] },
    ScanIndexForward: false,
  };
  return thinned<MentionRecord, Listed<S>>(
    {
      read: async (size, at) => (await reads.page(query, scope, size, at)) as unknown as Page<MentionRecord>,
      among: async (leaves) => {
        const found = await offers<S>(
          reads,
          kind,
          leaves.map(({ id }) => id),
        );
        return leaves.map(({ id }) => {
          const offer = found.get(id);
          const isWanted =
            offer?.state.status === status && offer.state[side === 'incoming' ? 'to' : 'from'] === account;
          return isWanted ? offer : undefined;
        });
      },
      behind: (leaf) => cursorBehind(leaf, 'table', scope),
    },
    limit,
    cursor,
  );
}

/** Transfers or pledges by their ids, as the table has them now. */
async function offers<S extends Offer>(
  reads: LedgerReads,
  kind: Kind,
  ids: readonly (string | undefined)[],
): Promise<Map<string, Listed<S>>> {
  const named = [...new Set(ids.filter((id) => id !== undefined))];
  const entities: EntityId<Kind>[] = named.map(entityOf[kind]);
  const found = await reads.entities(entities);
  return new Map(
    named.flatMap((id, i) => {
      const entity = entities[i]!;
      const stored = read(found, entity);
      return stored ? [[id, { ...stored, entity } as unknown as Listed<S>]] : [];
    }),
  );
}
