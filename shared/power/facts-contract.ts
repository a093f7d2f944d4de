/**
 * Facts of power contracts: power-purchase agreements (PPA), consumption, settlement;
 * imported supply contracts.
 */
import * as z from 'zod';
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { Day, Period } from '../base/day.ts';
import { DocumentReference } from '../base/document.ts';
import {
  AccountId,
  ContractId,
  FacilityId,
  freeText,
  line,
  MovedQuantity,
  OrganizationId,
  Origin,
  Quantity,
} from '../base/field.ts';
import { Month } from '../base/month.ts';
import { Movements } from '../units/facts.ts';
import { InstrumentCode } from '../units/instrument.ts';
import { Intervals, KilowattHours, MegawattHours, REVISIONS_MAX } from './facts.ts';
import { SUPPLY_TECHNOLOGIES } from './technology.ts';

/**
 * 绿电直连 single-user (发改能源〔2025〕650号) and multi-user (688号, 2026), bilateral, multi-year, and
 * 工业园区绿色供电 (DOMAIN §3).
 */
export const CONTRACT_KINDS = [
  'direct-single',
  'direct-multi',
  'bilateral',
  'multi-year',
  'park-supply',
] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];
export const CONTRACT_VERSIONS_MAX = 40;
export const BUYERS_MAX = 20;
/** 25 years. */
export const CONTRACT_MONTHS_MAX = 300;
const Version = z.int().min(1).max(CONTRACT_VERSIONS_MAX);
const Revision = z.int().min(1).max(REVISIONS_MAX);

/** A buyer and the meter point at which it takes the power. */
export const Buyer = z.strictObject({ organization: OrganizationId, meterPoint: line(64) });
export type Buyer = z.infer<typeof Buyer>;

/** The plan of direct supply for one calendar year, MWh; its ratios are checked against the bounds. */
export const PlanYear = z.strictObject({
  year: z.int().min(2000).max(2100),
  generation: MegawattHours,
  selfUse: MegawattHours,
  onGrid: MegawattHours,
  consumption: MegawattHours,
  /** 工业园区绿色供电 only: what is expected to be held back. */
  curtailed: MegawattHours.optional(),
});
export type PlanYear = z.infer<typeof PlanYear>;

/** The terms that the parties sign. */
export const Terms = {
  /** First delivery month to which this version applies. */
  from: Month,
  /** The volume curve: MWh by delivery month, from `from` on. */
  megawattHours: z.array(MegawattHours).min(1).max(CONTRACT_MONTHS_MAX),
  /** For direct supply: by calendar year of delivery. */
  plan: z.array(PlanYear).min(1).max(30).optional(),
  /** A shortfall of up to this share of a month's volume is no deviation. */
  deviationToleranceBasisPoints: z.int().min(0).max(BASIS_POINTS_WHOLE),
  document: DocumentReference.optional(),
  /** 工业园区绿色供电: the document that the plant is regulated as well as storage would (同等调峰能力). */
  regulation: DocumentReference.optional(),
};

const signing = { contract: ContractId, version: Version };
const consumption = { contract: ContractId, month: Month, buyer: OrganizationId, revision: Revision };

export const Delivery = z.strictObject({
  buyer: OrganizationId,
  account: AccountId,
  /** The buyer's consumption in that month. */
  consumedKilowattHours: KilowattHours,
  /** The buyer's part of the generation: all of it, or its share of each hour's consumption. */
  allocatedKilowattHours: KilowattHours,
  megawattHours: MegawattHours,
  /** The certificates that move with the power; none if buyer and seller are one. */
  items: Movements.optional(),
});
export type Delivery = z.infer<typeof Delivery>;

export const contractFacts = {
  /** A new contract (version 1, with its parties) or an amendment. Prices are sealed. */
  'contract.proposed': z.strictObject({
    ...signing,
    kind: z.enum(CONTRACT_KINDS),
    facility: FacilityId,
    seller: OrganizationId,
    /** The facility's grid company, which confirms the buyers' consumption. */
    grid: OrganizationId,
    buyers: z.array(Buyer).min(1).max(BUYERS_MAX),
    ...Terms,
  }),
  /** The parties sign in turn: the seller by proposing, then the buyers in their order. */
  'contract.signed': z.strictObject({ ...signing, inForce: z.boolean() }),
  'contract.declined': z.strictObject({ ...signing, reason: freeText(500) }),
  'consumption.recorded': z.strictObject({
    ...consumption,
    kilowattHours: KilowattHours,
    intervals: Intervals.optional(),
  }),
  'consumption.confirmed': z.strictObject(consumption),
  'consumption.refused': z.strictObject({ ...consumption, reason: freeText(500) }),
  'contract.settled': z.strictObject({
    ...signing,
    month: Month,
    facility: FacilityId,
    /** The month's volume, MWh. */
    contractMegawattHours: MegawattHours,
    /** Net generation of the kind that the contract delivers, and what of it other contracts had before. */
    generatedKilowattHours: KilowattHours,
    deliveredBeforeMegawattHours: MegawattHours,
    /** For direct supply: the power fed into the grid. */
    onGridKilowattHours: KilowattHours.optional(),
    /** For 工业园区绿色供电: what the plant held back. */
    curtailedKilowattHours: KilowattHours.optional(),
    deliveries: z.array(Delivery).min(1).max(BUYERS_MAX),
    /** Σ of the deliveries. */
    deliveredMegawattHours: MegawattHours,
    /** Contract less delivered, with the side that caused it. */
    shortfall: z
      .strictObject({ megawattHours: z.int().min(1), side: z.enum(['seller', 'buyer', 'both']) })
      .optional(),
    /** Σ over the hours of min(generation, consumption), if both are known by the hour. */
    matchedKilowattHours: KilowattHours.optional(),
  }),
  /** A contract of another registry's certificates, already fulfilled there. */
  'supply.imported': z.strictObject({
    supply: ContractId,
    seller: OrganizationId,
    account: AccountId,
    instrument: InstrumentCode,
    technology: z.enum(SUPPLY_TECHNOLOGIES),
    signedOn: Day,
    deliverBy: Day,
    period: Period,
    megawattHours: Quantity,
    origin: Origin,
  }),
  /** Units of a supply contract handed to their receivers. */
  'supply.delivered': z.strictObject({
    supply: ContractId,
    from: AccountId,
    to: AccountId,
    items: Movements,
    quantity: MovedQuantity,
    /** The receiver has used them up in the registry that they come from; this only records that. */
    retiredElsewhere: z.literal(true).optional(),
  }),
} as const;
