/**
 * Valid histories made in memory: real deciders, `eventOf` and `advancedEntities`, no table. Each step
 * commits one event and appends its leaf. Ids and times follow from the steps, so that a failure repeats.
 */
import { Replay } from '../../../events/audit/replay.ts';
import { canonicalize } from '../../../shared/base/canonical.ts';
import { toBase64url, toUtf8 } from '../../../shared/base/encoding.ts';
import { sha256 } from '../../../shared/base/sha256.ts';
import type { Confirmation } from '../../../shared/ledger/confirmation.ts';
import { type Context, type Draft, eventOf } from '../../../shared/ledger/decision.ts';
import { type Entity, organizationEntity, read, STATE_ENTITY } from '../../../shared/ledger/entity.ts';
import {
  type Actor,
  confirmedAs,
  type EventOfType,
  type EventType,
  type RegistryEvent,
} from '../../../shared/ledger/event.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { isRejection, type Rejection } from '../../../shared/ledger/rejection.ts';
import {
  type Action,
  type Grants,
  grants,
  type Scope,
  SYSTEM_ORGANIZATION,
} from '../../../shared/ledger/role.ts';
import {
  decideIdentifyOrganization,
  decideRegisterOrganization,
  type RegisterOrganization,
} from '../../../shared/parties/register-organization.ts';
import { decideImportProject, type ImportProject } from '../../../shared/sinks/import-project.ts';
import { decideIssueUnits, type IssueUnits } from '../../../shared/units/issue-units.ts';
import { decideEndTransfer, decideOfferTransfer } from '../../../shared/units/offer-transfer.ts';
import { decideRetireUnits, type RetireUnits, retirableBy } from '../../../shared/units/retire-units.ts';
import type { Candidate } from '../../../shared/units/selection.ts';
import { type BlockState, type BlockStatus, TERMINAL } from '../../../shared/units/states.ts';
import { decideSubdivideBlock, type SubdivideBlock } from '../../../shared/units/subdivide-block.ts';
import type { TransferEnd } from '../../../shared/units/transfer.ts';
import { ORIGIN } from '../log/log.ts';
import type { TestSigner } from '../signing.ts';
import { madeUpUscc } from '../uscc.ts';

/** Who acts: an organization in a role. */
export interface By {
  org: string;
  /** Who acts for it, where that is another. */
  agent?: string;
  role: Actor;
  scope: Scope;
}
export const OPERATOR: By = { org: 'operator', role: 'operator', scope: 'any' };
export const SYSTEM: By = { org: SYSTEM_ORGANIZATION, role: 'system', scope: 'any' };

const START_MS = Date.parse('2026-11-21T08:00:00.000Z');
/** Time between two steps. */
const DAY_MS = 86_400_000;

export class History {
  readonly entities = new Map<string, Entity>();
  readonly leaves: string[] = [];
  /** What the next commit ids are made of; set another one for a history with other ids. */
  readonly seed: string;
  /**
   * Leaves are kept in `leaves` unless a taker is given; retired blocks stay known unless `forget` is set.
   */
  onLeaf: (leaf: string) => void = (leaf) => this.leaves.push(leaf);
  forget = false;
  /** Between one commit and the next. */
  stepMs = 1000;
  /** Organizations that sign what they ask for from now on. */
  readonly signers = new Map<string, TestSigner>();
  /** Organizations of which two act from now on, and whose key the initiator signs with, if any. */
  readonly pairs = new Map<string, TestSigner | undefined>();
  private steps = 0;
  private waitedMs = 0;

  constructor(seed = 'history') {
    this.seed = seed;
  }

  /** Commits what `decide` decides. Throws when it is rejected: a history is valid. */
  commit<T extends EventType>(by: By, decide: (context: Context) => Draft | Rejection): EventOfType<T> {
    const id = toBase64url(sha256(toUtf8(`${this.seed}\n${this.steps}`)));
    const at = new Date(START_MS + this.waitedMs + this.stepMs * this.steps++).toISOString();
    const outcome = decide({ id, at, ...by });
    if (isRejection(outcome)) throw new Error(`rejected: ${outcome.rejected} ${outcome.pointer ?? ''}`);
    const context: Context = { id, at, ...by };
    const asked = eventOf(outcome, this.entities, context);
    const sig = this.signers.get(by.agent ?? by.org)?.signatureOf(asked);
    const confirmation = this.confirmationOf(asked);
    const event = eventOf(outcome, this.entities, context, sig, confirmation);
    for (const [entity, next] of advancedEntities(this.entities, event)) this.put(entity, next);
    this.onLeaf(canonicalize(event));
    return event as RegistryEvent as EventOfType<T>;
  }

  private confirmationOf(asked: RegistryEvent): Confirmation | undefined {
    const { by, type } = asked;
    if (!this.pairs.has(by.org) || !confirmedAs(type)) return undefined;
    const sig = this.pairs.get(by.org)?.signatureOf(asked);
    return { initiator: sealOf('1'), confirmer: sealOf('2'), ...(sig && { sig }) };
  }

  /** Moves the clock by so many days; back only before the first step. */
  wait(days: number): void {
    this.waitedMs += days * DAY_MS;
  }

  /** Commits what no decider would: a fault that is otherwise consistent. */
  forge(by: By, draft: Draft) {
    return this.commit<EventType>(by, () => draft);
  }

  organization(
    fields: Partial<RegisterOrganization> & { name: string },
    by = OPERATOR,
  ): { id: string; account: string } {
    const identity = fields.foreign ? {} : { uscc: madeUpUscc(this.steps) };
    const command = { roles: ['enterprise' as const], ...identity, ...fields };
    const { facts } = this.commit<'organization.registered'>(by, (context) =>
      decideRegisterOrganization(this.entities, command, context),
    );
    return { id: facts.organization, account: facts.account ?? '' };
  }

  identify(organization: string, uscc = madeUpUscc(this.steps), by = OPERATOR) {
    return this.commit<'organization.identified'>(by, () =>
      decideIdentifyOrganization(this.entities, { organization, uscc }),
    );
  }

  project(fields: Partial<ImportProject> & { developer: string }, by = OPERATOR): string {
    const command: ImportProject = {
      name: `造林碳汇 ${this.steps}`,
      standard: 'CCER',
      methodology: 'CCER-14-001-V01',
      category: 'forest',
      legacy: false,
      origin: { source: 'Verra', code: `VCS-${this.steps}` },
      ...fields,
    };
    return this.commit<'project.imported'>(by, (context) =>
      decideImportProject(this.entities, command, context),
    ).facts.project;
  }

  issue(fields: Partial<IssueUnits> & { project: string }, by = OPERATOR): string {
    // A serial of its own, so that a vintage may be issued in parts.
    const serial = `H${this.steps}`;
    const command: IssueUnits = { vintage: 2025, quantity: 1000, lanes: 1, foreign: { serial }, ...fields };
    return this.commit<'units.issued'>(by, (context) => decideIssueUnits(this.entities, command, context))
      .facts.batch;
  }

  subdivide(command: SubdivideBlock, by: By) {
    return this.commit<'block.subdivided'>(by, (context) =>
      decideSubdivideBlock(this.entities, command, context),
    );
  }

  /** `candidates`: the blocks to choose from; all of the account when left out. */
  offer(
    command: Parameters<typeof decideOfferTransfer>[2],
    by: By,
    candidates: readonly Candidate[] = this.held(command.from),
  ) {
    return this.commit<'units.offered'>(by, (context) =>
      decideOfferTransfer(this.entities, candidates, command, context),
    );
  }

  endTransfer(transfer: string, end: TransferEnd, by: By) {
    return this.commit<'transfer.accepted' | 'transfer.rejected' | 'transfer.withdrawn'>(by, (context) =>
      decideEndTransfer(this.entities, transfer, end, context),
    );
  }

  retire(
    command: Pick<RetireUnits, 'account' | 'items'> & Partial<RetireUnits>,
    by: By,
    candidates: readonly Candidate[] = this.held(command.account, retirableBy(by.role)),
  ) {
    const whole: RetireUnits = {
      beneficiary: '赤峰铜业有限公司',
      reason: '2025 年度残余排放抵销',
      purpose: 'voluntary',
      ...command,
    };
    return this.commit<'units.retired'>(by, (context) =>
      decideRetireUnits(this.entities, candidates, whole, context),
    );
  }

  /** Records the root of the state after the first `size` leaves; all of them when left out. */
  recordState(size = this.leaves.length) {
    const replay = new Replay({ log: ORIGIN });
    for (const [index, leaf] of this.leaves.slice(0, size).entries()) replay.apply(index, leaf);
    const root = replay.root();
    return this.commit<'state.recorded'>(SYSTEM, () => ({
      type: 'state.recorded',
      facts: { size, root },
      advances: [STATE_ENTITY],
    }));
  }

  /** Blocks that the account holds, or has in another status, in the order of their birth. */
  held(account: string, status: BlockStatus = 'held'): Candidate[] {
    return this.blocks().filter(({ state }) => state.account === account && state.status === status);
  }

  blocks(): Candidate[] {
    return [...this.entities]
      .filter(([entity]) => entity.startsWith('block:'))
      .map(([, block]) => block as Candidate);
  }

  private put(entity: string, next: Entity): void {
    const { status } = next.state as Partial<BlockState>;
    const gone =
      (entity.startsWith('block:') && status && TERMINAL.has(status)) ||
      (entity.startsWith('transfer:') && (status as string) !== 'offered');
    if (this.forget && gone) this.entities.delete(entity);
    else this.entities.set(entity, next);
  }
}

const sealOf = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** Acts as that organization, in the first of its roles that may do it. */
export function asRegistered({ entities }: Pick<History, 'entities'>, org: string, action?: Action): By {
  const { roles } = read(entities, organizationEntity(org))!.state;
  return as(org, roles.find((role) => action && (grants[action] as Grants)[role]) ?? roles[0]);
}

/** Acts as that organization, in a role that acts on its own accounts. */
export const as = (org: string, role: Actor = 'enterprise'): By => ({ org, role, scope: 'own' });
