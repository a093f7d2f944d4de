/** A finding of an audit: the broken rule, the place, and the values seen there. */
import { fill } from '../../shared/base/fill.ts';
import { type Rule, ruleTexts } from './rule-texts.ts';

export interface Violation {
  rule: Rule;
  message: { zh: string; en: string };
  /** Index of the leaf, from 0. */
  index?: number;
  /** Path of the tile or entry bundle, e.g. `tile/0/x001/234`. */
  tile?: string;
  /** The entity, e.g. `block:b-…/1`. */
  entity?: string;
}

/** The seen values, for the placeholders of the rule's text. */
export type Seen = Record<string, string | number | undefined>;

/** Where it was seen. */
export type Place = Pick<Violation, 'index' | 'tile' | 'entity'>;

/** A rule's way to report a violation. */
export type Violates = (rule: Rule, seen?: Seen, entity?: string) => void;

/** A stranger wrote the log's texts: messages quote only a short part of them. */
const SEEN_LENGTH_MAX = 200;

export function violation(rule: Rule, place: Place = {}, seen: Seen = {}): Violation {
  const { zh, en } = ruleTexts[rule];
  return {
    rule,
    message: { zh: fill(zh, seen, SEEN_LENGTH_MAX), en: fill(en, seen, SEEN_LENGTH_MAX) },
    ...place,
  };
}
