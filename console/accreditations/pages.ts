/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const accreditationsPages = [
  page('accreditations', async () => (await import('./accreditations-page.tsx')).AccreditationsPage),
  page('accreditations/new', async () => (await import('./grant-page.tsx')).GrantPage),
  page('accreditations/:verifier', async () => (await import('./accreditation-page.tsx')).AccreditationPage),
];
