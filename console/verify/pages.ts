/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const verifyPages = [page('verify', async () => (await import('./verify-page.tsx')).VerifyPage)];
