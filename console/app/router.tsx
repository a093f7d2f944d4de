/** The console's pages by address. Each comes when it is first opened. */
import { createBrowserRouter, type RouteObject } from 'react-router';
import { OverviewPage } from '../overview/overview-page.tsx';
import { NeedsSession } from '../session/needs-session.tsx';
import { BASE } from '../session/settings.ts';
import { SignedIn } from '../session/signed-in.tsx';
import { BrokenPage, NoSuchPage } from './broken-page.tsx';
import { Frame } from './frame.tsx';

/** Of whoever holds units. */
const unitPages: RouteObject[] = [
  {
    path: 'holdings',
    lazy: async () => ({
      Component: (await import('../holdings/holdings-page.tsx')).HoldingsPage,
    }),
  },
  {
    path: 'holdings/blocks',
    lazy: async () => ({
      Component: (await import('../holdings/blocks-page.tsx')).BlocksPage,
    }),
  },
  {
    path: 'holdings/blocks/:batch/:serial',
    lazy: async () => ({ Component: (await import('../holdings/block-page.tsx')).BlockPage }),
  },
  {
    path: 'retire',
    lazy: async () => ({ Component: (await import('../retire/retire-page.tsx')).RetirePage }),
  },
  {
    path: 'retirements/:id',
    lazy: async () => ({
      Component: (await import('../retire/retirement-page.tsx')).RetirementPage,
    }),
  },
  {
    path: 'transfers',
    lazy: async () => ({
      Component: (await import('../transfers/transfers-page.tsx')).TransfersPage,
    }),
  },
  {
    path: 'transfers/new',
    lazy: async () => ({
      Component: (await import('../transfers/new-transfer-page.tsx')).NewTransferPage,
    }),
  },
  {
    path: 'transfers/:id',
    lazy: async () => ({
      Component: (await import('../transfers/transfer-page.tsx')).TransferPage,
    }),
  },
  {
    path: 'pledges',
    lazy: async () => ({
      Component: (await import('../pledges/pledges-page.tsx')).PledgesPage,
    }),
  },
  {
    path: 'pledges/new',
    lazy: async () => ({
      Component: (await import('../pledges/new-pledge-page.tsx')).NewPledgePage,
    }),
  },
  {
    path: 'pledges/:id',
    lazy: async () => ({
      Component: (await import('../pledges/pledge-page.tsx')).PledgePage,
    }),
  },
];

export const router = () =>
  createBrowserRouter(
    [
      {
        element: <Frame />,
        errorElement: <BrokenPage />,
        children: [
          {
            errorElement: <BrokenPage />,
            children: [
              { index: true, element: <OverviewPage /> },
              { path: 'signed-in', element: <SignedIn /> },
              {
                path: 'log',
                lazy: async () => ({ Component: (await import('../trail/trail-page.tsx')).TrailPage }),
              },
              {
                path: 'audit',
                lazy: async () => ({ Component: (await import('../audit/audit-page.tsx')).AuditPage }),
              },
              {
                path: 'verify',
                lazy: async () => ({ Component: (await import('../verify/verify-page.tsx')).VerifyPage }),
              },
              {
                path: 'log/:id',
                lazy: async () => ({ Component: (await import('../log/event-page.tsx')).EventPage }),
              },
              {
                path: 'projects',
                lazy: async () => ({
                  Component: (await import('../projects/projects-page.tsx')).ProjectsPage,
                }),
              },
              {
                path: 'projects/:id',
                lazy: async () => ({
                  Component: (await import('../projects/project-page.tsx')).ProjectPage,
                }),
              },
              {
                element: <NeedsSession />,
                children: [
                  {
                    path: 'queue',
                    lazy: async () => ({ Component: (await import('../queue/queue-page.tsx')).QueuePage }),
                  },
                  {
                    path: 'accreditations',
                    lazy: async () => ({
                      Component: (await import('../accreditations/accreditations-page.tsx'))
                        .AccreditationsPage,
                    }),
                  },
                  {
                    path: 'accreditations/new',
                    lazy: async () => ({
                      Component: (await import('../accreditations/grant-page.tsx')).GrantPage,
                    }),
                  },
                  {
                    path: 'accreditations/:verifier',
                    lazy: async () => ({
                      Component: (await import('../accreditations/accreditation-page.tsx')).AccreditationPage,
                    }),
                  },
                  ...unitPages,
                  {
                    path: 'land/new',
                    lazy: async () => ({
                      Component: (await import('../land/new-parcel-page.tsx')).NewParcelPage,
                    }),
                  },
                  {
                    path: 'land',
                    lazy: async () => ({ Component: (await import('../land/land-page.tsx')).LandPage }),
                  },
                  {
                    path: 'statements',
                    lazy: async () => ({
                      Component: (await import('../statements/statements-page.tsx')).StatementsPage,
                    }),
                  },
                  {
                    path: 'statements/:id',
                    lazy: async () => ({
                      Component: (await import('../statements/statement-page.tsx')).StatementPage,
                    }),
                  },
                  {
                    path: 'confirmations',
                    lazy: async () => ({
                      Component: (await import('../confirmations/confirmations-page.tsx')).ConfirmationsPage,
                    }),
                  },
                  {
                    path: 'confirmations/:id',
                    lazy: async () => ({
                      Component: (await import('../confirmations/confirmation-page.tsx')).ConfirmationPage,
                    }),
                  },
                  {
                    path: 'jobs',
                    lazy: async () => ({ Component: (await import('../jobs/jobs-page.tsx')).JobsPage }),
                  },
                  {
                    path: 'jobs/new',
                    lazy: async () => ({ Component: (await import('../jobs/new-job-page.tsx')).NewJobPage }),
                  },
                  {
                    path: 'jobs/:id',
                    lazy: async () => ({ Component: (await import('../jobs/job-page.tsx')).JobPage }),
                  },
                ],
              },
              { path: '*', element: <NoSuchPage /> },
            ],
          },
        ],
      },
    ],
    // It is served at /console too, without the slash.
    { basename: BASE.replace(/\/$/, '') },
  );
