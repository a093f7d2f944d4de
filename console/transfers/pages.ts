/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const transfersPages = [
  page('transfers', async () => (await import('./transfers-page.tsx')).TransfersPage),
  page('transfers/new', async () => (await import('./new-transfer-page.tsx')).NewTransferPage),
  page('transfers/:id', async () => (await import('./transfer-page.tsx')).TransferPage),
];
