/** Enters parcels into the inventory, and takes them out of it for good. */
import type { DocumentReference } from '../base/document.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { type Entities, organizationEntity, parcelEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { type BannerCode, banners, cityOf } from './banner.ts';
import type { LandType, SurveyDatum } from './facts.ts';
import type { Stray } from './outline.ts';

export interface RegisterParcel {
  name: string;
  type: LandType;
  banner: BannerCode;
  /** The organization that holds the right to the resource. */
  holder: string;
  /** Area of the boundary, rounded. */
  areaSquareMetres: number;
  /** SHA-256 of the boundary's canonical text, hex. */
  boundary: string;
  title: DocumentReference;
  /** The shifted datum that the boundary was converted from, if any. */
  convertedFrom?: SurveyDatum | undefined;
  /** Where the boundary leaves its banner's outline most; absent if it doesn't, or none is known. */
  stray?: Stray;
}

/**
 * Enters a parcel into the inventory (赤政办发〔2024〕59号: 摸清碳汇资源底数).
 * Rejections in order: not-a-registered-developer, not-found (holder), boundary-no-area, parcel-too-large,
 * parcel-outside-banner, id-taken.
 */
export function decideRegisterParcel(
  entities: Entities,
  command: RegisterParcel,
  context: Context,
): Draft<'parcel.registered'> | Rejection {
  const { name, type, banner, holder, areaSquareMetres, boundary, title, convertedFrom, stray } = command;
  const parcel = deriveId('l', context.id);
  const registrant = read(entities, organizationEntity(context.org));
  if (!registrant?.state.roles.includes('developer'))
    return reject('not-a-registered-developer', undefined, { organization: context.org });
  if (!read(entities, organizationEntity(holder))) return reject('not-found', '/holder', { holder });
  if (areaSquareMetres < 1) return reject('boundary-no-area', '/boundary', { areaSquareMetres });
  const { name: city, squareMetres: areaSquareMetresMax } = cityOf(banner);
  if (areaSquareMetres > areaSquareMetresMax)
    return reject('parcel-too-large', '/boundary', { areaSquareMetres, areaSquareMetresMax, city });
  const outside = outsideBanner(banner, stray);
  if (outside) return outside;
  if (entities.has(parcelEntity(parcel))) return reject('id-taken');
  return {
    type: 'parcel.registered',
    facts: {
      parcel,
      name,
      type,
      banner,
      holder,
      areaSquareMetres,
      boundary,
      title,
      ...(convertedFrom && { convertedFrom }),
    },
    advances: [parcelEntity(parcel)],
  };
}

/**
 * How far a parcel may reach beyond its banner's outline: three times the outlines' average error, as their
 * areas show it. A parcel farther out lies in another banner, or its coordinates are wrong.
 */
export const OUTLINE_TOLERANCE_METRES = 5000;

/** Refuses a parcel outside the banner that it is entered for, as far as the outlines tell. */
export function outsideBanner(banner: BannerCode, stray: Stray | undefined): Rejection | undefined {
  if (!stray || stray.metres <= OUTLINE_TOLERANCE_METRES) return undefined;
  const [longitude, latitude] = stray.position;
  return reject('parcel-outside-banner', '/banner', {
    banner,
    bannerName: banners[banner],
    metres: Math.round(stray.metres),
    metresMax: OUTLINE_TOLERANCE_METRES,
    longitude,
    latitude,
  });
}

export interface WithdrawParcel {
  parcel: string;
  reason: string;
}

/**
 * Takes a parcel out of the inventory for good; a project that has it already keeps it. Rejections in order:
 * not-found (also for all but its registrant), parcel-withdrawn.
 */
export function decideWithdrawParcel(
  entities: Entities,
  { parcel, reason }: WithdrawParcel,
  context: Context,
): Draft<'parcel.withdrawn'> | Rejection {
  const current = read(entities, parcelEntity(parcel));
  if (current?.state.registrant !== context.org) return reject('not-found');
  if (current.state.status === 'withdrawn') return reject('parcel-withdrawn');
  return { type: 'parcel.withdrawn', facts: { parcel, reason }, advances: [parcelEntity(parcel)] };
}
