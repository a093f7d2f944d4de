/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const queuePages = [page('queue', async () => (await import('./queue-page.tsx')).QueuePage)];
