/**
 * Replay: the state machine that takes a log leaf by leaf through `evolve` and reports the rules
 * that each leaf breaks.
 *
 * It stays sane after a violation: a leaf's claims (versions, states) are adopted as far as they can
 * be evolved. So later leaves are held against the history as told, and one fault is not reported
 * again with every leaf that builds on it. An unreadable leaf changes nothing; leaves that build on it
 * are reported in turn.
 */

import type { Boundary } from '../../shared/land/multi-polygon.ts';
import { ADVANCES_MAX } from '../../shared/ledger/decision.ts';
import { type EntityState, isStateOf, type NextState, type NextStates } from '../../shared/ledger/entity.ts';
import { asParty, type EventType, type RegistryEvent } from '../../shared/ledger/event.ts';
import { evolve } from '../../shared/ledger/evolve.ts';
import { SYSTEM_ORGANIZATION } from '../../shared/ledger/role.ts';
import { catalogue } from './catalogue.ts';
import { CommitSet } from './commit-set.ts';
import { type ConsentCount, checkConsent } from './consent.ts';
import { readLeaf } from './leaf.ts';
import { LiveState } from './live-state.ts';
import { LogTime } from './log-time.ts';
import { QuickReader, writtenHead } from './quick-leaf.ts';
import { RecordedRoots } from './recorded-roots.ts';
import type { RootsLate } from './root-promise.ts';
import { disclosureRules } from './rules/disclosure/disclosure.ts';
import { landRules } from './rules/land/land.ts';
import { checkAdvanced, checkLink } from './rules/log/advances.ts';
import { checkRole } from './rules/log/authority.ts';
import { accreditationRules } from './rules/parties/accreditation.ts';
import { checkConfirmed, confirmationRequired } from './rules/parties/confirmation.ts';
import { organizationIdentified, organizationRegistered } from './rules/parties/organization.ts';
import { keyRegistered, keyRevoked } from './rules/parties/organization-key.ts';
import { organizationUnited } from './rules/parties/union.ts';
import { consumptionRules } from './rules/power/consumption.ts';
import { contractRules } from './rules/power/contract.ts';
import { expiryRules } from './rules/power/expiry.ts';
import { facilityRules } from './rules/power/facility.ts';
import { freezingRules } from './rules/power/freezing.ts';
import { generationRules } from './rules/power/generation.ts';
import { settlementRules } from './rules/power/settlement.ts';
import { supplyRules } from './rules/power/supply.ts';
import type { Rules } from './rules/rule.ts';
import { unitsIssued } from './rules/sinks/issuance.ts';
import { projectRules } from './rules/sinks/lifecycle.ts';
import { reportRules } from './rules/sinks/report.ts';
import { claimRules } from './rules/statements/claim.ts';
import { datasetRules } from './rules/statements/dataset.ts';
import { parkRules } from './rules/statements/park.ts';
import { statementRules } from './rules/statements/statement.ts';
import { checkBalance, checkWhole } from './rules/units/conservation.ts';
import { incomeDivided } from './rules/units/income.ts';
import { pledgeRules } from './rules/units/pledge.ts';
import { unitsRetired } from './rules/units/retirement.ts';
import { blockSubdivided } from './rules/units/subdivision.ts';
import { transferEnded, unitsOffered } from './rules/units/transfer.ts';
import { type Violates, type Violation, violation } from './violation.ts';

export interface ReplayOptions {
  /**
   * The sizes at which the log records a state root, from a first pass (recordedSizeOf). Roots are taken
   * there, and every state.recorded leaf is held against them. Without this, recorded roots are not checked.
   */
  recordedSizes?: ReadonlySet<number>;
  /**
   * Boundaries of published designs by digest. If it is absent, or lacks a boundary, the land of that
   * publication isn't checked, and `live.landUnchecked` counts it.
   */
  boundaries?: (digest: string) => Boundary | undefined;
  /**
   * The auditor's time. Without it, no leaf counts as being in the future; without it or `recordedSizes`, a
   * missing state root is not reported.
   */
  now?: Date;
  /** Origin of the log. Without it, no signature and no proof of a key holds. */
  log?: string;
  /** Never takes the quick way (quick-leaf.ts); findings and final state must be the same either way. */
  careful?: boolean;
}

export class Replay {
  readonly live = new LiveState();
  /** Leaves applied. */
  size = 0;
  /** Readable leaves by type of event. */
  readonly counts = new Map<EventType, number>();
  /** Leaves that organizations asked for, and those proven by a signature. */
  readonly consent: ConsentCount = { leaves: 0, proven: 0 };
  private readonly commits = new CommitSet();
  private readonly reader = new QuickReader();
  private readonly time: LogTime;
  private readonly roots: RecordedRoots;
  private readonly careful: boolean;
  private readonly violates: Violates = this.note.bind(this);
  private found: Violation[] = [];
  private index: number | undefined;
  private doubtful = false;
  private readonly doubt: Violates = () => {
    this.doubtful = true;
  };
  /** Missing accounts and organizations are reported once, and not with each leaf that needs them. */
  private readonly missing = new Set<string>();

  constructor({ recordedSizes, boundaries, careful = false, now, log = '' }: ReplayOptions = {}) {
    this.time = new LogTime(now);
    this.roots = new RecordedRoots(this.live, recordedSizes, now);
    this.live.boundaries = boundaries;
    this.live.log = log;
    this.careful = careful;
  }

  /** Applies the leaf at `index`, which must be the next one. Never throws; returns the violations. */
  apply(index: number, leafText: string): readonly Violation[] {
    this.index = index;
    this.found = [];
    this.roots.take(index);
    if (this.careful || !this.applyQuickly(leafText)) this.applyCarefully(leafText);
    this.size = index + 1;
    return this.found;
  }

  /** After the last leaf: the violations that only the whole state shows. */
  finish(): readonly Violation[] {
    this.index = undefined;
    this.found = [];
    checkWhole(this.live, this.violates);
    this.roots.finish(this.violates);
    return this.found;
  }

  /** State roots that came late; undefined where none did, or where they aren't checked (see `now`). */
  get rootsLate(): RootsLate | undefined {
    return this.roots.late;
  }

  /** Root of the live state after the leaves applied so far, hex. */
  root(): string {
    return this.roots.root();
  }

  private note(...[rule, seen, entity]: Parameters<Violates>): void {
    if (entity && (rule === 'account-unknown' || rule === 'actor-not-registered')) {
      if (this.missing.has(entity)) return;
      this.missing.add(entity);
    }
    const place = { ...(this.index !== undefined && { index: this.index }), ...(entity && { entity }) };
    this.found.push(violation(rule, place, seen));
  }

  /**
   * Applies a leaf that is plainly sound. Otherwise changes nothing and answers false: the careful
   * way finds the reason.
   */
  private applyQuickly(leafText: string): boolean {
    const read = this.reader.read(leafText);
    if (!read) return false;
    const { event, head, atSeconds } = read;
    const { type, by, id } = event;
    if (!catalogue[type].granted[by.role] || !this.live.actors.may(by)) return false;
    if (by.org === SYSTEM_ORGANIZATION) return false;
    if (!this.time.allows(atSeconds)) return false;
    if (this.live.actors.isReadCarefully(by.org)) return false;
    this.doubtful = false;
    (rules[type] as Rules<EventType>)(this.live, event, this.doubt);
    if (this.doubtful) return false;
    const { entities } = this.live;
    const next = evolve(entities, event);
    if (next.length > ADVANCES_MAX) return false;
    const before = next.map(([entity]) => entities.get(entity));
    if (writtenHead(next, before) !== head) return false;
    for (const current of before) if (current && atSeconds < current.atSeconds) return false;
    if (!this.commits.add(id)) return false;
    for (let i = 0; i < next.length; i++) {
      const [entity, state] = next[i]!;
      const current = before[i];
      this.live.put(entity, current, { version: (current?.version ?? 0) + 1, commit: id, state, atSeconds });
    }
    this.counts.set(type, (this.counts.get(type) ?? 0) + 1);
    this.time.note(atSeconds);
    this.roots.note(atSeconds);
    this.consent.leaves++;
    this.checkBalances(next);
    return true;
  }

  private applyCarefully(leafText: string): void {
    const event = readLeaf(leafText, this.violates);
    if (event) this.replay(event);
  }

  private replay(event: RegistryEvent): void {
    const { type, id } = event;
    this.counts.set(type, (this.counts.get(type) ?? 0) + 1);
    if (!this.commits.add(id)) this.violates('commit-repeated', { id });
    checkRole(event, this.violates);
    const atSeconds = secondsOf(event);
    this.live.actors.check(event.by, atSeconds, this.violates);
    this.time.check(atSeconds, this.violates);
    this.roots.follow(event, atSeconds);
    this.countConsent(event);
    checkConfirmed(this.live, event, this.violates);
    const before = this.found.length;
    (rules[type] as Rules<EventType>)(this.live, asParty(event), this.violates);
    if (type === 'state.recorded') this.roots.check(event.facts, this.size, this.violates);
    let next: NextStates;
    try {
      next = evolve(this.live.entities, event);
    } catch (error) {
      this.violates('not-evolvable', { error: (error as Error).message });
      return;
    }
    this.advance(event, next, this.found.length === before);
  }

  private countConsent(event: RegistryEvent): void {
    if (event.by.role === 'system') return;
    this.consent.leaves++;
    if (!checkConsent(this.live, event, this.violates)) return;
    this.consent.proven++;
    if (event.by.for !== undefined) this.consent.actingFor = (this.consent.actingFor ?? 0) + 1;
  }

  /**
   * Puts the next states in place. `sound` means that the facts broke no rule, so evolve's
   * answer is the measure.
   */
  private advance(event: RegistryEvent, next: readonly NextState[], sound: boolean): void {
    const { id, advances } = event;
    const atSeconds = secondsOf(event);
    const named = new Map(advances.map((advance) => [advance.entity, advance]));
    // States that evolve couldn't make from wrong facts would only be reported a second time.
    if (sound) checkAdvanced(event, new Set(next.map(([entity]) => entity)), this.violates);
    for (const [entity, state] of next) {
      const current = this.live.entities.get(entity);
      const advance = named.get(entity);
      if (advance) checkLink(advance, atSeconds, current, this.violates);
      const version = advance?.version ?? (current?.version ?? 0) + 1;
      if (isPossible(state)) this.live.put(entity, current, { version, commit: id, state, atSeconds });
    }
    this.checkBalances(next);
  }

  private checkBalances(next: readonly NextState[]): void {
    let last: string | undefined;
    for (const [entity, state] of next) {
      if (!isStateOf('block:', entity, state)) continue;
      const { batch } = state;
      if (batch !== last) checkBalance(this.live, batch, this.violates);
      last = batch;
    }
  }
}

const rules: { [T in EventType]: Rules<T> } = {
  'organization.registered': organizationRegistered,
  'organization.identified': organizationIdentified,
  'organization.united': organizationUnited,
  'organization.key-registered': keyRegistered,
  'organization.key-revoked': keyRevoked,
  'organization.confirmation-required': confirmationRequired,
  'units.issued': unitsIssued,
  'block.subdivided': blockSubdivided,
  'units.offered': unitsOffered,
  'transfer.accepted': transferEnded,
  'transfer.rejected': transferEnded,
  'transfer.withdrawn': transferEnded,
  'units.retired': unitsRetired,
  ...accreditationRules,
  ...landRules,
  ...projectRules,
  ...reportRules,
  ...pledgeRules,
  ...facilityRules,
  ...generationRules,
  ...freezingRules,
  ...expiryRules,
  ...contractRules,
  ...consumptionRules,
  ...settlementRules,
  ...supplyRules,
  ...statementRules,
  ...datasetRules,
  ...claimRules,
  ...parkRules,
  ...disclosureRules,
  'income.divided': incomeDivided,
  // A record moves nothing; its check needs roots that only the replay has (checkRecorded).
  'state.recorded': () => {},
};

const secondsOf = ({ at }: RegistryEvent) => Math.floor(Date.parse(at) / 1000);

/** A block that no facts should make, from a range already reported, is not adopted. */
function isPossible(state: EntityState): boolean {
  return !('to' in state && 'batch' in state) || state.from <= state.to;
}
