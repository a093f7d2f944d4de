/** Facts of green power: facilities, metering, certificates issued of it, frozen, cancelled, expired. */
import * as z from 'zod';
import { Day, Period } from '../base/day.ts';
import {
  AccountId,
  BatchId,
  ContractId,
  FacilityId,
  freeText,
  line,
  MovedQuantity,
  OrganizationId,
  Origin,
  ProjectId,
  Quantity,
  ReportId,
  Serial,
  Sha256Hex,
} from '../base/field.ts';
import { Month } from '../base/month.ts';
import { BannerCode } from '../land/banner.ts';
import { Movements } from '../units/facts.ts';
import { InstrumentCode } from '../units/instrument.ts';
import { CertificateCode, FacilityCode } from './certificate-code.ts';
import { INTERVAL_ROWS_MAX } from './intervals.ts';
import { ProvinceCode } from './province.ts';
import { ENERGIES, TECHNOLOGIES } from './technology.ts';

/** A reading of one month at most: 10^12 kWh is more than any country's grid carries in one. */
export const KILOWATT_HOURS_MAX = 1_000_000_000_000;

export const KilowattHours = z.int().min(0).max(KILOWATT_HOURS_MAX);

export const MegawattHours = z
  .int()
  .min(0)
  .max(KILOWATT_HOURS_MAX / 1000);

export const Energy = z.enum(ENERGIES);

export const METER_KINDS = ['generation', 'on-grid', 'self-use', 'storage'] as const;

export const Meter = z.strictObject({ id: line(64), kind: z.enum(METER_KINDS) });

export type Meter = z.infer<typeof Meter>;

/** Each is in the leaf twice, described and as the name that it takes: so many of the longest ids fit. */
export const METERS_MAX = 24;

export const REVISIONS_MAX = 100;

const Revision = z.int().min(1).max(REVISIONS_MAX);

export const CAPACITY_KILOWATTS_MAX = 100_000_000;

/** Hourly rows of a month: the leaf has their digest, the table the rows. */
export const Intervals = z.strictObject({ sha256: Sha256Hex, rows: z.int().min(1).max(INTERVAL_ROWS_MAX) });

export type Intervals = z.infer<typeof Intervals>;

/** kWh. Corrections of many months may leave less than any one month has, so what is lacking has no bound of its own. */
const Carry = z.int().max(999);

const described = {
  facility: FacilityId,
  name: freeText(300),
  owner: OrganizationId,
  /** The owner's account, which gets the certificates of power that isn't priced by mechanism. */
  account: AccountId,
  technology: z.enum(TECHNOLOGIES),
};

/** Which reading: of a facility, a month and a kind of energy there is one. */
const reading = { facility: FacilityId, month: Month, energy: Energy };

const frozen = { project: ProjectId, facility: FacilityId };

/** Certificates that an event leaves, of all months of a facility. */
const UnitsLeft = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A certificate of at most this many kWh: as much as one month's reading of a facility here. */
const CERTIFICATE_KILOWATT_HOURS_MAX = 1_000_000_000_000;

const CertificateKilowattHours = z.int().min(1).max(CERTIFICATE_KILOWATT_HOURS_MAX);

/** A leaf that draws names each certificate twice; of short names so many fit, and the decider measures. */
export const DRAWS_MAX = 90;

/** What one import takes of a certificate. A contract may take a share of one. */
export const Draw = z.strictObject({
  /** As the other registry writes it. */
  number: line(100),
  /** The whole certificate. */
  kilowattHours: CertificateKilowattHours,
  /** The part of the certificate that this import takes. */
  drawn: CertificateKilowattHours,
});

export type Draw = z.infer<typeof Draw>;

export const Draws = z.array(Draw).min(1).max(DRAWS_MAX);

export const powerFacts = {
  /** A province's account (省级专用账户) for the certificates of power under 机制电价. */
  'account.opened': z.strictObject({
    account: AccountId,
    organization: OrganizationId,
    province: ProvinceCode,
  }),
  'facility.registered': z.strictObject({
    ...described,
    banner: BannerCode,
    province: ProvinceCode,
    capacityKilowatts: z.int().min(1).max(CAPACITY_KILOWATTS_MAX),
    connectedOn: Day,
    /** Hydropower only: all of it is sold on the market. */
    marketBased: z.boolean().optional(),
    meters: z.array(Meter).min(1).max(METERS_MAX),
    /** The grid company that confirms its readings. */
    grid: OrganizationId,
    /** 建档立卡 code. */
    code: FacilityCode.optional(),
  }),
  /** Of another registry: where it lies and what it can generate isn't known. */
  'facility.imported': z.strictObject({ ...described, origin: Origin }),
  'generation.recorded': z.strictObject({
    ...reading,
    revision: Revision,
    kilowattHours: KilowattHours,
    /** The part of it that came out of storage, which earns no certificate. */
    dischargedKilowattHours: KilowattHours,
    intervals: Intervals.optional(),
    /** Why an earlier reading that was confirmed is corrected. */
    reason: freeText(500).optional(),
  }),
  'generation.confirmed': z.strictObject({
    ...reading,
    revision: Revision,
    /** Generated, without what storage discharged. */
    netKilowattHours: KilowattHours,
    /** Carry of this facility and kind of energy before this month: below 1000 kWh, and below nothing after a correction downwards. */
    carriedBefore: Carry,
    /** Carry after this month. */
    carriedAfter: Carry,
    /** Whole MWh, issued with it. */
    issued: z
      .strictObject({
        batch: BatchId,
        instrument: InstrumentCode,
        quantity: Quantity,
        account: AccountId,
        lanes: z.array(Serial).min(1).max(90),
        /** Born frozen: a CCER project has the power of this month. */
        frozen: z.boolean(),
        code: CertificateCode.optional(),
      })
      .optional(),
  }),
  'generation.refused': z.strictObject({ ...reading, revision: Revision, reason: freeText(500) }),
  /** Of another registry: any period, into the seller's account, for a supply contract. */
  'generation.imported': z.strictObject({
    facility: FacilityId,
    supply: ContractId,
    instrument: InstrumentCode,
    period: Period,
    kilowattHours: z.int().min(1).max(KILOWATT_HOURS_MAX),
    /** Of which certificates of the other registry it is taken; together `kilowattHours`. */
    certificates: Draws,
    batch: BatchId,
    quantity: Quantity,
    account: AccountId,
    /** First serials of the blocks that the seller may use; none where all is retired elsewhere. */
    lanes: z.array(Serial).max(90),
    /** The last certificates of the batch: what the seller has used itself, and retired there. */
    retiredElsewhere: Quantity.optional(),
  }),
  /** A CCER project has this facility's power: its certificates that nobody bought yet wait for its reductions. */
  'certificates.frozen': z.strictObject({
    ...frozen,
    crediting: Period,
    quantity: z
      .int()
      .min(0)
      .max(99 * KILOWATT_HOURS_MAX),
    items: Movements.optional(),
    /** It couldn't hold all that there was to freeze. That nothing is left, the registration proves. */
    more: z.literal(true).optional(),
    /** Leaves of before 0.4.0 say what their calls saw of the rest: nobody's claim, for it changes without this facility. */
    remaining: UnitsLeft.optional(),
    locked: UnitsLeft.optional(),
  }),
  'certificates.released': z.strictObject({
    ...frozen,
    quantity: z
      .int()
      .min(0)
      .max(99 * KILOWATT_HOURS_MAX),
    items: Movements.optional(),
    /** Certificates of the facility that are frozen after it; without any, the facility is free. */
    remaining: UnitsLeft,
  }),
  'certificates.cancelled': z.strictObject({
    facility: FacilityId,
    /** `over-issuance`: a correction left fewer kWh than were issued; `ccer`: the same MWh earned reductions. */
    cause: z.enum(['over-issuance', 'ccer']),
    energy: Energy.optional(),
    project: ProjectId.optional(),
    report: ReportId.optional(),
    account: AccountId,
    items: Movements,
    quantity: MovedQuantity,
    /** `ccer`: frozen certificates of the report's period after it. */
    remaining: UnitsLeft.optional(),
    reason: freeText(500),
  }),
  'units.expired': z.strictObject({
    facility: FacilityId,
    /** The month of generation; its validity has ended. */
    month: Month,
    items: Movements,
    quantity: MovedQuantity,
  }),
  /** Nothing generated in that month is live any more. */
  'month.expired': z.strictObject({ month: Month }),
} as const;
