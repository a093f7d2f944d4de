/** Where the pages of this area are. */
import { page } from '../app/page.ts';

export const contractsPages = [
  page('contracts', async () => (await import('./contracts-page.tsx')).ContractsPage),
  page('contracts/new', async () => (await import('./new-contract-page.tsx')).NewContractPage),
  page('contracts/supplies', async () => (await import('./supplies-page.tsx')).SuppliesPage),
  page('contracts/:id', async () => (await import('./contract-page.tsx')).ContractPage),
  page('contracts/:id/amend', async () => (await import('./amend-page.tsx')).AmendPage),
  page('contracts/:id/consumption', async () => (await import('./report-page.tsx')).ReportConsumptionPage),
  page(
    'contracts/:id/settlements/:month',
    async () => (await import('./settlement-page.tsx')).SettlementPage,
  ),
];
