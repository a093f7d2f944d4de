/** Parcels and the inventory's totals as the API shows them. */
import * as z from 'zod';
import { DocumentReference } from '../../shared/base/document.ts';
import { BannerCode } from '../../shared/land/banner.ts';
import { bannerOutlines } from '../../shared/land/banner-outlines.ts';
import { LAND_TYPES, SURVEY_DATUMS } from '../../shared/land/facts.ts';
import type { ParcelState } from '../../shared/land/states.ts';
import { Standard } from '../../shared/sinks/standard.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

export const ParcelView = named('Parcel', () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    type: z.enum(LAND_TYPES),
    banner: BannerCode,
    /** Whether an outline of the banner is known, with which parcels are compared. */
    outline: z.enum(['known', 'unknown']),
    holder: z.string(),
    areaSquareMetres: z.int(),
    /** SHA-256 of the boundary's canonical text: GET /v1/parcels/{id}/boundary. */
    boundary: z.string(),
    title: DocumentReference,
    /** The shifted datum of the survey's file, from which the boundary was converted to WGS 84. */
    convertedFrom: z.enum(SURVEY_DATUMS).optional(),
    registrant: z.string(),
    status: z.enum(['surveyed', 'withdrawn']),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

export function parcelView(id: string, version: number, state: ParcelState) {
  const { name, type, banner, holder, areaSquareMetres, boundary, registrant, status, convertedFrom } = state;
  // Restores the key order, which stored maps lose.
  const { sha256, mediaType, bytes } = state.title;
  const title = { sha256, mediaType, bytes };
  const outline = bannerOutlines[banner] ? 'known' : 'unknown';
  return {
    id,
    name,
    type,
    banner,
    outline,
    holder,
    areaSquareMetres,
    boundary,
    title,
    ...(convertedFrom && { convertedFrom }),
    registrant,
    status,
    version,
  };
}

/** Land of one type in one banner. */
export const InventoryItemView = named('InventoryItem', () =>
  z.strictObject({
    banner: BannerCode,
    bannerName: z.string(),
    type: z.enum(LAND_TYPES),
    /** Standards under which such land can be developed now, in the order of preference. */
    standards: z.array(Standard),
    parcels: z.int(),
    areaSquareMetres: z.int(),
  }),
);

export const InventoryView = named('Inventory', () =>
  z.strictObject({
    items: z.array(InventoryItemView()),
    /** Land that is eligible under two standards counts for each, so these sums overlap. */
    standards: z.array(z.strictObject({ standard: Standard, parcels: z.int(), areaSquareMetres: z.int() })),
    parcels: z.int(),
    areaSquareMetres: z.int(),
  }),
);
