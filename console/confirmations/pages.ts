/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const confirmationsPages = [
  page('confirmations', async () => (await import('./confirmations-page.tsx')).ConfirmationsPage),
  page('confirmations/:id', async () => (await import('./confirmation-page.tsx')).ConfirmationPage),
];
