/** The regulator grants verification bodies their accreditation, suspends, resumes and withdraws it. */
import { chinaDate, type Period } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import { accreditationEntity, type Entities, organizationEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { CATEGORIES } from '../sinks/category.ts';
import { Standard } from '../sinks/standard.ts';
import type { AccreditationScope } from './facts-accreditation.ts';

export interface GrantAccreditation extends AccreditationScope {
  verifier: string;
  validity: Period;
  document?: DocumentReference | undefined;
  reference?: string | undefined;
}

export interface OrderAboutVerifier {
  verifier: string;
  reason: string;
}

/**
 * Rejections in order: not-found (the organization), accredited-no-verifier, accreditation-covers-nothing,
 * accreditation-over, accreditation-unfounded.
 */
export function decideGrantAccreditation(
  entities: Entities,
  command: GrantAccreditation,
  { at }: Context,
): Draft<'accreditation.granted'> | Rejection {
  const { verifier, statements, validity, document, reference } = command;
  const body = read(entities, organizationEntity(verifier))?.state;
  if (!body) return reject('not-found', '/verifier', { organization: verifier });
  if (!body.roles.includes('verifier'))
    return reject('accredited-no-verifier', '/verifier', { roles: body.roles.join(', ') });
  const standards = Standard.options.filter((each) => command.standards.includes(each));
  const sectors = CATEGORIES.filter((each) => command.sectors.includes(each));
  // A standard without a sector, or a sector without a standard, covers no project.
  if ((standards.length === 0) !== (sectors.length === 0) || (standards.length === 0 && !statements))
    return reject('accreditation-covers-nothing', standards.length === 0 ? '/standards' : '/sectors');
  const today = chinaDate(at);
  if (validity.to < today) return reject('accreditation-over', '/validity/to', { to: validity.to, today });
  if (!document && reference === undefined) return reject('accreditation-unfounded', '/document');
  return {
    type: 'accreditation.granted',
    facts: {
      verifier,
      standards,
      sectors,
      statements,
      validity,
      ...(document && { document }),
      ...(reference !== undefined && { reference }),
    },
    advances: [accreditationEntity(verifier)],
  };
}

/** Rejections in order: not-found, accreditation-status (suspended or withdrawn). */
export function decideSuspendAccreditation(
  entities: Entities,
  { verifier, reason }: OrderAboutVerifier,
): Draft<'accreditation.suspended'> | Rejection {
  const refused = standingFault(entities, verifier, ['granted']);
  if (refused) return refused;
  return { type: 'accreditation.suspended', ...ordered(verifier, reason) };
}

/** Rejections in order: not-found, accreditation-status (not suspended). */
export function decideResumeAccreditation(
  entities: Entities,
  { verifier, reason }: OrderAboutVerifier,
): Draft<'accreditation.resumed'> | Rejection {
  const refused = standingFault(entities, verifier, ['suspended']);
  if (refused) return refused;
  return { type: 'accreditation.resumed', ...ordered(verifier, reason) };
}

/** Rejections in order: not-found, accreditation-status (withdrawn). */
export function decideWithdrawAccreditation(
  entities: Entities,
  { verifier, reason }: OrderAboutVerifier,
): Draft<'accreditation.withdrawn'> | Rejection {
  const refused = standingFault(entities, verifier, ['granted', 'suspended']);
  if (refused) return refused;
  return { type: 'accreditation.withdrawn', ...ordered(verifier, reason) };
}

type Standing = 'granted' | 'suspended' | 'withdrawn';

/** Orders ask for what earlier ones left, whatever the day: an expired accreditation may be withdrawn. */
function standingFault(
  entities: Entities,
  verifier: string,
  allowed: readonly Standing[],
): Rejection | undefined {
  const state = read(entities, accreditationEntity(verifier))?.state;
  if (!state) return reject('not-found', undefined, { verifier });
  const status: Standing = state.withdrawn ? 'withdrawn' : state.suspended ? 'suspended' : 'granted';
  return allowed.includes(status) ? undefined : reject('accreditation-status', undefined, { status });
}

const ordered = (verifier: string, reason: string) => ({
  facts: { verifier, reason },
  advances: [accreditationEntity(verifier)],
});
