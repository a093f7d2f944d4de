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
]);
export type Role = z.infer<typeof Role>;

export type Scope = 'own' | 'any';

/** Organizations that own units. Verifiers don't (CCER measures art. 37), nor do operator and regulator. */
export const HOLDING_ROLES = ['developer', 'generator', 'enterprise', 'financier'] as const satisfies Role[];

type Grants = Partial<Record<Role, Scope>>;

const everyone: Grants = {
  operator: 'any',
  developer: 'any',
  generator: 'any',
  enterprise: 'any',
  verifier: 'any',
  financier: 'any',
  regulator: 'any',
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

export const grants = {
  'organization.register': operatorOnly,
  'organization.identify': operatorOnly,
  'organization.read': everyone,
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
  /** Whoever files papers: developers, verifiers, the authority, and the operator of a reversal's. */
  'document.upload': { developer: 'any', verifier: 'any', regulator: 'any', operator: 'any' },
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
  /** The operator retires only what an import brings in as already retired; the decider guards that. */
  'units.retire': { ...holders, operator: 'any' },
  'evidence.read': everyone,
} as const satisfies Record<string, Grants>;

export type Action = keyof typeof grants;

/** The caller as its token states it: a pseudonymous subject, its organization and its roles. */
export interface Identity {
  sub: string;
  org: string;
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
