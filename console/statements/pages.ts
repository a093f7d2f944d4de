/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const statementsPages = [
  page('statements', async () => (await import('./statements-page.tsx')).StatementsPage),
  page('statements/:id', async () => (await import('./statement-page.tsx')).StatementPage),
];
