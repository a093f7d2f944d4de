/** The two machines, walked through every pair of status and event, against what is written out here. */
import { describe, expect, it } from 'vitest';
import { projectEntity } from '../../../shared/ledger/entity.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { projectFacts } from '../../../shared/sinks/facts.ts';
import { openTransition } from '../../../shared/sinks/lifecycle/decide.ts';
import { FINAL, transitionOf } from '../../../shared/sinks/lifecycle/lifecycle.ts';
import { PROJECT_STATUSES, type ProjectStatus } from '../../../shared/sinks/lifecycle/status.ts';
import type { ProjectEvent } from '../../../shared/sinks/lifecycle/transition.ts';
import { statusAfter } from '../../../shared/sinks/project.ts';
import type { DevelopedStandard } from '../../../shared/sinks/standard.ts';
import { PROJECT, projectEntities, projectState } from '../../support/states/project-states.ts';
import { contextOf } from '../../support/states/states.ts';

/** Status → event → status after it (and after it otherwise). What isn't here is refused. */
type Machine = Partial<Record<ProjectStatus, Partial<Record<ProjectEvent, string>>>>;

const CCER: Machine = {
  reserved: { 'development.begun': 'developing', 'project.withdrawn': 'withdrawn' },
  developing: { 'design.published': 'published', 'project.withdrawn': 'withdrawn' },
  published: {
    'comment.received': 'published',
    'public-comment.received': 'published',
    'comments.treated': 'published',
    'project.validated': 'validated or developing',
    'project.withdrawn': 'withdrawn',
  },
  validated: { 'registration.requested': 'registration-requested', 'project.withdrawn': 'withdrawn' },
  'registration-requested': {
    'project.registered': 'registered',
    'project.refused': 'refused',
    'project.withdrawn': 'withdrawn',
  },
  registered: { 'project.deregistered': 'deregistered' },
};

const VCS: Machine = {
  reserved: {
    'project.approved': 'reserved',
    'development.begun': 'under-development',
    'project.withdrawn': 'withdrawn',
  },
  'under-development': {
    'project.approved': 'under-development',
    'design.published': 'under-validation',
    'project.held': 'on-hold',
    'project.withdrawn': 'withdrawn',
  },
  'under-validation': {
    'comment.received': 'under-validation',
    'public-comment.received': 'under-validation',
    'comments.treated': 'under-validation',
    'project.validated': 'under-validation or under-development',
    'registration.requested': 'registration-requested',
    'project.held': 'on-hold',
    'project.withdrawn': 'withdrawn',
  },
  'registration-requested': {
    'project.registered': 'registered',
    'project.refused': 'rejected',
    'project.held': 'on-hold',
    'project.withdrawn': 'withdrawn',
  },
  registered: {
    'project.held': 'on-hold',
    'project.deactivated': 'inactive',
    'project.withdrawn': 'withdrawn',
  },
  'verification-approval-requested': { 'project.held': 'on-hold' },
  'on-hold': { 'project.resumed': 'registered', 'project.withdrawn': 'withdrawn' },
  inactive: { 'project.resumed': 'registered' },
};

const events = (Object.keys(projectFacts) as (keyof typeof projectFacts)[]).filter(
  (event) => event !== 'project.reserved',
) as ProjectEvent[];
const anyone = contextOf('anyone', 'operator', 'any');

/** What the code makes of it: where the event leads, or that it is refused. */
function observed(standard: DevelopedStandard, status: ProjectStatus, event: ProjectEvent): string {
  const project = projectState(standard, status, { before: 'registered' });
  const open = openTransition(projectEntities(project), event, PROJECT, anyone);
  if (isRejection(open)) return open.rejected;
  const otherwise = statusAfter(project.state, event, true);
  const after = statusAfter(project.state, event);
  return transitionOf(standard, event)?.otherwise ? `${after} or ${otherwise}` : after;
}

describe.each([
  ['CCER', CCER],
  ['VCS', VCS],
] as const)('%s', (standard, machine) => {
  it.each(PROJECT_STATUSES)('from %s', (status) => {
    for (const event of events) {
      const known = Object.values(machine).some((each) => event in each);
      const refused = known ? 'transition-not-allowed' : 'not-in-this-lifecycle';
      const wanted =
        machine[status]?.[event] ?? (status === 'deregistered' ? 'deregistered-is-final' : refused);
      expect(`${event}: ${observed(standard, status, event)}`).toBe(`${event}: ${wanted}`);
    }
  });

  it('leads nowhere from a final status', () => {
    for (const status of FINAL) expect(machine[status]).toBeUndefined();
  });

  it('is whole: every status but the final ones has a way on, and every one is reached', () => {
    const reached = new Set(
      Object.values(machine)
        .flatMap((each) => Object.values(each))
        .flatMap((to) => to.split(' or ')),
    );
    // Reports and issuance lead there and back (monitoring-report.test.ts).
    const elsewhere = ['reserved', 'verification-approval-requested'];
    for (const status of Object.keys(machine))
      expect(reached.has(status) || elsewhere.includes(status)).toBe(true);
    for (const status of reached) expect(status in machine || FINAL.has(status as ProjectStatus)).toBe(true);
  });
});

it('an imported project of another standard has no lifecycle here', () => {
  const entities = projectEntities(projectState('CCER', 'imported'));
  const found = entities.get(projectEntity(PROJECT))!;
  entities.set(projectEntity(PROJECT), { ...found, state: { ...found.state, standard: 'GS' } as never });
  expect(openTransition(entities, 'project.withdrawn', PROJECT, anyone)).toMatchObject({
    rejected: 'not-in-this-lifecycle',
  });
});
