/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const landPages = [
  page('land/new', async () => (await import('./new-parcel-page.tsx')).NewParcelPage),
  page('land', async () => (await import('./land-page.tsx')).LandPage),
];
