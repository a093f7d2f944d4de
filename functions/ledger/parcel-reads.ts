/** Parcels in the table: the land of a banner from the index, boundaries as they were entered. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { BannerCode } from '../../shared/land/banner.ts';
import { boundaryOfText } from '../../shared/land/boundary.ts';
import type { ParcelState } from '../../shared/land/states.ts';
import { reject } from '../../shared/ledger/rejection.ts';
import { stateFilter, type Wanted } from './filtered-page.ts';
import { parcelBoundaryKey, parcelsList } from './keys.ts';
import { unpackText } from './packed.ts';
import type { LedgerReads } from './reads.ts';
import { RejectedError } from './refused.ts';

type Land = Pick<ParcelState, 'type' | 'areaSquareMetres'>;

/** Counts the queries of one answer. */
export interface Budget {
  left: number;
}

/** Type and area of the parcels in a banner, from the index: possibly some milliseconds old. */
export async function* landOf(
  reads: LedgerReads,
  banner: BannerCode,
  wanted: Wanted,
  budget: Budget,
): AsyncGenerator<Land> {
  const { names, values, ...filter } = stateFilter(wanted);
  let start: Record<string, unknown> | undefined;
  while (budget.left > 0) {
    const page = await reads.client.send(
      new QueryCommand({
        TableName: reads.tableName,
        IndexName: 'byList',
        KeyConditionExpression: '#list = :list',
        ...filter,
        ProjectionExpression: '#state.#type, #state.#area',
        ExpressionAttributeNames: { '#list': 'list', '#type': 'type', '#area': 'areaSquareMetres', ...names },
        ExpressionAttributeValues: { ':list': parcelsList(banner), ...values },
        ExclusiveStartKey: start,
      }),
    );
    // Several banners are read at once, so what is left is asked again after each query.
    if (page.ScannedCount !== 0 && budget.left-- <= 0) break;
    for (const { state } of (page.Items ?? []) as { state: Land }[]) yield state;
    start = page.LastEvaluatedKey;
    if (!start) return;
  }
  throw new RejectedError(reject('inventory-too-large', undefined, { banner }));
}

/** The boundaries of these parcels, in their order. */
export async function boundariesOf(reads: LedgerReads, parcels: readonly string[]) {
  const items = await reads.items(parcels.map(parcelBoundaryKey));
  const texts = new Map(items.map(({ pk, bytes }) => [pk, unpackText(bytes as Uint8Array)]));
  return parcels.map((parcel) => {
    const text = texts.get(parcelBoundaryKey(parcel).pk);
    if (text === undefined) throw new Error(`parcel ${parcel} has no boundary`);
    return { parcel, boundary: boundaryOfText(text) };
  });
}
