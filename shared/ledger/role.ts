/**
 * Who may do what to whose entity: one table, and everything that it does not list is denied.
 * `own` means an entity of the caller's own organization; `any` means every organization's.
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

/** The registry's own name in commits that nobody asked for: the actor `system` is this organization, and nobody else is. */
export const SYSTEM_ORGANIZATION = 'lvzhang-registry';

export type Scope = 'own' | 'any';

/** Organizations that own units. Verifiers don't (CCER measures art. 37), nor do operator and regulator. */
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
/** Whatever it is registered as, for itself. */
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
const developers: Grants = { developer: 'own' };
/** Parties of a joint-development agreement: holders of land, banners, the eco fund, whoever shares the income. */
const parties: Grants = { ...holders, regulator: 'own' };
const verifiers: Grants = { verifier: 'own' };
const generators: Grants = { generator: 'own' };
/** The grid company (电网企业) that meters a facility. */
const grids: Grants = { grid: 'own' };
/** Who buys power and who sells it; whose contract it is, the decider asks. */
const contractParties: Grants = { generator: 'own', enterprise: 'own' };
const contractSides: Grants = { ...contractParties, grid: 'own', ...supervision };

export const grants = {
  'organization.register': operatorOnly,
  'organization.identify': operatorOnly,
  'organization.unite': operatorOnly,
  'key.register': anybodysOwn,
  /** Of a lost key by the operator. */
  'key.revoke': { ...anybodysOwn, operator: 'any' },
  'organization.read': everyone,
  /** What the log says of an organization, gathered: its own matter, and supervision's. */
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
  /** The extra approval of VCS projects outside forestry is the authority's. */
  'project.approve': { regulator: 'any' },
  'project.publish': developers,
  'comment.write': everyone,
  /** By order of the authority, which the event names. */
  'comment.remove': { operator: 'any', regulator: 'any' },
  /** Whose project or report it is, the decider asks. */
  'comment.treat': verifiers,
  'project.validate': verifiers,
  'project.request-registration': developers,
  'project.decide': operatorOnly,
  'project.withdraw': developers,
  'report.submit': developers,
  /** Any verification body may; that it isn't the project's validator, the decider asks. */
  'report.verify': { verifier: 'any' },
  /** By the body that verified it. */
  'report.correct': verifiers,
  'issuance.request': developers,
  'reversal.record': operatorOnly,
  /** By the developer whose units they are, or compulsorily by the operator. */
  'units.cancel': { developer: 'own', operator: 'any' },
  'income.divide': developers,
  /** A sealed price; an own one is that of a transfer of which the caller is a side. */
  'price.read': { ...holders, verifier: 'any', regulator: 'any' },
  'entitlement.read': { ...parties, verifier: 'any', regulator: 'any' },
  'pledge.propose': holders,
  /** The financier's side; whose pledge it is, the decider asks. */
  'pledge.accept': { financier: 'own' },
  'pledge.reject': { financier: 'own' },
  'pledge.withdraw': holders,
  'pledge.release': { financier: 'own' },
  'pledge.enforce': { financier: 'own' },
  'pledge.read': holdersAndSupervision,
  /** What a pledge secures is between the two sides; the log has its seal. */
  'loan.read': { ...holders, verifier: 'any', regulator: 'any' },
  /** Whoever files papers: developers, generators, verifiers, the authority, and the operator of a reversal's. */
  'document.upload': {
    developer: 'any',
    generator: 'any',
    verifier: 'any',
    regulator: 'any',
    operator: 'any',
  },
  /** By the parties, verifiers and the authority. */
  'document.read': { ...holders, verifier: 'any', regulator: 'any' },
  'project.read': everyone,
  'units.issue': operatorOnly,
  'batch.read': everyone,
  'block.subdivide': holders,
  'transfer.offer': holders,
  'transfer.accept': holders,
  'transfer.reject': holders,
  'transfer.withdraw': holders,
  'transfer.read': holdersAndSupervision,
  /**
   * The operator retires only what an import brings in as already retired; the decider guards that. A regulator may own
   * a province's account, and no other.
   */
  'units.retire': { ...holders, operator: 'any', regulator: 'own' },
  /** A province's account may be any organization's; the operator opens it. */
  'account.open': operatorOnly,
  'facility.register': generators,
  'facility.import': operatorOnly,
  'facility.read': everyone,
  /** By the generator; by the grid company, which reads the meter, where the generator says nothing. */
  'generation.record': { ...generators, grid: 'own' },
  'generation.confirm': grids,
  'generation.refuse': grids,
  'generation.import': operatorOnly,
  'generation.read': everyone,
  /** The hours of a reading show how a plant or a works is run: its owner's, the grid company's, supervision's. */
  'interval.read': { ...contractParties, grid: 'own', ...supervision },
  'certificates.freeze': operatorOnly,
  'certificates.release': operatorOnly,
  /** Of an over-issuance by the generator, or compulsorily by the operator. */
  'certificates.cancel': { generator: 'own', operator: 'any' },
  /** For a CCER project's reductions of the same power. */
  'certificates.cancel-for-report': operatorOnly,
  'contract.propose': generators,
  'contract.sign': contractParties,
  'contract.decline': contractParties,
  'contract.read': contractSides,
  /** By the buyer; by the grid company, which reads the meter, where the buyer says nothing. */
  'consumption.record': { ...contractParties, grid: 'own' },
  'consumption.confirm': grids,
  'consumption.refuse': grids,
  'contract.settle': contractParties,
  'supply.import': operatorOnly,
  'supply.deliver': operatorOnly,
  'supply.read': everyone,
  'evidence.read': everyone,
} as const satisfies Record<string, Grants>;

export type Action = keyof typeof grants;

/** Whether every role may, on any organization's entities: then it doesn't matter which one the caller has. */
export const isEverybodys = (action: Action): boolean => grants[action] === everyone;

/** The caller as its token states it: a pseudonymous subject, its organization and its roles. */
export interface Identity {
  sub: string;
  org: string;
  /** The organization of the token, where it acts for `org`, which was united into it. */
  agent?: string | undefined;
  roles: readonly Role[];
}

export interface Grant {
  role: Role;
  scope: Scope;
}

/**
 * The widest grant that the caller's roles give for an action, or undefined when none does.
 * `any` beats `own`; among equals the order of the caller's roles decides, so the answer is stable.
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
