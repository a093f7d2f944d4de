/**
 * The quick way to read a leaf: it can only say yes. Most leaves are sound, and a sound leaf's text is
 * predictable: `advances` follows from the facts and the live state, the rest is fixed but for a few values.
 * So the rest is matched against the canonical text of its type as a pattern, and `advances` is written anew
 * and compared. A member that is unknown, missing, in another order, of another type or written in another
 * way makes no match. A leaf that isn't plainly sound goes the careful way (leaf.ts and the rules), so the
 * quick way decides about speed and never about validity; test/property/quick-replay.test.ts holds the two
 * ways against each other. It takes half the time of JSON.parse.
 */

import { mayHoldPersonalData } from '../../shared/base/personal-data.ts';
import { LEAF_BYTES_MAX } from '../../shared/ledger/decision.ts';
import type { Entity, NextState } from '../../shared/ledger/entity.ts';
import type { Actor, RegistryEvent } from '../../shared/ledger/event.ts';
import { Role } from '../../shared/ledger/role.ts';
import type { Movement } from '../../shared/units/facts.ts';
import { RetirementPurpose } from '../../shared/units/purpose.ts';

/** UTF-8 takes at most 3 bytes per UTF-16 code unit, so shorter texts need no counting. */
export const SURELY_SHORT = Math.floor(LEAF_BYTES_MAX / 3);

// Lengths are compared after the match: a counted repetition, `{43}`, takes the engine more
// than twice as long.
const COMMIT = '([\\w-]+)';
const COMMIT_LENGTH = 43;
const ACCOUNT = '(a-[0-9a-f]+)';
const BATCH = '(b-[0-9a-f]+)';
const ID_LENGTH = 22;
/** Most movements, and most ranges in one. */
const ITEMS_MAX = 99;
/** Limit of cached names; a log with more accounts and batches only takes more memory. */
const NAMES_MAX = 1_000_000;
/** 1 to QUANTITY_MAX: twelve nines. */
const NUMBER = '([1-9]\\d{0,11})';
/** Days that the month lacks are found by `secondsOf`. */
const TIME =
  '(20\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z)';
/**
 * Printable characters that NFC leaves alone and JSON doesn't escape: ASCII, Latin-1
 * letters, Han, full-width forms.
 */
const LINE =
  '([ !#-[\\]-~\u00b7\u00c0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e]+)';
const RANGE = `\\{(?:"block":${NUMBER},)?"from":${NUMBER},(?:"since":"${COMMIT}",)?"to":${NUMBER}\\}`;
/** The items of nearly every leaf: one range. Five groups. */
const ONE_RANGE = `\\[\\{"batch":"${BATCH}","ranges":\\[${RANGE}\\]\\}\\]`;
/** Any items, still to be checked: five groups too, of which the first is the text. */
const ANY_RANGES =
  '(\\[\\{"batch":"b-[0-9a-f]+","ranges":\\[[^\\]]+\\]\\}(?:,\\{"batch":"b-[0-9a-f]+","ranges":\\[[^\\]]+\\]\\})*\\])()()()()';
/** Commas aren't checked here: JSON.parse does that. */
const anyRanges = new RegExp(`^\\[(?:,?\\{"batch":"${BATCH}","ranges":\\[(?:,?${RANGE})+\\]\\})+\\]$`);

const actors: readonly Actor[] = [...Role.options, 'system'];
const ends = ['transfer.accepted', 'transfer.rejected', 'transfer.withdrawn'] as const;
// A part of a text makes a slow key; the engine knows the words themselves.
const actorOf = new Map<string, Actor>(actors.map((actor) => [actor, actor]));
const endOf = new Map<string, (typeof ends)[number]>(ends.map((type) => [type, type]));

/** A leaf's text after `advances`, of one range or of any. */
function tailPatterns(type: string, facts: (items: string) => string): RegExp[] {
  return [ONE_RANGE, ANY_RANGES].map(
    (items) =>
      new RegExp(
        `^"at":"${TIME}","by":\\{"org":"${LINE}","role":"(${actors.join('|')})"\\},"facts":\\{${facts(items)}\\},"id":"${COMMIT}","type":"${type}","v":1\\}$`,
      ),
  );
}

const retired = tailPatterns(
  'units\\.retired',
  (items) =>
    `"account":"${ACCOUNT}","beneficiary":"${LINE}",(?:"consumptionYear":(20\\d\\d|2100),)?"imported":(true|false),"items":${items},"purpose":"(${RetirementPurpose.options.join('|')})","quantity":${NUMBER},"reason":"${LINE}"`,
);
const offered = tailPatterns(
  'units\\.offered',
  (items) => `"from":"${ACCOUNT}","items":${items},"quantity":${NUMBER},"to":"${ACCOUNT}"`,
);
const ended = tailPatterns(
  `(${ends.join('|').replaceAll('.', '\\.')})`,
  (items) => `"items":${items},"transfer":"${COMMIT}"`,
);

/** A leaf whose members other than `advances` are valid and canonical. */
export interface QuickLeaf {
  /** The event, with no advances. */
  event: RegistryEvent;
  atSeconds: number;
  /** Text of the leaf up to the end of the last advance. */
  head: string;
}

/** Reads the leaves of one log. Undefined means "don't know". */
export class QuickReader {
  /** Accounts and batches: one copy of each name, however many blocks use it. */
  private readonly names = new Map<string, string>();

  /** Parses a leaf of one of the frequent types. */
  read(text: string): QuickLeaf | undefined {
    const end = text.indexOf('],"at":"');
    if (end < 0 || text.length > SURELY_SHORT) return undefined;
    const event = this.readTail(text.slice(end + 2));
    if (!event) return undefined;
    const atSeconds = secondsOf(event.at);
    return Number.isNaN(atSeconds) ? undefined : { event, atSeconds, head: text.slice(0, end) };
  }

  private readTail(tail: string): RegistryEvent | undefined {
    try {
      if (tail.endsWith('"units.retired","v":1}')) return this.readRetired(tail);
      if (tail.endsWith('"units.offered","v":1}')) return this.readOffered(tail);
      return this.readEnded(tail);
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  private readRetired(tail: string): RegistryEvent | undefined {
    const match = matchOf(retired, tail);
    if (!match) return undefined;
    const account = match[4]!;
    const beneficiary = match[5]!;
    const consumptionYear = match[6];
    const reason = match[15]!;
    const items = this.itemsOf(match, 8);
    if (!items || account.length !== ID_LENGTH || !isFreeText(beneficiary, 200) || !isFreeText(reason, 500))
      return undefined;
    const facts = {
      account: this.nameOf(account),
      items,
      quantity: Number(match[14]),
      beneficiary,
      reason,
      purpose: match[13] as RetirementPurpose,
      imported: match[7] === 'true',
    };
    const envelope = envelopeOf(match, match[16]!);
    if (consumptionYear === undefined) return envelope && { ...envelope, type: 'units.retired', facts };
    // The year is added to some facts only, so that all others keep one shape.
    const dated = { ...facts, consumptionYear: Number(consumptionYear) };
    return envelope && { ...envelope, type: 'units.retired', facts: dated };
  }

  private readOffered(tail: string): RegistryEvent | undefined {
    const match = matchOf(offered, tail);
    if (!match) return undefined;
    const from = match[4]!;
    const to = match[11]!;
    const items = this.itemsOf(match, 5);
    if (!items || from.length !== ID_LENGTH || to.length !== ID_LENGTH) return undefined;
    const envelope = envelopeOf(match, match[12]!);
    const facts = { from: this.nameOf(from), to: this.nameOf(to), items, quantity: Number(match[10]) };
    return envelope && { ...envelope, type: 'units.offered', facts };
  }

  private readEnded(tail: string): RegistryEvent | undefined {
    const match = matchOf(ended, tail);
    if (!match) return undefined;
    const items = this.itemsOf(match, 4);
    const transfer = match[9]!;
    if (!items || transfer.length !== COMMIT_LENGTH) return undefined;
    const envelope = envelopeOf(match, match[10]!);
    const type = endOf.get(match[11]!)!;
    return envelope && { ...envelope, type, facts: { transfer, items } };
  }

  /** Movements from the five groups at `first`, or undefined where they aren't plainly canonical. */
  private itemsOf(match: RegExpExecArray, first: number): Movement[] | undefined {
    const batch = match[first]!;
    if (batch.startsWith('[')) return severalItems(batch);
    const block = match[first + 1];
    const since = match[first + 3];
    if (batch.length !== ID_LENGTH || (since !== undefined && since.length !== COMMIT_LENGTH))
      return undefined;
    const range: Movement['ranges'][number] = {
      from: Number(match[first + 2]),
      to: Number(match[first + 4]),
    };
    if (block !== undefined) range.block = Number(block);
    if (since !== undefined) range.since = since;
    return [{ batch: this.nameOf(batch), ranges: [range] }];
  }

  private nameOf(part: string): string {
    const known = this.names.get(part);
    if (known) return known;
    const name = ownCopy(part);
    if (this.names.size < NAMES_MAX) this.names.set(name, name);
    return name;
  }
}

const matchOf = ([one, any]: RegExp[], tail: string) => one!.exec(tail) ?? any!.exec(tail);

/** Every pattern starts with the groups time, organization, role. */
function envelopeOf([, at, org, role]: RegExpExecArray, id: string) {
  if (id.length !== COMMIT_LENGTH || !isLine(org!, 100)) return undefined;
  return {
    v: 1 as const,
    id: ownCopy(id),
    at: at!,
    by: { org: org!, role: actorOf.get(role!)! },
    advances: [],
  };
}

/**
 * Whole seconds since 1970, NaN for a day that its month lacks. Leaves of one day, mostly neighbours, share
 * the costly half.
 */
function secondsOf(at: string): number {
  const day = at.slice(0, 10);
  if (day !== lastDay) {
    lastDay = ownCopy(day);
    const midnight = new Date(`${day}T00:00:00.000Z`);
    // The engine reads February 30th as March 2nd.
    const exists = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
    lastDaySeconds = exists ? midnight.getTime() / 1000 : Number.NaN;
  }
  return lastDaySeconds + 3600 * twoDigits(at, 11) + 60 * twoDigits(at, 14) + twoDigits(at, 17);
}
let lastDay = '';
let lastDaySeconds = 0;

const twoDigits = (text: string, at: number) => 10 * text.charCodeAt(at) + text.charCodeAt(at + 1) - 11 * 48;

/** Throws on misplaced commas; QuickReader turns that into "don't know". */
function severalItems(text: string): Movement[] | undefined {
  if (!anyRanges.test(text)) return undefined;
  const items = JSON.parse(text) as Movement[];
  if (items.length > ITEMS_MAX) return undefined;
  for (const { batch, ranges } of items) {
    if (batch.length !== ID_LENGTH || ranges.length > ITEMS_MAX) return undefined;
    for (const { since } of ranges)
      if (since !== undefined && since.length !== COMMIT_LENGTH) return undefined;
  }
  return items;
}

/** The pattern checks the characters; this checks length and that no space stands at either end. */
function isLine(text: string, max: number): boolean {
  return text.length <= max && !text.startsWith(' ') && !text.endsWith(' ');
}

/** A line that needs no search for personal data. */
const isFreeText = (text: string, max: number): boolean => isLine(text, max) && !mayHoldPersonalData(text);

/**
 * A copy that doesn't keep the leaf in memory: V8 makes a part of a text a view of the whole, and ids live as
 * long as the blocks do. Joining two parts makes a text of its own, once it is read.
 */
function ownCopy(part: string): string {
  const copy = part.slice(0, 1) + part.slice(1);
  copy.charCodeAt(1);
  return copy;
}

/**
 * The head of a leaf that advances these entities. They are given in their earlier states;
 * undefined means newly born.
 */
export function writtenHead(next: readonly NextState[], before: readonly (Entity | undefined)[]): string {
  let text = '{"advances":[';
  for (let i = 0; i < next.length; i++) {
    const current = before[i];
    if (i > 0) text += ',';
    text += `{"entity":"${next[i]![0]}`;
    text += current ? `","prev":"${current.commit}","version":${current.version + 1}}` : '","version":1}';
  }
  return text;
}
