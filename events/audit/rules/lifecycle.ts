/** DOMAIN §2: a project's way from the reserve pool to its registration. */
import type { projectFacts } from '../../../shared/facts/project.ts';
import type { Rules } from './rule.ts';

export const projectRules: { [T in keyof typeof projectFacts]: Rules<T> } = {
  'project.reserved': () => {},
  'development.begun': () => {},
  'project.approved': () => {},
  'design.published': () => {},
  'comment.received': () => {},
  'project.validated': () => {},
  'registration.requested': () => {},
  'project.registered': () => {},
  'project.refused': () => {},
  'project.withdrawn': () => {},
  'project.held': () => {},
  'project.resumed': () => {},
  'project.deactivated': () => {},
  'project.deregistered': () => {},
};
