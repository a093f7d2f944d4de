/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const projectsPages = [
  page('projects', async () => (await import('./projects-page.tsx')).ProjectsPage),
  page('projects/:id', async () => (await import('./project-page.tsx')).ProjectPage),
];
