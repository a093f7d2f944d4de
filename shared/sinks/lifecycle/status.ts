/** The project statuses of all standards. */
export const PROJECT_STATUSES = [
  'imported',
  'reserved',
  // CCER
  'developing',
  'published',
  'validated',
  'registration-requested',
  'registered',
  'refused',
  'deregistered',
  'withdrawn',
  // VCS, as its registry names them
  'under-development',
  'under-validation',
  'verification-approval-requested',
  'on-hold',
  'inactive',
  'rejected',
] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

/** Final statuses. A project in one of them no longer occupies its land. */
export const FINAL: ReadonlySet<ProjectStatus> = new Set<ProjectStatus>([
  'refused',
  'rejected',
  'withdrawn',
  'deregistered',
]);
