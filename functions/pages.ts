/** Lambda: pages for people, of what anybody may read. */
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { batchPage } from './pages/batch.ts';
import { claimPage } from './pages/claim.ts';
import { facilityPage, organizationPage } from './pages/parties.ts';
import { withProblemPages } from './pages/problem-page.ts';
import { projectPage } from './pages/project.ts';
import { publicationsPage } from './pages/publications.ts';
import { reportPage } from './pages/report.ts';
import { retirementPage } from './pages/retirement.ts';
import { searchPage } from './pages/search.ts';
import { startPage } from './pages/start.ts';
import { statementPage } from './pages/statement.ts';

export const endpoints: Endpoints = {
  'GET /': startPage,
  'GET /p': startPage,
  'GET /p/search': searchPage,
  'GET /p/publications': publicationsPage,
  'GET /p/retirements/{id}': retirementPage,
  'GET /p/claims/{id}': claimPage,
  'GET /p/batches/{id}': batchPage,
  'GET /p/projects/{id}': projectPage,
  'GET /p/monitoring-reports/{id}': reportPage,
  'GET /p/emission-statements/{id}': statementPage,
  'GET /p/organizations/{id}': organizationPage,
  'GET /p/facilities/{id}': facilityPage,
};

export const handler = withProblemPages(handlerOf(endpoints));
