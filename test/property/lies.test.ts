/**
 * An audit that is asleep: every member of every event of a story with all of them is told otherwise, consistently
 * with itself, the later leaves unchanged. Whatever nobody notices has to be listed with its reason.
 */
import { expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/canonical.ts';
import { eventSchemas, factSchemas, type RegistryEvent } from '../../shared/event.ts';
import { Liar } from '../support/lies.ts';
import { replayed } from '../support/replayed.ts';
import { Sandbox } from '../support/sandbox.ts';
import { story } from '../support/story.ts';
import { type UnseenMember, unseenMember, unseenMembers } from '../support/unseen-members.ts';

const { h, boundaries } = story();
const { leaves } = h;
const events = leaves.map((leaf) => JSON.parse(leaf) as RegistryEvent);
const liar = new Liar(events);
const isRecorded = (index: number, path: string) =>
  events[index]!.type === 'state.recorded' && path.startsWith('/facts');

it('the story is sound, and has every type of event', () => {
  expect(replayed(leaves)).toEqual([]);
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(Object.keys(factSchemas)));
});

function hasAny(seen: ReadonlySet<string>, { types, paths }: UnseenMember, rule: Rule): boolean {
  const named = types === 'all' ? Object.keys(factSchemas) : types;
  return named.some((type) => paths.some((path) => seen.has(`${type} ${path} ${rule}`)));
}

it('a lie is seen, or is one of those that public facts can not show', () => {
  const sandbox = new Sandbox({ boundaries: (digest) => boundaries.get(digest) });
  const unexplained: string[] = [];
  const explained = new Set<UnseenMember>();
  /** Type, path and rule, of all lies that a rule has found. */
  const seen = new Set<string>();
  const told = { all: 0, malformed: 0, atOnce: 0, later: 0, unseen: 0 };
  for (const [index, event] of events.entries()) {
    for (const { path, says, event: lie } of liar.about(event)) {
      if (isRecorded(index, path)) continue;
      told.all++;
      if (!eventSchemas[lie.type].safeParse(lie).success) {
        told.malformed++;
        continue;
      }
      const { atOnce, found } = sandbox.attempt(index, sandbox.leafOf(lie), leaves.slice(index + 1));
      for (const { rule } of found) seen.add(`${event.type} ${path} ${rule}`);
      if (atOnce) told.atOnce++;
      else if (found.length > 0) told.later++;
      else {
        told.unseen++;
        const member = unseenMember(event.type, path, says);
        if (member) explained.add(member);
        else unexplained.push(`${index} ${event.type} ${path}: ${says}`);
      }
    }
    expect(sandbox.apply(index, leaves[index]!)).toEqual([]);
  }
  expect(unexplained).toEqual([]);
  // A reason that excuses nothing is one that a rule has overtaken.
  expect(unseenMembers.filter((member) => !explained.has(member))).toEqual([]);
  const bounds = unseenMembers.flatMap((member) =>
    (member.bounds ?? []).map((rule) => ({ rule, seen: hasAny(seen, member, rule) })),
  );
  expect(bounds.filter((bound) => !bound.seen)).toEqual([]);
  expect(told.all).toBeGreaterThan(10_000);
}, 60_000);

it('a state that is recorded is the state', () => {
  for (const [index, event] of events.entries()) {
    if (event.type !== 'state.recorded') continue;
    for (const { path, event: lie } of liar.about(event)) {
      if (!isRecorded(index, path)) continue;
      const found = replayed([...leaves.slice(0, index), canonicalize(lie)]).map(({ rule }) => rule);
      const wanted: Rule[] = ['state-root', 'state-root-size', 'leaf-schema'];
      expect(wanted.filter((rule) => found.includes(rule))).not.toEqual([]);
    }
  }
});
