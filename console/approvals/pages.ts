/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const approvalsPages = [
  page('approvals', async () => (await import('./approvals-page.tsx')).ApprovalsPage),
];
