/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const projectsPages = [
  page('projects', async () => (await import('./projects-page.tsx')).ProjectsPage),
  page('projects/:id', async () => (await import('./project-page.tsx')).ProjectPage),
  page('projects/:id/reports/:report', async () => (await import('./report-page.tsx')).ReportPage),
];

/** Of whoever is signed in. */
export const ownProjectsPages = [
  page('projects/new', async () => (await import('./new-project-page.tsx')).NewProjectPage),
  page('projects/:id/reports/new', async () => (await import('./new-report-page.tsx')).NewReportPage),
];
