/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const incomePages = [page('income', async () => (await import('./income-page.tsx')).IncomePage)];
