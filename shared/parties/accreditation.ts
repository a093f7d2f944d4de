/**
 * Accreditations: a verification body acts only within what the regulator has accredited it for (standards,
 * sectors, emission statements), on the days of its validity, and while it is neither suspended nor
 * withdrawn. Asked at every act of it. What it did before stays as it was.
 */
import { chinaDate } from '../base/day.ts';
import type { Context } from '../ledger/decision.ts';
import { accreditationEntity, type Entities, type NextStates, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { Category } from '../sinks/category.ts';
import type { Standard } from '../sinks/standard.ts';
import type { AccreditationScope } from './facts-accreditation.ts';
import type { AccreditationState } from './states.ts';

/** What the verifier is about to judge: a project or its report, or an emission statement. */
export type VerifyingAct = { standard: Standard; category?: Category | undefined } | 'statements';

/** A new grant replaces scope and validity, and ends a withdrawal; a suspension ends by resumption alone. */
export function evolveAccreditationGranted(
  entities: Entities,
  { by, facts }: EventOfType<'accreditation.granted'>,
): NextStates {
  const { verifier, ...granted } = facts;
  const id = accreditationEntity(verifier);
  const suspended = read(entities, id)?.state.suspended;
  return [[id, { ...granted, grantedBy: by.org, ...(suspended && { suspended }) }]];
}

export const evolveAccreditationSuspended = (
  entities: Entities,
  { at, facts: { verifier, reason } }: EventOfType<'accreditation.suspended'>,
) => changed(entities, verifier, (state) => ({ ...state, suspended: { reason, at } }));

export const evolveAccreditationResumed = (
  entities: Entities,
  { facts: { verifier } }: EventOfType<'accreditation.resumed'>,
) => changed(entities, verifier, ({ suspended: _, ...state }) => state);

export const evolveAccreditationWithdrawn = (
  entities: Entities,
  { at, facts: { verifier, reason } }: EventOfType<'accreditation.withdrawn'>,
) => changed(entities, verifier, ({ suspended: _, ...state }) => ({ ...state, withdrawn: { reason, at } }));

function changed(
  entities: Entities,
  verifier: string,
  change: (state: AccreditationState) => AccreditationState,
): NextStates {
  const id = accreditationEntity(verifier);
  const current = read(entities, id);
  return current ? [[id, change(current.state)]] : [];
}

export const ACCREDITATION_STATUSES = [
  'valid',
  'not-yet-valid',
  'expired',
  'suspended',
  'withdrawn',
] as const;
export type AccreditationStatus = (typeof ACCREDITATION_STATUSES)[number];

/** Where it stands on that day in China: derived, since days pass without an event. */
export function accreditationStatus(
  { withdrawn, suspended, validity }: AccreditationState,
  today: string,
): AccreditationStatus {
  if (withdrawn) return 'withdrawn';
  if (suspended) return 'suspended';
  if (today < validity.from) return 'not-yet-valid';
  return today > validity.to ? 'expired' : 'valid';
}

/**
 * Whether the acting organization is accredited for the act, at the act's instant. The accreditation has to
 * be loaded beside the rest, so that it is counted and its next change stands behind the act in the log.
 * Rejections in order: not-accredited, accreditation-withdrawn, accreditation-suspended,
 * accreditation-not-yet-valid, accreditation-expired, accreditation-out-of-scope.
 */
export function accreditationFault(
  entities: Entities,
  act: VerifyingAct,
  { org, at }: Pick<Context, 'org' | 'at'>,
): Rejection | undefined {
  const state = read(entities, accreditationEntity(org))?.state;
  if (!state) return reject('not-accredited', undefined, { organization: org });
  const { withdrawn, suspended, validity } = state;
  if (withdrawn) return reject('accreditation-withdrawn', undefined, { ...withdrawn });
  if (suspended) return reject('accreditation-suspended', undefined, { ...suspended });
  const today = chinaDate(at);
  const status = accreditationStatus(state, today);
  if (status === 'not-yet-valid' || status === 'expired')
    return reject(`accreditation-${status}`, undefined, { ...validity, today });
  const missing = missingFrom(state, act).join(', ');
  return missing === '' ? undefined : reject('accreditation-out-of-scope', undefined, { missing });
}

/** What of the act the scope lacks: its standard, its sector, or statements as such. */
function missingFrom(scope: AccreditationScope, act: VerifyingAct): string[] {
  if (act === 'statements') return scope.statements ? [] : ['statements'];
  const { standard, category } = act;
  return [
    ...(scope.standards.includes(standard) ? [] : [`standard ${standard}`]),
    ...(category && scope.sectors.includes(category) ? [] : [`sector ${category ?? '-'}`]),
  ];
}
