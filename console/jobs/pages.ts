/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const jobsPages = [
  page('jobs', async () => (await import('./jobs-page.tsx')).JobsPage),
  page('jobs/new', async () => (await import('./new-job-page.tsx')).NewJobPage),
  page('jobs/:id', async () => (await import('./job-page.tsx')).JobPage),
];
