/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const holdingsPages = [
  page('holdings', async () => (await import('./holdings-page.tsx')).HoldingsPage),
  page('holdings/blocks', async () => (await import('./blocks-page.tsx')).BlocksPage),
  page('holdings/blocks/:batch/:serial', async () => (await import('./block-page.tsx')).BlockPage),
];
