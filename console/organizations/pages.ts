/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const organizationsPages = [
  page('organization', async () => (await import('./organization-page.tsx')).OwnOrganizationPage),
  page('organizations', async () => (await import('./organizations-page.tsx')).OrganizationsPage),
  page('organizations/new', async () => (await import('./register-page.tsx')).RegisterPage),
  page('organizations/:id', async () => (await import('./organization-page.tsx')).OrganizationPage),
];
