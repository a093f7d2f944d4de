/** The console's pages by address. Each comes when it is first opened. */
import { createBrowserRouter, type RouteObject } from 'react-router';
import { accreditationsPages } from '../accreditations/pages.ts';
import { agreementsPages } from '../agreements/pages.ts';
import { approvalsPages } from '../approvals/pages.ts';
import { auditPages } from '../audit/pages.ts';
import { certificatesPages } from '../certificates/pages.ts';
import { confirmationsPages } from '../confirmations/pages.ts';
import { contractsPages } from '../contracts/pages.ts';
import { facilitiesPages } from '../facilities/pages.ts';
import { holdingsPages } from '../holdings/pages.ts';
import { incomePages } from '../income/pages.ts';
import { jobsPages } from '../jobs/pages.ts';
import { landPages } from '../land/pages.ts';
import { logPages } from '../log/pages.ts';
import { organizationsPages } from '../organizations/pages.ts';
import { OverviewPage } from '../overview/overview-page.tsx';
import { parksPages } from '../parks/pages.ts';
import { pledgesPages } from '../pledges/pages.ts';
import { ownProjectsPages, projectsPages } from '../projects/pages.ts';
import { queuePages } from '../queue/pages.ts';
import { retirePages } from '../retire/pages.ts';
import { NeedsSession } from '../session/needs-session.tsx';
import { BASE } from '../session/settings.ts';
import { SignedIn } from '../session/signed-in.tsx';
import { statementsPages } from '../statements/pages.ts';
import { trailPages } from '../trail/pages.ts';
import { transfersPages } from '../transfers/pages.ts';
import { verifyPages } from '../verify/pages.ts';
import { BrokenPage, NoSuchPage } from './broken-page.tsx';
import { Frame } from './frame.tsx';

const forEverybody: RouteObject[] = [
  ...trailPages,
  ...auditPages,
  ...verifyPages,
  ...logPages,
  ...projectsPages,
];

const forTheSignedIn: RouteObject[] = [
  ...facilitiesPages,
  ...contractsPages,
  ...certificatesPages,
  ...holdingsPages,
  ...retirePages,
  ...transfersPages,
  ...pledgesPages,
  ...queuePages,
  ...accreditationsPages,
  ...landPages,
  ...ownProjectsPages,
  ...agreementsPages,
  ...incomePages,
  ...statementsPages,
  ...parksPages,
  ...confirmationsPages,
  ...jobsPages,
  ...organizationsPages,
  ...approvalsPages,
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
              ...forEverybody,
              { element: <NeedsSession />, children: forTheSignedIn },
              { path: '*', element: <NoSuchPage /> },
            ],
          },
        ],
      },
    ],
    // It is served at /console too, without the slash.
    { basename: BASE.replace(/\/$/, '') },
  );
