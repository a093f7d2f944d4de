/**
 * Who may do what to whose entity: one table; everything that it does not list is denied. `own` means
 * entities of the caller's own organization; `any` means every organization's.
 */
import * as z from 'zod';

export const Role = z.enum([
  'operator',
  'developer',
  'generator',
  'enterprise',
  'verifier',
  'financier',
  'regulator',
  'grid',
]);
export type Role = z.infer<typeof Role>;

/** The registry's name in commits that nobody requested; the actor `system` is this organization only. */
export const SYSTEM_ORGANIZATION = 'lvzhang-registry';

export type Scope = 'own' | 'any';

/** Organizations that own units. Verifiers (CCER measures art. 37), the operator and regulators don't. */
export const HOLDING_ROLES = ['developer', 'generator', 'enterprise', 'financier'] as const satisfies Role[];

export type Grants = Partial<Record<Role, Scope>>;

const everyone: Grants = {
  operator: 'any',
  developer: 'any',
  generator: 'any',
  enterprise: 'any',
  verifier: 'any',
  financier: 'any',
  regulator: 'any',
  grid: 'any',
};
/** Every role, for its own organization. */
const anybodysOwn: Grants = {
  operator: 'own',
  developer: 'own',
  generator: 'own',
  enterprise: 'own',
  verifier: 'own',
  financier: 'own',
  regulator: 'own',
  grid: 'own',
};
const operatorOnly: Grants = { operator: 'any' };
const holders: Grants = { developer: 'own', generator: 'own', enterprise: 'own', financier: 'own' };
/** Supervision sees every account; a holder sees its own. */
const holdersAndSupervision: Grants = { ...holders, operator: 'any', verifier: 'any', regulator: 'any' };

const supervision: Grants = { operator: 'any', verifier: 'any', regulator: 'any' };
const regulators: Grants = { regulator: 'any' };
const developers: Grants = { developer: 'own' };
/**
 * Parties of a joint-development agreement: landholders, banners, the eco fund, other sharers of the income.
 */
const parties: Grants = { ...holders, regulator: 'own' };
const verifiers: Grants = { verifier: 'own' };
const verifiersOfAny: Grants = { verifier: 'any' };
const generators: Grants = { generator: 'own' };
/** The grid company (电网企业) that meters a facility. */
const grids: Grants = { grid: 'own' };
/** Buyers and sellers of power; the decider checks whose contract it is. */
const contractParties: Grants = { generator: 'own', enterprise: 'own' };
const contractSides: Grants = { ...contractParties, grid: 'own', ...supervision };

export const grants = {
  'organization.register': operatorOnly,
  'organization.identify': operatorOnly,
  'organization.unite': operatorOnly,
  'key.register': anybodysOwn,
  /** The operator revokes keys that are lost. */
  'key.revoke': { ...anybodysOwn, operator: 'any' },
  /** For whose commands it is; two of the organization stand behind it. */
  'confirmation.require': { ...holders, regulator: 'own' },
  /** What was initiated is the organization's own matter until it is done; not even supervision sees it. */
  'confirmation.read': anybodysOwn,
  'confirmation.decline': anybodysOwn,
  'organization.read': everyone,
  /** The regulator supervises the verification bodies. */
  'accreditation.grant': regulators,
  'accreditation.suspend': regulators,
  'accreditation.resume': regulators,
  'accreditation.withdraw': regulators,
  'accreditation.read': everyone,
  /** Everything that the log says of an organization, for the organization itself and for supervision. */
  'mention.read': { ...anybodysOwn, ...supervision },
  'account.read': holdersAndSupervision,
  'project.import': operatorOnly,
  'parcel.register': developers,
  'parcel.withdraw': developers,
  'parcel.read': { ...developers, ...supervision },
  'agreement.propose': developers,
  'agreement.accept': parties,
  'agreement.decline': parties,
  'agreement.read': { ...parties, ...supervision },
  'project.reserve': developers,
  'project.develop': developers,
  /** The authority gives VCS projects outside forestry their extra approval. */
  'project.approve': regulators,
  'project.publish': developers,
  'comment.write': everyone,
  /** The authority orders the removal; the event names the order. */
  'comment.remove': { operator: 'any', regulator: 'any' },
  /** What the public says without a name is read by the operator before everybody reads it. */
  'comment.moderate': operatorOnly,
  /** The decider checks whose project or report it is. */
  'comment.treat': verifiers,
  'project.validate': verifiers,
  'project.request-registration': developers,
  'project.decide': operatorOnly,
  'project.withdraw': developers,
  'report.submit': developers,
  /** Any verification body may; the decider checks that it isn't the project's validator. */
  'report.verify': verifiersOfAny,
  /** Only by the body that verified the report. */
  'report.correct': verifiers,
  'issuance.request': developers,
  'reversal.record': operatorOnly,
  /** By the developer that owns the units, or compulsorily by the operator. */
  'units.cancel': { developer: 'own', operator: 'any' },
  'income.divide': developers,
  /** A sealed price; the caller's own prices are those of transfers in which it is a side. */
  'price.read': { ...holders, verifier: 'any', regulator: 'any' },
  'entitlement.read': { ...parties, verifier: 'any', regulator: 'any' },
  'pledge.propose': holders,
  /** The financier's side; the decider checks whose pledge it is. */
  'pledge.accept': { financier: 'own' },
  'pledge.reject': { financier: 'own' },
  'pledge.withdraw': holders,
  'pledge.release': { financier: 'own' },
  'pledge.enforce': { financier: 'own' },
  'pledge.read': holdersAndSupervision,
  /** The two sides keep to themselves what a pledge secures; the log has only its seal. */
  'loan.read': { ...holders, verifier: 'any', regulator: 'any' },
  /**
   * Everyone who files papers: whoever states emissions, verifiers, the authority; the operator for a
   * reversal.
   */
  'document.upload': {
    developer: 'any',
    generator: 'any',
    enterprise: 'any',
    financier: 'any',
    verifier: 'any',
    regulator: 'any',
    operator: 'any',
  },
  /** By the parties, verifiers and the authority. */
  'document.read': { ...holders, verifier: 'any', regulator: 'any' },
  'units.issue': operatorOnly,
  'block.subdivide': holders,
  'transfer.offer': holders,
  'transfer.accept': holders,
  'transfer.reject': holders,
  'transfer.withdraw': holders,
  'transfer.read': holdersAndSupervision,
  /**
   * The decider lets the operator retire only what an import brings in as already retired. A regulator may
   * own a province's account, and no other.
   */
  'units.retire': { ...holders, operator: 'any', regulator: 'own' },
  /** Any organization may own a province's account; the operator opens it. */
  'account.open': operatorOnly,
  'facility.register': generators,
  'storage.record': generators,
  'facility.import': operatorOnly,
  'facility.read': everyone,
  /** By the generator, or by the grid company, which reads the meter, if the generator reports nothing. */
  'generation.record': { ...generators, grid: 'own' },
  'generation.confirm': grids,
  'generation.refuse': grids,
  'generation.import': operatorOnly,
  'generation.read': everyone,
  /**
   * Hourly readings show how a plant or a works is run: only owner, grid company and supervision see them.
   */
  'interval.read': { ...contractParties, grid: 'own', ...supervision },
  'certificates.freeze': operatorOnly,
  'certificates.release': operatorOnly,
  /** An over-issuance is cancelled by the generator, or compulsorily by the operator. */
  'certificates.cancel': { generator: 'own', operator: 'any' },
  /** For a CCER project's reductions from the same power. */
  'certificates.cancel-for-report': operatorOnly,
  'contract.propose': generators,
  'contract.sign': contractParties,
  'contract.decline': contractParties,
  'contract.read': contractSides,
  /** By the buyer, or by the grid company, which reads the meter, if the buyer reports nothing. */
  'consumption.record': { ...contractParties, grid: 'own' },
  'consumption.confirm': grids,
  'consumption.refuse': grids,
  'contract.settle': contractParties,
  'supply.import': operatorOnly,
  'supply.deliver': operatorOnly,
  'supply.read': everyone,
  /** By whoever uses energy; the operating organization of a park is an enterprise too. */
  'statement.submit': holders,
  'statement.revise': holders,
  'statement.verify': verifiersOfAny,
  'statement.return': verifiersOfAny,
  /** Totals, coverage and what was retired are public; the lines are sealed. */
  'statement.read': everyone,
  'statement-lines.read': { ...holders, verifier: 'any', regulator: 'any' },
  /** By whose energy it is; a platform signs what it measured, and delivers nothing itself. */
  'dataset.deliver': holders,
  /** Which platform delivered how many rows is public; the rows are not. */
  'dataset.read': everyone,
  'dataset-rows.read': { ...holders, verifier: 'any', regulator: 'any' },
  'claim.make': holders,
  'claim.withdraw': holders,
  /** By its operating organization; the decider checks whose park it is. */
  'park.register': holders,
  'park.request-membership': holders,
  'park.admit': holders,
  /** By the member or the operating organization. */
  'park.leave': holders,
  'park.set-target': holders,
  'park.read': everyone,
  /** By whose affair it is; the decider checks that. Open to both and to those who see seals anyway. */
  'disclosure.make': holders,
  /** What was opened to the caller itself, without what it opens. */
  'disclosure.list': everyone,
  'disclosure.read': { ...anybodysOwn, verifier: 'any', regulator: 'any' },
  'evidence.read': everyone,
  /** Whoever may do some such work by hand; its kind is asked for by the action that it does. */
  'job.start': { ...holdersAndSupervision },
  'job.read': anybodysOwn,
  'job.move': anybodysOwn,
  /** Where an organization has its events sent is its own matter; not even supervision sees it. */
  'webhook.read': anybodysOwn,
  'webhook.change': anybodysOwn,
} as const satisfies Record<string, Grants>;

export type Action = keyof typeof grants;

/** Whether every role may do this to any organization's entities, so that the caller's doesn't matter. */
export const isEverybodys = (action: Action): boolean => grants[action] === everyone;

/** The caller as its token states it: a pseudonymous subject, an organization and roles. */
export interface Identity {
  sub: string;
  org: string;
  /** The token's own organization, if it acts for `org`, which was united into it. */
  agent?: string | undefined;
  roles: readonly Role[];
}

export interface Grant {
  role: Role;
  scope: Scope;
}

/**
 * The widest grant that the caller's roles give for an action, or undefined if none does. `any` beats `own`;
 * among equals the order of the caller's roles decides, so the answer is stable.
 */
export function grantFor(identity: Identity, action: Action): Grant | undefined {
  const table: Grants = grants[action];
  let found: Grant | undefined;
  for (const role of identity.roles) {
    const scope = table[role];
    if (scope === 'any') return { role, scope };
    if (scope && !found) found = { role, scope };
  }
  return found;
}
