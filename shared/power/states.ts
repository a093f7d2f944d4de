/** States of facilities, readings, contracts and imported supplies. */
import type { Period } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import type { Origin } from '../base/field.ts';
import type { BannerCode } from '../land/banner.ts';
import type { Facts } from '../ledger/event.ts';
import type { Intervals, Meter, Storage } from './facts.ts';
import type { Buyer, ContractKind, PlanYear } from './facts-contract.ts';
import type { ProvinceCode } from './province.ts';
import type { EnergyYear } from './ratio.ts';
import type { Energy, Technology } from './technology.ts';

/** No certificate of that month's generation is live any more. */
export interface ExpiryState {
  month: string;
}

/** The metered and issued amounts of one kind of energy. */
export interface EnergyAccount {
  /** Net of what storage discharged, as confirmed, including corrections. */
  kilowattHours: number;
  /** Certificates issued, MWh. */
  issued: number;
  /** Certificates cancelled because a correction left less than was issued, MWh. */
  cancelled: number;
}

export interface FacilityState {
  name: string;
  owner: string;
  account: string;
  technology: Technology;
  /** The banner of a facility registered here; an imported one has only its origin. */
  banner?: BannerCode;
  province?: ProvinceCode;
  capacityKilowatts?: number;
  connectedOn?: string;
  marketBased?: boolean;
  meters?: Meter[];
  grid?: string;
  code?: string;
  storage?: Storage;
  origin?: Origin;
  energy: Partial<Record<Energy, EnergyAccount>>;
  /** The commit that registered or imported it, which a certificate shows as its origin. */
  registered: string;
  /** The CCER project that has the facility's power of that crediting period. */
  frozen?: { project: string; crediting: Period };
  /** Periods for which a CCER project's reductions were issued; they outlast the project. */
  credited?: CreditedPeriod[];
}

/** A monitoring period for which reductions were issued, with its report. */
export type CreditedPeriod = Period & { report: string };

export interface GenerationState extends Readings {
  facility: string;
  month: string;
  energy: Energy;
  /** Batches issued with the reading's confirmations, in order. */
  batches: string[];
  /** MWh issued with the confirmations, and MWh delivered under contracts. */
  issued: number;
  delivered: number;
}

export interface ConsumptionState extends Readings {
  contract: string;
  month: string;
  buyer: string;
}

export interface ContractVersion {
  version: number;
  from: string;
  megawattHours: number[];
  plan?: PlanYear[];
  deviationToleranceBasisPoints: number;
  document?: DocumentReference;
  regulation?: DocumentReference;
  /** The commitment to the prices; the commit that proposed the version has them. */
  sealed: string;
  proposal: string;
}

export interface ContractState {
  kind: ContractKind;
  facility: string;
  seller: string;
  /** The facility's grid company: it confirms the buyers' consumption, and is no party. */
  grid: string;
  buyers: Buyer[];
  /** Versions in force, signed by all, in order of version. */
  versions: (ContractVersion & { signedOn: string })[];
  /** A proposed version, signed so far by the seller and the first of the buyers, in their order. */
  pending?: ContractVersion & { signed: string[] };
  declined?: ContractVersion & { by: string; reason: string };
  lastVersion: number;
  /** The latest month settled; an amendment may not reach back to it. */
  settledThrough?: string;
  /** Actual kWh of direct supply's settled months, by calendar year. */
  years?: Record<string, SettledYear>;
}

/** Sums of the months settled; their number under 工业园区绿色供电, whose load has a bound for each month. */
export type SettledYear = EnergyYear & { months?: number };

/** The settlement of one month, as decided; amounts are sealed. */
export type SettlementState = Omit<Settled, 'deliveries'> & {
  deliveries: { buyer: string; allocatedKilowattHours: number; megawattHours: number }[];
  sealed?: string;
};

/** A supply contract: MWh contracted, issued for it and delivered. */
export type SupplyState = Omit<Facts<'supply.imported'>, 'supply'> & { issued: number; delivered: number };

/** Quantity of the certificate, and how much of it imports have drawn so far. kWh. */
export interface CertificateState {
  kilowattHours: number;
  drawn: number;
}

export type Settled = Facts<'contract.settled'>;

export interface Reading {
  revision: number;
  kilowattHours: number;
  /** For generation: the part of it that storage discharged. */
  dischargedKilowattHours?: number;
  /** For generation: what was held back beside it; unknown where nobody recorded it. */
  curtailedKilowattHours?: number;
  /** The hours of the reading, by digest. */
  intervals?: Intervals;
  /** The reason for correcting the reading confirmed before. */
  reason?: string;
}

export interface Readings {
  /** The highest revision so far. */
  lastRevision: number;
  /** The reading that waits for the grid company. */
  pending?: Reading;
  /** The reading in force. */
  confirmed?: Reading;
  refused?: { revision: number; reason: string };
}
