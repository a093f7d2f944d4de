/** The log in components: opened once, and pinned until somebody asks for the newest again. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FetchError, HttpSource } from '../../events/audit/http-source.ts';
import { formatVkey, type NoteKey, parseVkey } from '../../events/tlog/note-key.ts';
import { UnverifiedError } from '../../events/tlog/unverified.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { NoAnswer } from '../api/refusal.ts';
import { rememberHead, seenHead } from './seen-head.ts';
import { useTrustedKey } from './trusted-key.ts';
import { useTrustedWitnesses } from './trusted-witnesses.ts';
import { openLog, type VerifiedLog } from './verified-log.ts';

/** Evidence against the log, other than a failure of the network. */
export const isEvidence = (error: unknown): boolean =>
  error instanceof UnverifiedError || error instanceof MalformedError;

/** Where the log couldn't be reached, says so as every page does. */
export const orNoAnswer = (error: unknown): never => {
  throw error instanceof FetchError ? new NoAnswer(error.message) : error;
};

export function useLog() {
  return useQuery(useLogQuery());
}

/** Opens the log when it is needed; it is the same one as `useLog`'s. @throws as opening it does */
export function useOpenLog(): () => Promise<VerifiedLog> {
  const queries = useQueryClient();
  const query = useLogQuery();
  return async () => (await queries.fetchQuery(query)).log;
}

function useLogQuery() {
  const own = useTrustedKey();
  const witnesses = useTrustedWitnesses();
  return {
    queryKey: ['log', 'head', own, witnesses.map(formatVkey)],
    queryFn: () => opened(own, witnesses).catch(orNoAnswer),
    staleTime: Number.POSITIVE_INFINITY,
  };
}

async function opened(own: string | undefined, witnesses: readonly NoteKey[]) {
  const source = new HttpSource(window.location.origin);
  const key = parseVkey(own ?? (await source.vkey()));
  const vkey = formatVkey(key);
  const log = await openLog(source, key, { witnesses, seen: seenHead(vkey) });
  rememberHead(vkey, log);
  return { log, vkey, isIndependent: own !== undefined };
}
