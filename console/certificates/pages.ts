/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const certificatesPages = [
  page('certificates', async () => (await import('./certificates-page.tsx')).CertificatesPage),
  page('certificates/:batch', async () => (await import('./batch-page.tsx')).CertificateBatchPage),
];
