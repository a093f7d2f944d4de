/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const trailPages = [page('log', async () => (await import('./trail-page.tsx')).TrailPage)];
