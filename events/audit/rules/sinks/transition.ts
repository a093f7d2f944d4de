/** The common rules of a project's events: its state, its developer, and whether its status allows them. */

import { chinaDate } from '../../../../shared/base/day.ts';
import type { AgreementVersion } from '../../../../shared/land/states.ts';
import {
  agreementEntity,
  organizationEntity,
  parcelEntity,
  projectEntity,
} from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import { transitionOf } from '../../../../shared/sinks/lifecycle/lifecycle.ts';
import type { ProjectEvent } from '../../../../shared/sinks/lifecycle/transition.ts';
import { standardRow } from '../../../../shared/sinks/standard.ts';
import type { ProjectState } from '../../../../shared/sinks/states.ts';
import { catalogue } from '../../catalogue.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';

/** The project of an event; reported where it is unknown, another's, or in a wrong status. */
export function checkTransition(
  live: LiveState,
  { type, by }: Pick<EventOfType<ProjectEvent>, 'type' | 'by'>,
  project: string,
  violates: Violates,
): ProjectState | undefined {
  const entity = projectEntity(project);
  const state = live.state(entity);
  if (!state) {
    violates('project-unknown', { project }, entity);
    return undefined;
  }
  const { status, standard, developer, design } = state;
  const transition = transitionOf(standard, type);
  if (!transition?.from.includes(status)) violates('project-transition', { status, standard, type }, entity);
  if (catalogue[type].granted[by.role] === 'any') return state;
  if (type === 'project.validated' || type === 'comments.treated') {
    if (design?.validator !== by.org)
      violates('not-its-validator', { org: by.org, validator: design?.validator }, entity);
  } else if (developer !== by.org) violates('project-not-developers', { org: by.org, developer }, entity);
  return state;
}

export const rolesOf = (live: LiveState, organization: string) =>
  live.state(organizationEntity(organization))?.roles ?? [];

export const parcelOf = (live: LiveState, parcel: string) => live.state(parcelEntity(parcel));

/**
 * The developer's agreement on the day of the event; reported where none is in force, or where a holder of
 * the land is no party of it.
 */
export function checkAgreement(
  live: LiveState,
  state: ProjectState,
  agreement: string | undefined,
  at: string,
  violates: Violates,
): AgreementVersion | undefined {
  const day = chinaDate(at);
  const found = live.state(agreementEntity(agreement ?? ''));
  const version = found?.versions
    .filter(({ effectiveFrom, acceptedOn }) => effectiveFrom <= day && acceptedOn <= day)
    .at(-1);
  if (!version || found?.developer !== state.developer) violates('development-agreement', { agreement, day });
  const parties = new Set(version?.parties.map(({ organization }) => organization));
  for (const parcel of version ? (state.parcels ?? []) : []) {
    const holder = parcelOf(live, parcel)?.holder;
    if (holder === undefined || !parties.has(holder)) violates('holder-not-a-party', { parcel, holder });
  }
  return version;
}

/** Whether the standard requires the authority's own approval for land of that category. */
export function needsApproval({ standard, category }: ProjectState): boolean {
  const { extraApprovalOutside: rule } = standardRow(standard);
  return rule !== undefined && category !== rule.value;
}
