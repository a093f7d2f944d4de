/**
 * The course of a project, from the reserve pool to its registration: what is done, what comes next, and who
 * has to do it. The tables of the lifecycles say it; here it is put in order for a reader.
 */
import type { Project } from '../../events/client/operations.schemas.ts';
import { daysBetween } from '../../shared/base/day.ts';
import { needsExtraApproval } from '../../shared/sinks/eligibility.ts';
import { FINAL, type ProjectStatus, transitionOf } from '../../shared/sinks/lifecycle/lifecycle.ts';
import type { ProjectEvent } from '../../shared/sinks/lifecycle/transition.ts';
import { type DevelopedStandard, type StandardRow, standards } from '../../shared/sinks/standard.ts';

export type StepName = 'reserve' | 'develop' | 'approve' | 'publish' | 'validate' | 'request' | 'decide';
export type Actor = 'developer' | 'regulator' | 'validator' | 'operator';

export interface Step {
  name: StepName;
  /** `now` is the one that waits; of a project that ended, what wasn't done is never done. */
  state: 'done' | 'now' | 'later' | 'never';
  actor: Actor;
}

/** The event of each step and who acts where the lifecycle names nobody. */
const events: readonly (readonly [StepName, ProjectEvent, Actor])[] = [
  ['develop', 'development.begun', 'developer'],
  ['approve', 'project.approved', 'regulator'],
  ['publish', 'design.published', 'developer'],
  ['validate', 'project.validated', 'validator'],
  ['request', 'registration.requested', 'developer'],
  ['decide', 'project.registered', 'operator'],
];

/** The rules of a standard; undefined where this registry doesn't know it. */
export const rulesOf = (standard: string): StandardRow | undefined =>
  Object.hasOwn(standards, standard) ? standards[standard as keyof typeof standards] : undefined;

export const isFinal = (status: string): boolean => FINAL.has(status as ProjectStatus);

/** The steps in their order; none for a project that another registry developed. */
export function courseOf(project: Project): Step[] {
  const { standard, status, category } = project;
  if (status === 'imported') return [];
  const isApprovalNeeded =
    category !== undefined && needsExtraApproval(standard as DevelopedStandard, category);
  const asked = events.filter(
    ([name, event]) =>
      transitionOf(standard, event) !== undefined && (name !== 'approve' || isApprovalNeeded),
  );
  const done = asked.map(([name]) => isDone(name, project));
  const next = isFinal(status) ? -1 : done.indexOf(false);
  return [
    { name: 'reserve', state: 'done', actor: 'developer' },
    ...asked.map(([name, , actor], index): Step => {
      const open = isFinal(status) ? 'never' : 'later';
      return { name, actor, state: done[index] ? 'done' : index === next ? 'now' : open };
    }),
  ];
}

function isDone(name: StepName, project: Project): boolean {
  const { agreement, approved, validation, requested, code, design } = project;
  switch (name) {
    case 'reserve':
      return true;
    case 'develop':
      return agreement !== undefined;
    case 'approve':
      return approved === true;
    case 'publish':
      // After a negative conclusion the design has to be published anew.
      return design !== undefined && !isDeveloping(project);
    case 'validate':
      return validation !== undefined && !isDeveloping(project);
    case 'request':
      return requested !== undefined;
    case 'decide':
      return code !== undefined;
  }
}

const isDeveloping = ({ status, before }: Project): boolean =>
  ['developing', 'under-development'].includes(status === 'on-hold' ? (before ?? '') : status);

/** The days of comments on a design or report, as they stand on a day (ISO, China). */
export interface Window {
  to: string;
  state: 'coming' | 'open' | 'over';
  /** Days left, today included. */
  left: number;
}

export function windowOn(days: { from: string; to: string }, today: string): Window {
  const left = Math.max(0, daysBetween(today, days.to) + 1);
  return { to: days.to, left, state: today < days.from ? 'coming' : left > 0 ? 'open' : 'over' };
}

/** Whether it is this caller that has to act, as far as its token tells; the registry decides. */
export function isActing(actor: Actor, project: Project, caller: Caller | undefined): boolean {
  if (!caller) return false;
  const { org, roles } = caller;
  if (actor === 'developer') return project.developer === org;
  if (actor === 'validator') return project.design?.validator === org;
  return roles.includes(actor);
}

export interface Caller {
  org: string;
  roles: readonly string[];
}
