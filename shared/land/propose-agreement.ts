/**
 * Joint development agreements (联合开发协议): the developer proposes versions; each party
 * accepts or declines.
 */
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { chinaDate } from '../base/day.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { agreementEntity, type Entities, organizationEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { hasParty, isPartyTo } from './agreement.ts';
import { type Party, VERSIONS_MAX } from './facts.ts';
import type { AgreementState, AgreementVersion } from './states.ts';

export type ProposeVersion = Omit<AgreementVersion, 'version'>;

/**
 * A new agreement. `entities` holds the parties' organizations and whatever is at the new id. Rejections in
 * order: developer-not-a-party, party-repeated, party-not-registered, verifier-as-party, shares-not-whole,
 * id-taken.
 */
export function decideProposeAgreement(
  entities: Entities,
  command: ProposeVersion,
  context: Context,
): Draft<'agreement.proposed'> | Rejection {
  const agreement = deriveId('j', context.id);
  const refused = checkParties(entities, command.parties, context);
  if (refused) return refused;
  if (entities.has(agreementEntity(agreement))) return reject('id-taken');
  return proposed(agreement, 1, command);
}

/**
 * The next version of an agreement. Rejections in order: not-found (also for strangers), not-yours,
 * agreement-pending, too-many-versions, version-not-later, version-backdated, then those of a new one's
 * parties.
 */
export function decideProposeVersion(
  entities: Entities,
  command: ProposeVersion & { agreement: string },
  context: Context,
): Draft<'agreement.proposed'> | Rejection {
  const { agreement, ...version } = command;
  const current = read(entities, agreementEntity(agreement))?.state;
  if (!current || !isPartyTo(current, context.org)) return reject('not-found', undefined, { agreement });
  if (current.developer !== context.org) return reject('not-yours', undefined, { agreement });
  const { pending, versions, lastVersion } = current;
  if (pending) return reject('agreement-pending', undefined, { version: pending.version });
  if (lastVersion >= VERSIONS_MAX) return reject('too-many-versions', undefined, { versions: lastVersion });
  const refused =
    checkEffectiveFrom(versions.at(-1), version.effectiveFrom, chinaDate(context.at)) ??
    checkParties(entities, version.parties, context);
  return refused ?? proposed(agreement, lastVersion + 1, version);
}

/** A version may reach back only if none has been in force yet: it then changes no settlement. */
function checkEffectiveFrom(
  before: AgreementVersion | undefined,
  effectiveFrom: string,
  today: string,
): Rejection | undefined {
  if (!before) return undefined;
  if (effectiveFrom <= before.effectiveFrom)
    return reject('version-not-later', '/effectiveFrom', { effectiveFrom, before: before.effectiveFrom });
  if (effectiveFrom < today) return reject('version-backdated', '/effectiveFrom', { effectiveFrom, today });
  return undefined;
}

function checkParties(
  entities: Entities,
  parties: readonly Party[],
  { org }: Context,
): Rejection | undefined {
  if (!parties.some(({ organization }) => organization === org))
    return reject('developer-not-a-party', '/parties', { developer: org });
  const names = parties.map(({ organization }) => organization);
  const repeated = names.findIndex((name, index) => names.indexOf(name) < index);
  if (repeated >= 0)
    return reject('party-repeated', `/parties/${repeated}/organization`, { organization: names[repeated]! });
  for (const [index, organization] of names.entries()) {
    if (!entities.has(organizationEntity(organization)))
      return reject('party-not-registered', `/parties/${index}/organization`, { organization });
  }
  for (const [index, organization] of names.entries()) {
    const registered = read(entities, organizationEntity(organization));
    if (registered?.state.roles.includes('verifier'))
      return reject('verifier-as-party', `/parties/${index}/organization`, { organization });
  }
  const sum = parties.reduce((total, { basisPoints }) => total + basisPoints, 0);
  return sum === BASIS_POINTS_WHOLE ? undefined : reject('shares-not-whole', '/parties', { sum });
}

const proposed = (
  agreement: string,
  version: number,
  { parties, effectiveFrom, document }: ProposeVersion,
): Draft<'agreement.proposed'> => ({
  type: 'agreement.proposed',
  facts: { agreement, version, effectiveFrom, parties, document },
  advances: [agreementEntity(agreement)],
});

export interface AcceptVersion {
  agreement: string;
  version: number;
}

/**
 * A party's consent; the last one puts the version in force. Rejections in order: not-found (also for
 * strangers), agreement-not-pending, not-yours (no party of this version), already-accepted.
 */
export function decideAcceptVersion(
  entities: Entities,
  { agreement, version }: AcceptVersion,
  { org }: Context,
): Draft<'agreement.accepted'> | Rejection {
  const pending = pendingVersion(entities, agreement, version, org);
  if ('rejected' in pending) return pending;
  if (!hasParty(pending, org)) return reject('not-yours', undefined, { agreement });
  if (pending.accepted.includes(org)) return reject('already-accepted', undefined, { version });
  const inForce = pending.parties.every(
    ({ organization }) => organization === org || pending.accepted.includes(organization),
  );
  return {
    type: 'agreement.accepted',
    facts: { agreement, version, inForce },
    advances: [agreementEntity(agreement)],
  };
}

function pendingVersion(
  entities: Entities,
  agreement: string,
  version: number,
  org: string,
): NonNullable<AgreementState['pending']> | Rejection {
  const current = read(entities, agreementEntity(agreement))?.state;
  if (!current || !isPartyTo(current, org)) return reject('not-found', undefined, { agreement });
  const { pending } = current;
  if (pending?.version === version) return pending;
  return reject('agreement-not-pending', '/version', {
    version,
    ...(pending && { pending: pending.version }),
  });
}

/**
 * A party refuses a version, or the developer takes it back. A party that has accepted may refuse until all
 * have accepted. Rejections in order: not-found (also for strangers), agreement-not-pending, not-yours.
 */
export function decideDeclineVersion(
  entities: Entities,
  { agreement, version, reason }: AcceptVersion & { reason: string },
  { org }: Context,
): Draft<'agreement.declined'> | Rejection {
  const pending = pendingVersion(entities, agreement, version, org);
  if ('rejected' in pending) return pending;
  // The developer that proposed the version is always a party.
  if (!hasParty(pending, org)) return reject('not-yours', undefined, { agreement });
  return {
    type: 'agreement.declined',
    facts: { agreement, version, reason },
    advances: [agreementEntity(agreement)],
  };
}
