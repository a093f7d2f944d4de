/**
 * An audit that is asleep: every member of every event of two histories that have all of them is told
 * otherwise, consistently with itself, the later leaves unchanged. Whatever nobody notices has to be
 * listed with its reason.
 */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { eventSchemas, factSchemas, type RegistryEvent } from '../../shared/ledger/event.ts';
import { Liar } from '../support/history/lies.ts';
import { replayed } from '../support/history/replayed.ts';
import { Sandbox } from '../support/history/sandbox.ts';
import { unseenMember, unseenMembers } from '../support/history/unseen-members.ts';
import type { UnseenMember } from '../support/history/unseen-reasons.ts';
import { wholeHistory } from '../support/history/whole.ts';
import { wholePowerHistory } from '../support/history/whole-power.ts';

const histories = Object.entries({ sinks: wholeHistory(), power: wholePowerHistory() }).map(
  ([name, { h, boundaries }]) => ({
    name,
    leaves: h.leaves,
    boundaries,
    events: h.leaves.map((leaf) => JSON.parse(leaf) as RegistryEvent),
  }),
);
/**
 * Of lies that are alike (of one type of event, at one path, of one kind) the first few are told, and then
 * every fifth, through the whole history; of members that are excused, all. Each is looked at where it
 * stands. One that goes unseen there is followed to the end of the log, unless its member is excused: of
 * those, the first few of a type and path are followed, and then every fifth. More would only find again what
 * was found, and what `bounds` names.
 */
const isFollowed = (before: number): boolean => before < 3 || before % 5 === 0;

const explained = new Set<UnseenMember>();
/** Type, path and rule, of all lies that a rule has found. */
const seen = new Set<string>();
const told = { all: 0, malformed: 0, atOnce: 0, later: 0, unseen: 0 };

const isRecorded = ({ type }: RegistryEvent, path: string) =>
  type === 'state.recorded' && path.startsWith('/facts');

it('the histories have every type of event', () => {
  const types = histories.flatMap(({ events }) => events.map(({ type }) => type));
  expect(new Set(types)).toEqual(new Set(Object.keys(factSchemas)));
});

describe.each(histories)('the whole history of $name', ({ leaves, events, boundaries }) => {
  it('is sound', () => {
    expect(replayed(leaves)).toEqual([]);
  });

  it('a lie is seen, or is one of those that public facts can not show', () => {
    const liar = new Liar(events);
    const sandbox = new Sandbox({ boundaries: (digest) => boundaries.get(digest) });
    const unexplained: string[] = [];
    /** By type and path. */
    const excused = new Map<string, number>();
    /** Lies of one kind: of a type, at a path, the first, second … there. */
    const kinds = new Map<string, number>();
    for (const [index, event] of events.entries()) {
      const atPath = new Map<string, number>();
      for (const { path, says, event: lie } of liar.about(event)) {
        if (isRecorded(event, path)) continue;
        const ordinal = atPath.get(path) ?? 0;
        atPath.set(path, ordinal + 1);
        const kind = `${event.type} ${path} ${ordinal}`;
        const alike = kinds.get(kind) ?? 0;
        kinds.set(kind, alike + 1);
        const member = unseenMember(event.type, path, says);
        if (!member && !isFollowed(alike)) continue;
        told.all++;
        if (!eventSchemas[lie.type].safeParse(lie).success) {
          told.malformed++;
          continue;
        }
        const key = `${event.type} ${path}`;
        const before = excused.get(key) ?? 0;
        const later = !member || isFollowed(before) ? leaves.slice(index + 1) : [];
        const { atOnce, found } = sandbox.attempt(index, sandbox.leafOf(lie), later);
        for (const { rule } of found) seen.add(`${key} ${rule}`);
        if (member && !atOnce) excused.set(key, before + 1);
        if (atOnce) told.atOnce++;
        else if (found.length > 0) told.later++;
        else {
          told.unseen++;
          if (member) explained.add(member);
          else unexplained.push(`${index} ${key}: ${says}`);
        }
      }
      expect(sandbox.apply(index, leaves[index]!)).toEqual([]);
    }
    expect(unexplained).toEqual([]);
  }, 600_000);

  it('a state that is recorded is the state', () => {
    const liar = new Liar(events);
    for (const [index, event] of events.entries()) {
      if (event.type !== 'state.recorded') continue;
      for (const { path, event: lie } of liar.about(event)) {
        if (!isRecorded(event, path)) continue;
        const found = replayed([...leaves.slice(0, index), canonicalize(lie)]).map(({ rule }) => rule);
        const wanted: Rule[] = ['state-root', 'state-root-size', 'leaf-schema'];
        expect(wanted.filter((rule) => found.includes(rule))).not.toEqual([]);
      }
    }
  }, 30_000);
});

describe('what goes unseen', () => {
  it('has no reason that excuses nothing: a rule has overtaken it', () => {
    expect(unseenMembers.filter((member) => !explained.has(member)).map(nameOf)).toEqual([]);
    expect(told.all).toBeGreaterThan(20_000);
  });

  it('is free within the bounds that are named', () => {
    const unmet = unseenMembers.flatMap((member) =>
      (member.bounds ?? []).filter((rule) => !hasAny(member, rule)).map((rule) => [rule, nameOf(member)]),
    );
    expect(unmet).toEqual([]);
  });
});

const nameOf = ({ types, paths }: UnseenMember): string => `${types} ${paths}`;

function hasAny({ types, paths }: UnseenMember, rule: Rule): boolean {
  const named = types === 'all' ? Object.keys(factSchemas) : types;
  return named.some((type) => paths.some((path) => seen.has(`${type} ${path} ${rule}`)));
}
