/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const pledgesPages = [
  page('pledges', async () => (await import('./pledges-page.tsx')).PledgesPage),
  page('pledges/new', async () => (await import('./new-pledge-page.tsx')).NewPledgePage),
  page('pledges/:id', async () => (await import('./pledge-page.tsx')).PledgePage),
];
