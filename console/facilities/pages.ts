/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const facilitiesPages = [
  page('facilities', async () => (await import('./facilities-page.tsx')).FacilitiesPage),
  page('facilities/new', async () => (await import('./new-facility-page.tsx')).NewFacilityPage),
  page('facilities/provinces', async () => (await import('./provinces-page.tsx')).ProvincesPage),
  page('facilities/:id', async () => (await import('./facility-page.tsx')).FacilityPage),
  page('facilities/:id/report', async () => (await import('./report-page.tsx')).ReportPage),
];
