/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const organizationsPages = [
  page('organization', async () => (await import('./organization-page.tsx')).OwnOrganizationPage),
  page('organizations/:id', async () => (await import('./organization-page.tsx')).OrganizationPage),
];
