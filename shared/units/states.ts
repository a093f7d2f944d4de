/** States of issued units and of what happens to them. */
import type { Period } from '../base/day.ts';
import type { Energy } from '../power/technology.ts';
import type { ForeignIssuance } from './facts.ts';
import type { TakenRanges } from './foreign-serial.ts';
import type { InstrumentCode } from './instrument.ts';

/** One issuance: of a project's vintage in tonnes, or of a facility's generation in MWh. */
export interface BatchState {
  instrument: InstrumentCode;
  /** Calendar year of the reductions, or of the generation. */
  vintage: number;
  issued: number;
  legacy: boolean;
  imported: boolean;
  /** The project, of credits. */
  project?: string;
  /** The monitoring report that credits fulfil; absent for imports. */
  report?: string;
  /** Of an import: what the other registry says of its issuance. */
  foreign?: ForeignIssuance;
  /** The facility, of certificates. */
  facility?: string;
  /** The kind of energy, of certificates. */
  energy?: Energy;
  /** The days of generation, of certificates: a month's, or any for imports. */
  generated?: Period;
  /** The official code of the batch's first certificate (32 characters), if it was given. */
  code?: string;
  /** The imported contract that the batch fulfils. */
  supply?: string;
  /** The other registry's certificates that the batch drew on, and how many kWh it drew of each. */
  certificates?: { number: string; drawn: number }[];
}

export const BLOCK_STATUSES = [
  'held',
  'offered',
  'pledged',
  'frozen',
  'retired',
  'cancelled',
  'expired',
  'buffer',
  /** Retired in the registry that it was imported from; only the recording of that can still happen to it. */
  'retired-elsewhere',
] as const;

export type BlockStatus = (typeof BLOCK_STATUSES)[number];

/** Final statuses: a serial never leaves them. */
export const TERMINAL: ReadonlySet<BlockStatus> = new Set<BlockStatus>(['retired', 'cancelled', 'expired']);

/** A contiguous range of a batch's serials with one owner and one status (号段). */
export interface BlockState {
  batch: string;
  from: number;
  to: number;
  account: string;
  status: BlockStatus;
  /** The commit in which these serials last changed hands or status; cutting the block doesn't change it. */
  since: string;
  /** While offered: the transfer that offers it. */
  transfer?: string;
  /** While offered or pledged: the pledge. */
  pledge?: string;
  /** The block has changed hands since it was issued, so its next sale is no first sale. */
  traded?: true;
  /** Of certificates: the contract under which they came with their power. */
  delivered?: string;
}

export interface SerialRange {
  batch: string;
  from: number;
  to: number;
}

export type TransferStatus = 'offered' | 'accepted' | 'rejected' | 'withdrawn';

export interface TransferState {
  from: string;
  to: string;
  status: TransferStatus;
  quantity: number;
  items: SerialRange[];
  /** The project, if the block was sold at a sealed price in a first sale. */
  primary?: string;
  /** The commitment to the block's price. */
  sealed?: string;
  /** Of a first sale: the day in China on which it was accepted. */
  acceptedOn?: string;
  /** Of a first sale: its income has been divided. */
  divided?: true;
}

/** A series of another registry's serial numbers. */
export interface SeriesState {
  taken: TakenRanges;
}

/** A vintage of an imported project; tells its issuances apart. */
export interface VintageState {
  by: 'whole' | 'day' | 'serial';
  /** The days of the imported issuances that state one. */
  days?: string[];
}

export interface DivisionState {
  project: string;
  agreement: string;
  version: number;
  settledOn: string;
}

/** One party's part of one division; the amount is in the sealed part of the commit that made it. */
export interface EntitlementState {
  transfer: string;
  project: string;
  organization: string;
  basisPoints: number;
  settledOn: string;
}

export type PledgeStatus = 'proposed' | 'active' | 'rejected' | 'withdrawn' | 'released' | 'enforced';

export interface PledgeState {
  /** The owner's account and the financier's. */
  from: string;
  to: string;
  status: PledgeStatus;
  quantity: number;
  items: SerialRange[];
  /** The commitment to the secured loan, if the loan was told. */
  sealed?: string;
}

export interface BufferedRange extends SerialRange {
  vintage: number;
}
