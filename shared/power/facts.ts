/** Facts of green power: facilities, metering, and certificates issued, frozen, cancelled, expired. */
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

/** The largest reading of one month: 10^12 kWh is more than any country's grid carries in one. */
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

/** A leaf has each meter twice, described and as the name that it takes; this many of the longest ids fit. */
export const METERS_MAX = 24;

export const REVISIONS_MAX = 100;

const Revision = z.int().min(1).max(REVISIONS_MAX);

export const CAPACITY_KILOWATTS_MAX = 100_000_000;

/** A week of the largest capacity. */
export const STORAGE_KILOWATT_HOURS_MAX = 168 * CAPACITY_KILOWATTS_MAX;

/** The storage beside a facility (配建储能): power and energy. Both zero once it is gone. */
export const Storage = z.strictObject({
  kilowatts: z.int().min(0).max(CAPACITY_KILOWATTS_MAX),
  kilowattHours: z.int().min(0).max(STORAGE_KILOWATT_HOURS_MAX),
});

export type Storage = z.infer<typeof Storage>;

/** Hourly rows of a month: the leaf has their digest, the table has the rows. */
export const Intervals = z.strictObject({ sha256: Sha256Hex, rows: z.int().min(1).max(INTERVAL_ROWS_MAX) });

export type Intervals = z.infer<typeof Intervals>;

/** kWh. Corrections of many months may leave less than any single month has, so a lack has no bound here. */
const Carry = z.int().max(999);

const described = {
  facility: FacilityId,
  name: freeText(300),
  owner: OrganizationId,
  /** The owner's account, which gets the certificates of power that isn't priced by mechanism. */
  account: AccountId,
  technology: z.enum(TECHNOLOGIES),
};

/** Identifies a reading: there is one for each facility, month and kind of energy. */
const reading = { facility: FacilityId, month: Month, energy: Energy };

const frozen = { project: ProjectId, facility: FacilityId };

/** The certificates left after an event, over all months of a facility. */
const UnitsLeft = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** The most kWh of one certificate: as much as one month's reading of a facility here. */
const CERTIFICATE_KILOWATT_HOURS_MAX = 1_000_000_000_000;

const CertificateKilowattHours = z.int().min(1).max(CERTIFICATE_KILOWATT_HOURS_MAX);

/** A leaf names each drawn certificate twice; this many short names fit, and the decider measures. */
export const DRAWS_MAX = 90;

/** The part of a certificate that one import takes. A contract may take a share of one. */
export const Draw = z.strictObject({
  /** The number as the other registry writes it. */
  number: line(100),
  /** kWh of the whole certificate. */
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
    storage: Storage.optional(),
  }),
  /** Storage was built, enlarged or taken away. */
  'facility.storage-recorded': z.strictObject({ facility: FacilityId, storage: Storage }),
  /** A facility of another registry: its location and its capacity aren't known. */
  'facility.imported': z.strictObject({ ...described, origin: Origin }),
  'generation.recorded': z.strictObject({
    ...reading,
    revision: Revision,
    kilowattHours: KilowattHours,
    /** The part of it that storage discharged, which earns no certificate. */
    dischargedKilowattHours: KilowattHours,
    /** Beside it: what could have been generated and was held back (弃电). */
    curtailedKilowattHours: KilowattHours.optional(),
    intervals: Intervals.optional(),
    /** The reason for correcting an earlier, confirmed reading. */
    reason: freeText(500).optional(),
  }),
  'generation.confirmed': z.strictObject({
    ...reading,
    revision: Revision,
    /** Generation without the power that storage discharged. */
    netKilowattHours: KilowattHours,
    /**
     * Carry of facility and energy before this month: below 1000 kWh, negative after a downward correction.
     */
    carriedBefore: Carry,
    /** Carry after this month. */
    carriedAfter: Carry,
    /** Whole MWh, issued with the confirmation. */
    issued: z
      .strictObject({
        batch: BatchId,
        instrument: InstrumentCode,
        quantity: Quantity,
        account: AccountId,
        lanes: z.array(Serial).min(1).max(90),
        /** Frozen from its issuance on: a CCER project has the power of this month. */
        frozen: z.boolean(),
        code: CertificateCode.optional(),
      })
      .optional(),
  }),
  'generation.refused': z.strictObject({ ...reading, revision: Revision, reason: freeText(500) }),
  /** Generation of another registry: any period, into the seller's account, for a supply contract. */
  'generation.imported': z.strictObject({
    facility: FacilityId,
    supply: ContractId,
    instrument: InstrumentCode,
    period: Period,
    kilowattHours: z.int().min(1).max(KILOWATT_HOURS_MAX),
    /** The other registry's certificates that it draws on; together `kilowattHours`. */
    certificates: Draws,
    batch: BatchId,
    quantity: Quantity,
    account: AccountId,
    /** First serials of the blocks that the seller may use; none if all is retired elsewhere. */
    lanes: z.array(Serial).max(90),
    /** The last certificates of the batch, which the seller has used itself and retired there. */
    retiredElsewhere: Quantity.optional(),
  }),
  /** A CCER project has this facility's power: its unbought certificates wait for its reductions. */
  'certificates.frozen': z.strictObject({
    ...frozen,
    crediting: Period,
    quantity: z
      .int()
      .min(0)
      .max(99 * KILOWATT_HOURS_MAX),
    items: Movements.optional(),
    /** One commit couldn't freeze them all. The registration proves that nothing is left. */
    more: z.literal(true).optional(),
    /** Leaves before 0.4.0 have the rest that their calls saw: no claim, as others change it. */
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
    /** Certificates of the facility that remain frozen; if none do, the facility is free. */
    remaining: UnitsLeft,
  }),
  'certificates.cancelled': z.strictObject({
    facility: FacilityId,
    /**
     * `over-issuance`: a correction left fewer kWh than were issued; `ccer`: the same MWh earned reductions.
     */
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
    /** The month of generation, whose validity has ended. */
    month: Month,
    items: Movements,
    quantity: MovedQuantity,
  }),
  /** Nothing generated in that month is live any more. */
  'month.expired': z.strictObject({ month: Month }),
} as const;
