/** A leaf that names the organization which a watch follows: how it does so, and whose it is. */
import type { EventType, RegistryEvent } from '../shared/ledger/event.ts';

/**
 * Kinds of entities that are an organization's, or that it is a side of, once a leaf that names it
 * gives birth to them.
 */
export const FOLLOWED = [
  'account',
  'project',
  'batch',
  'parcel',
  'agreement',
  'report',
  'facility',
  'contract',
  'supply',
  'transfer',
  'pledge',
] as const;

type Followed = (typeof FOLLOWED)[number];

/**
 * How a leaf names the organization: it acts, the facts have its id, they have something of its own, or they
 * move units that it held, without saying whose they are.
 */
export type Tie = 'by' | 'named' | 'units' | Followed;

/**
 * `other`: by somebody else, in the own name of whoever that is. `stranger`: in its name, and nothing
 * shows that it asked.
 */
export type Verdict = 'own' | 'signed' | 'other' | 'stranger';

export interface Mention {
  index: number;
  /** The commit's id. */
  id: string;
  type: EventType;
  at: string;
  by: RegistryEvent['by'];
  ties: Tie[];
  verdict: Verdict;
}
