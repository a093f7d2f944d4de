/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const retirePages = [
  page('retire', async () => (await import('./retire-page.tsx')).RetirePage),
  page('retirements/:id', async () => (await import('./retirement-page.tsx')).RetirementPage),
];
