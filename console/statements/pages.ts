/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const statementsPages = [
  page('statements', async () => (await import('./statements-page.tsx')).StatementsPage),
  page('statements/new', async () => (await import('./editor/new-statement-page.tsx')).NewStatementPage),
  page('statements/:id', async () => (await import('./statement-page.tsx')).StatementPage),
  page('statements/:id/claim', async () => (await import('./claim/claim-page.tsx')).ClaimPage),
  page(
    'statements/:id/revise',
    async () => (await import('./editor/revise-statement-page.tsx')).ReviseStatementPage,
  ),
];
