/** The session, in components. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Identity, Session } from './session.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session above');
  return session;
}

/** Who is signed in; the component follows. */
export function useIdentity(): Identity | undefined {
  const session = useSession();
  return useSyncExternalStore(
    (changed) => session.subscribe(changed),
    () => session.identity,
  );
}
