/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const agreementsPages = [
  page('agreements', async () => (await import('./agreements-page.tsx')).AgreementsPage),
  page('agreements/new', async () => (await import('./propose-page.tsx')).ProposePage),
  page('agreements/:id', async () => (await import('./agreement-page.tsx')).AgreementPage),
  page('agreements/:id/new', async () => (await import('./propose-page.tsx')).ProposePage),
];
