/**
 * Lies about which leaves there are: left out, told twice, moved, told again under a new commit, or where
 * nothing allows them.
 */
import { describe, expect, it } from 'vitest';
import { Replay, type ReplayOptions } from '../../events/audit/replay.ts';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { recordedSizeOf } from '../../events/audit/state-root.ts';
import type { Violation } from '../../events/audit/violation.ts';
import { toBase64url, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { blockEntity } from '../../shared/ledger/entity.ts';
import type { EventType, RegistryEvent } from '../../shared/ledger/event.ts';
import { transitionOf } from '../../shared/sinks/lifecycle/lifecycle.ts';
import type { ProjectState } from '../../shared/sinks/states.ts';
import type { BlockState } from '../../shared/units/states.ts';
import { Sandbox } from '../support/history/sandbox.ts';
import { type WholeHistory, wholeHistory } from '../support/history/whole.ts';
import { wholePowerHistory } from '../support/history/whole-power.ts';
import { ORIGIN } from '../support/log/log.ts';

const toldOf = ({ h, boundaries }: WholeHistory) => ({
  leaves: h.leaves,
  events: h.leaves.map((leaf) => JSON.parse(leaf) as RegistryEvent),
  options: { boundaries: (digest: string) => boundaries.get(digest) },
});
type Told = ReturnType<typeof toldOf>;
const sinks = toldOf(wholeHistory());
const histories = Object.entries({ sinks, power: toldOf(wholePowerHistory()) }).map(([name, told]) => ({
  name,
  ...told,
}));

/** The first thing that a replay of these leaves finds. */
function firstFound(told: readonly string[], options: ReplayOptions): Violation | undefined {
  const replay = new Replay({ log: ORIGIN, ...options });
  for (const [index, leaf] of told.entries()) {
    const [found] = replay.apply(index, leaf);
    if (found) return found;
  }
  return replay.finish()[0];
}

describe.each(histories)(
  'leaves that are there, and where, in the whole history of $name',
  ({ leaves, events, options }) => {
    it('none can be left out before a recorded state', () => {
      const sizes = leaves.map((leaf) => recordedSizeOf(toUtf8(leaf))).filter((size) => size !== undefined);
      const recordedSizes = new Set(sizes);
      for (let index = 0; index < leaves.length - 1; index++)
        expect(firstFound(leaves.toSpliced(index, 1), { recordedSizes }), leaves[index]).toBeDefined();
    }, 30_000);

    it('none can be told twice', () => {
      for (const [index, leaf] of leaves.entries()) {
        expect(firstFound([...leaves.slice(0, index + 1), leaf], options)?.rule, leaf).toBe(
          'commit-repeated',
        );
      }
    }, 120_000);

    it('none can stand before what it builds on', () => {
      const place = new Map(events.map(({ id }, index) => [id, index]));
      for (const [index, { advances }] of events.entries()) {
        const builtOn = Math.max(...advances.map(({ prev }) => (prev ? place.get(prev)! : -1)));
        if (builtOn < 0) continue;
        const moved = leaves.toSpliced(index, 1).toSpliced(builtOn, 0, leaves[index]!);
        expect(firstFound(moved, options), leaves[index]).toBeDefined();
      }
    }, 120_000);
  },
);

/** A whole history, and a place to put a leaf behind it. */
function after({ leaves, options }: Told): Sandbox {
  const sandbox = new Sandbox(options);
  for (const [index, leaf] of leaves.entries()) sandbox.apply(index, leaf);
  return sandbox;
}

let commits = 0;
/** The event under a new commit, behind all others; ids that its old commit bore are born of the new one. */
function again(event: RegistryEvent, last: RegistryEvent): RegistryEvent {
  const id = toBase64url(sha256(toUtf8(`again ${commits++}`)));
  let text = JSON.stringify({ ...event, id, at: last.at });
  for (const prefix of ['o', 'a', 'p', 'b', 'l', 'j', 'm', 'f', 'c'] as const)
    text = text.replaceAll(deriveId(prefix, event.id), deriveId(prefix, id));
  return JSON.parse(text);
}

/**
 * What may happen again in the same words: parcels, agreements, contracts and reserved projects (land is held
 * against land when a design is published), batches of an import, pauses of a project, accreditations and
 * orders about them, and the recording of a state that hasn't changed; plants that have no code yet, and
 * storage or a park's target that is again what it was; and a disclosure, which opens nothing more.
 */
const REPEATABLE: ReadonlySet<EventType> = new Set<EventType>([
  'parcel.registered',
  'agreement.proposed',
  'project.reserved',
  'units.issued',
  'project.held',
  'project.deactivated',
  'accreditation.granted',
  'accreditation.suspended',
  'accreditation.withdrawn',
  'facility.storage-recorded',
  'park.target-set',
  'disclosure.made',
  'state.recorded',
]);
const isRepeatable = (event: RegistryEvent) => {
  const { type, facts } = event;
  if (type === 'facility.registered') return facts.code === undefined;
  if (type === 'contract.proposed') return facts.version === 1;
  return REPEATABLE.has(type) && !('imported' in facts && !facts.imported);
};

/** What a leaf behind the end breaks. */
const finder =
  (sandbox: Sandbox, { leaves }: Told) =>
  (event: RegistryEvent): Rule[] =>
    sandbox.attempt(leaves.length, sandbox.leafOf(event), []).found.map(({ rule }) => rule);

describe.each(histories)('an event behind the end of the whole history of $name', (told) => {
  const found = finder(after(told), told);

  it('does not happen a second time under a new commit', () => {
    const last = told.events.at(-1)!;
    const unseen = told.events.filter(
      (event) => !isRepeatable(event) && found(again(event, last)).length === 0,
    );
    expect(unseen.map(({ type, facts }) => [type, JSON.stringify(facts)])).toEqual([]);
  });
});

describe('an event behind the end', () => {
  const { events } = sinks;
  const last = events.at(-1)!;
  const sandbox = after(sinks);
  const found = finder(sandbox, sinks);

  it('happens in no status that the lifecycle does not allow it in', () => {
    const projects = [...sandbox.live.entities].filter(([entity]) => entity.startsWith('project:'));
    let wrong = 0;
    for (const event of events) {
      const { facts } = event;
      if (!('project' in facts) || !isProjectEvent(event.type)) continue;
      for (const [entity, { state }] of projects) {
        const { status, standard, developer } = state as ProjectState;
        if (transitionOf(standard, event.type)?.from.includes(status)) continue;
        const project = entity.slice('project:'.length);
        const by = event.by.role === 'developer' ? { ...event.by, org: developer } : event.by;
        const lie = again({ ...event, by, facts: { ...facts, project } } as RegistryEvent, last);
        expect(found(lie), `${event.type} of a project that is ${status}`).toContain('project-transition');
        wrong++;
      }
    }
    expect(wrong).toBeGreaterThan(100);
  });

  it('moves no unit that is locked', () => {
    const moves: EventType[] = ['units.offered', 'units.retired', 'units.cancelled', 'pledge.proposed'];
    const statuses = new Set<string>();
    for (const [, { state }] of [...sandbox.live.entities]) {
      const { batch, from, to, account, status } = state as BlockState;
      if (batch === undefined || status === undefined || status === 'held') continue;
      statuses.add(status);
      const { commit } = sandbox.live.entities.get(blockEntity(batch, from))!;
      const { since } = state as BlockState;
      const items = [{ batch, ranges: [{ from, to, ...(since !== commit && { since }) }] }];
      const org = sandbox.live.owners.get(account)!;
      for (const type of moves) {
        const event = events.findLast((each) => each.type === type)!;
        const facts = { ...event.facts, items, quantity: to - from + 1 };
        if ('account' in facts) facts.account = account;
        if ('from' in facts) facts.from = account;
        const lie = again({ ...event, by: { org, role: 'developer' }, facts } as RegistryEvent, last);
        expect(found(lie), `${type} of ${status} units`).toContain('units-not-held');
      }
    }
    expect([...statuses].sort()).toEqual(['buffer', 'offered', 'pledged', 'retired-elsewhere']);
  });
});

const isProjectEvent = (type: EventType): boolean =>
  /^(project|design|development|registration)\./.test(type) &&
  type !== 'project.imported' &&
  type !== 'project.reserved';
