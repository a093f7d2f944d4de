/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const parksPages = [
  page('parks', async () => (await import('./parks-page.tsx')).ParksPage),
  page('parks/new', async () => (await import('./new-park-page.tsx')).NewParkPage),
  page('parks/:id', async () => (await import('./park-page.tsx')).ParkPage),
  page(
    'parks/:id/statement',
    async () => (await import('../statements/editor/new-park-statement-page.tsx')).NewParkStatementPage,
  ),
];
