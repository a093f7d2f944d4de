/** States of facilities, readings, contracts and imported supplies. */
import type { Period } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import type { Origin } from '../base/field.ts';
import type { BannerCode } from '../land/banner.ts';
import type { Facts } from '../ledger/event.ts';
import type { Intervals, Meter } from './facts.ts';
import type { Buyer, ContractKind, PlanYear } from './facts-contract.ts';
import type { ProvinceCode } from './province.ts';
import type { EnergyYear } from './ratio.ts';
import type { Energy, Technology } from './technology.ts';

/** Nothing generated in that month is live any more. */
export interface ExpiryState {
  month: string;
}

/** What has been metered and issued of one kind of energy. */
export interface EnergyAccount {
  /** Net of what storage discharged, as confirmed; corrections included. */
  kilowattHours: number;
  /** Certificates issued, MWh. */
  issued: number;
  /** Certificates cancelled again because a correction left less than was issued, MWh. */
  cancelled: number;
}

export interface FacilityState {
  name: string;
  owner: string;
  account: string;
  technology: Technology;
  /** Of a facility registered here; an imported one has only its origin. */
  banner?: BannerCode;
  province?: ProvinceCode;
  capacityKilowatts?: number;
  connectedOn?: string;
  marketBased?: boolean;
  meters?: Meter[];
  grid?: string;
  code?: string;
  origin?: Origin;
  energy: Partial<Record<Energy, EnergyAccount>>;
  /** The commit that registered or imported it: the origin that a certificate shows. */
  registered: string;
  /** The CCER project that has its power of that crediting period. */
  frozen?: { project: string; crediting: Period };
  /** Of which reductions of a CCER project's reports were issued: that stays, whatever becomes of the project. */
  credited?: CreditedPeriod[];
}

/** A monitoring period of which reductions were issued, by its report. */
export type CreditedPeriod = Period & { report: string };

export interface GenerationState extends Readings {
  facility: string;
  month: string;
  energy: Energy;
  /** Batches issued with its confirmations, in order. */
  batches: string[];
  /** MWh issued with them, and delivered under contracts. */
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
  /** The commitment to its prices; the commit that proposed it has them. */
  sealed: string;
  proposal: string;
}

export interface ContractState {
  kind: ContractKind;
  facility: string;
  seller: string;
  /** The facility's grid company: it confirms what the buyers consume, and is no party. */
  grid: string;
  buyers: Buyer[];
  /** In force, signed by all, in order of version. */
  versions: (ContractVersion & { signedOn: string })[];
  /** Proposed; signed so far by the seller and the first of the buyers, in their order. */
  pending?: ContractVersion & { signed: string[] };
  declined?: ContractVersion & { by: string; reason: string };
  lastVersion: number;
  /** The latest month settled: an amendment may not reach back to it. */
  settledThrough?: string;
  /** Actual kWh of a direct connection by calendar year, of the months settled. */
  years?: Record<string, EnergyYear>;
}

/** The settlement of one month, as it was decided; amounts are sealed. */
export type SettlementState = Omit<Settled, 'deliveries'> & {
  deliveries: { buyer: string; allocatedKilowattHours: number; megawattHours: number }[];
  sealed?: string;
};

/** MWh contracted, issued for it and delivered. */
export type SupplyState = Omit<Facts<'supply.imported'>, 'supply'> & { issued: number; delivered: number };

/** Quantity of the certificate, and what imports have drawn of it so far. kWh. */
export interface CertificateState {
  kilowattHours: number;
  drawn: number;
}

export type Settled = Facts<'contract.settled'>;

export interface Reading {
  revision: number;
  kilowattHours: number;
  /** Of generation: the part of it that storage discharged. */
  dischargedKilowattHours?: number;
  /** Its hours, by digest. */
  intervals?: Intervals;
  /** Why it corrects the one confirmed before. */
  reason?: string;
}

export interface Readings {
  /** The highest revision so far. */
  lastRevision: number;
  /** Waits for the grid company. */
  pending?: Reading;
  /** In force. */
  confirmed?: Reading;
  refused?: { revision: number; reason: string };
}
