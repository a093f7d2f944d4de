/** Facts of the land inventory (摸清资源底数) and of the agreements to develop it jointly (联合开发协议). */
import * as z from 'zod';
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { Day } from '../base/day.ts';
import { DocumentReference } from '../base/document.ts';
import { AgreementId, freeText, OrganizationId, ParcelId, Sha256Hex } from '../base/field.ts';
import { BannerCode } from './banner.ts';

/**
 * Kinds of land and herds that the plan wants developed (赤政办发〔2024〕59号), and the land
 * of power stations.
 */
export const LAND_TYPES = ['forest', 'grassland', 'wetland', 'farmland', 'livestock', 'energy'] as const;
export type LandType = (typeof LAND_TYPES)[number];

/** Shifted degrees of Chinese map services, from which a survey's file may be converted. */
export const SURVEY_DATUMS = ['gcj02', 'bd09'] as const;
export type SurveyDatum = (typeof SURVEY_DATUMS)[number];

export const PARTY_KINDS = ['municipal', 'banner', 'holder', 'eco-fund', 'third-party'] as const;

export const Party = z.strictObject({
  organization: OrganizationId,
  kind: z.enum(PARTY_KINDS),
  basisPoints: z.int().min(1).max(BASIS_POINTS_WHOLE),
});
export type Party = z.infer<typeof Party>;

/** Shares are public, so that anyone can check that they add up; the amounts of money aren't. */
export const Parties = z.array(Party).min(2).max(20);

/** Declined versions count too. */
export const VERSIONS_MAX = 100;
export const VersionNumber = z.int().min(1).max(VERSIONS_MAX);

export const landFacts = {
  'parcel.registered': z.strictObject({
    parcel: ParcelId,
    name: freeText(200),
    type: z.enum(LAND_TYPES),
    banner: BannerCode,
    /** The organization that holds the right to the resource. */
    holder: OrganizationId,
    /** Area of the boundary on the ellipsoid, rounded to whole square metres. */
    areaSquareMetres: z.int().min(1),
    /** SHA-256 of the boundary's canonical GeoJSON, which stays private until a project publishes it. */
    boundary: Sha256Hex,
    title: DocumentReference,
    /**
     * The shifted datum of the survey's file, from which its degrees were converted to WGS 84: the boundary
     * is as exact as the conversion, some metres. Absent where nothing was shifted.
     */
    convertedFrom: z.enum(SURVEY_DATUMS).optional(),
  }),
  'parcel.withdrawn': z.strictObject({ parcel: ParcelId, reason: freeText(500) }),
  'agreement.proposed': z.strictObject({
    agreement: AgreementId,
    /** Version 1 begins the agreement; a later one adjusts the shares once every party accepts it. */
    version: VersionNumber,
    effectiveFrom: Day,
    parties: Parties,
    document: DocumentReference,
  }),
  /** The party is the organization that acts; `inForce` if it was the last to accept. */
  'agreement.accepted': z.strictObject({
    agreement: AgreementId,
    version: VersionNumber,
    inForce: z.boolean(),
  }),
  'agreement.declined': z.strictObject({
    agreement: AgreementId,
    version: VersionNumber,
    reason: freeText(500),
  }),
} as const;
