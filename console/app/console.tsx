/** The console as a whole: its session, its transport, its pages. */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { Api } from '../api/api.ts';
import { newQueryClient } from '../api/query-client.ts';
import { ApiContext } from '../api/use-api.ts';
import { isRegistered } from '../parts/is-registered.ts';
import type { Session } from '../session/session.ts';
import { SessionContext } from '../session/use-session.ts';
import { spoken } from '../words/area.ts';
import { router } from './router.tsx';
import { Theme } from './theme.tsx';

export function consoleOf(session: Session) {
  const queries = newQueryClient();
  // What one person read is nothing for the next.
  session.subscribe(() => {
    if (!session.identity) queries.clear();
  });
  const api: Api = new Api({
    token: (renew) => session.token(renew),
    language: () => spoken.language.slice(0, 2),
    sign: async (change) => {
      const org = session.identity?.org ?? '';
      if (!isRegistered(org)) return undefined;
      return (await import('../signing/sign-change.ts')).signChange(api, queries, org, change);
    },
  });
  return (
    <SessionContext value={session}>
      <ApiContext value={api}>
        <QueryClientProvider client={queries}>
          <Theme>
            <RouterProvider router={router()} />
          </Theme>
        </QueryClientProvider>
      </ApiContext>
    </SessionContext>
  );
}
