/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const auditPages = [page('audit', async () => (await import('./audit-page.tsx')).AuditPage)];
