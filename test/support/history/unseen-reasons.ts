/** Why a lie about a member goes unseen: the reasons, and the shape of what lists them. */
import type { Rule } from '../../../events/audit/rule-texts.ts';
import type { EventType } from '../../../shared/ledger/event.ts';

export interface UnseenMember {
  types: readonly EventType[] | typeof ALL;
  paths: readonly string[];
  why: string;
  /** Rules by which other lies about the member are seen: it is free within bounds. */
  bounds?: readonly Rule[];
  /** Of the lies about the member only these. */
  only?: RegExp;
}

export const ALL = 'all';

export const CHOICE = 'a choice that the rules leave: another one tells another possible history';
export const IDENTITY = 'who acts in which role, the identity provider says';
export const CLOCK =
  "the registry's own clock: instants grow along the history of an entity, and keep up with the log";
export const TEXT = 'what words say';
export const DOCUMENT = 'documents are private: the log has what names them';
export const SEAL = 'sealed: only a side can open it';
export const PRIVATE_LAND = "a parcel's land is private until a project of that one parcel publishes it";
export const ELSEWHERE = 'what stands in another registry';
export const METERED = 'what a meter reads: held against what is issued and settled of it';
export const PLANT = 'what a plant is: whoever files it says so, with papers that are private';
export const ORDER = 'the order of a list in which order means nothing';
