/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const logPages = [page('log/:id', async () => (await import('./event-page.tsx')).EventPage)];
