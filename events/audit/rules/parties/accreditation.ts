/** Verification bodies are supervised: accredited by the regulator, and acting only within that. */
import { chinaDate } from '../../../../shared/base/day.ts';
import { accreditationEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType, RegistryEvent } from '../../../../shared/ledger/event.ts';
import type { accreditationFacts } from '../../../../shared/parties/facts-accreditation.ts';
import type { AccreditationState } from '../../../../shared/parties/states.ts';
import type { ProjectState } from '../../../../shared/sinks/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import type { Rules } from '../rule.ts';
import { organizationOf } from './known-organization.ts';

/** What a verifier judges: a project, or a report of it; or an emission statement. */
type Judged = Pick<ProjectState, 'standard' | 'category'> | 'statements';

/** At the act's place in the log, on its day: accredited for this, neither suspended nor withdrawn. */
export function checkAccredited(
  live: LiveState,
  judged: Judged,
  { at, by }: Pick<RegistryEvent, 'at' | 'by'>,
  violates: Violates,
): void {
  const { org } = by;
  const entity = accreditationEntity(org);
  const found = live.state(entity);
  if (!found) {
    violates('accreditation-missing', { org }, entity);
    return;
  }
  const { suspended, withdrawn, validity } = found;
  if (suspended) violates('accreditation-suspended', { org, reason: suspended.reason }, entity);
  if (withdrawn) violates('accreditation-withdrawn', { org, reason: withdrawn.reason }, entity);
  const day = chinaDate(at);
  const { from, to } = validity;
  if (day < from || day > to) violates('accreditation-day', { org, day, from, to }, entity);
  const what = judged === 'statements' ? judged : `${judged.standard} ${judged.category ?? ''}`;
  if (!covers(found, judged)) violates('accreditation-scope', { org, what }, entity);
}

function covers({ standards, sectors, statements }: AccreditationState, judged: Judged): boolean {
  if (judged === 'statements') return statements;
  const { standard, category } = judged;
  return standards.some((each) => each === standard) && sectors.some((each) => each === category);
}

const accreditationGranted: Rules<'accreditation.granted'> = (live, { at, facts }, violates) => {
  const { verifier, standards, sectors, statements, validity, document, reference } = facts;
  const roles = organizationOf(live, verifier, violates)?.roles;
  if (roles && !roles.includes('verifier'))
    violates('accredited-no-verifier', { verifier, roles: roles.join() });
  const repeats = [standards, sectors].some((each: readonly string[]) => new Set(each).size < each.length);
  const projects = Math.min(standards.length, sectors.length);
  const halves = Math.max(standards.length, sectors.length);
  if (repeats || (projects === 0 && (halves > 0 || !statements)))
    violates('accreditation-form', { standards: standards.join(), sectors: sectors.join() });
  const day = chinaDate(at);
  if (validity.to < day) violates('accreditation-over', { to: validity.to, day });
  if (!document && reference === undefined) violates('accreditation-grounds');
};

/** An order follows from what stands: suspended after a grant, resumed after a suspension, withdrawn once. */
const ordered =
  (mayFollow: (standing: 'granted' | 'suspended' | 'withdrawn') => boolean) =>
  (live: LiveState, { type, facts: { verifier } }: EventOfType<Order>, violates: Violates): void => {
    const entity = accreditationEntity(verifier);
    const found = live.state(entity);
    const standing = found?.withdrawn ? 'withdrawn' : found?.suspended ? 'suspended' : 'granted';
    if (!found) violates('accreditation-missing', { org: verifier }, entity);
    else if (!mayFollow(standing)) violates('accreditation-chain', { type, standing }, entity);
  };
type Order = Exclude<keyof typeof accreditationFacts, 'accreditation.granted'>;

export const accreditationRules: { [T in keyof typeof accreditationFacts]: Rules<T> } = {
  'accreditation.granted': accreditationGranted,
  'accreditation.suspended': ordered((standing) => standing === 'granted'),
  'accreditation.resumed': ordered((standing) => standing === 'suspended'),
  'accreditation.withdrawn': ordered((standing) => standing !== 'withdrawn'),
};
