/** How an organization's keys came and went: from the log's leaves that name it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import * as z from 'zod';
import { getV1CommitsId, getV1OrganizationsIdMentions } from '../../events/client/operations.ts';
import type { Api } from '../api/api.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi } from '../api/use-api.ts';
import { Failure } from '../parts/failure.tsx';
import { isRegistered } from '../parts/is-registered.ts';
import { OrganizationName } from '../parts/organization-name.tsx';
import { Wide } from '../parts/wide.tsx';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { signingWords } from './words.ts';

/** What a leaf says of a key, as far as it is shown. */
const KeyEvent = z.object({
  id: z.string(),
  type: z.enum(['organization.key-registered', 'organization.key-revoked']),
  at: z.string(),
  by: z.object({ org: z.string(), role: z.string() }),
  facts: z.object({ organization: z.string(), kid: z.string(), reason: z.string().optional() }),
  sig: z.object({ kid: z.string() }).optional(),
});
type KeyEvent = z.infer<typeof KeyEvent>;

/** Newest first. */
async function keyEvents(api: Api, org: string, signal: AbortSignal): Promise<KeyEvent[]> {
  const mentions = await pagesOf(api, (at) => getV1OrganizationsIdMentions(org, at), signal);
  const isOfKey = ({ type }: { type: string }) => KeyEvent.shape.type.safeParse(type).success;
  const leaves = await Promise.all(
    mentions.filter(isOfKey).map(({ commit }) => api.read(getV1CommitsId(commit.id), signal)),
  );
  return leaves
    .flatMap(({ event }) => KeyEvent.safeParse(event).data ?? [])
    .filter(({ facts }) => facts.organization === org)
    .reverse();
}

/** How often the log is asked for what the register knows already, ms. */
const FOLLOW_MS = 10_000;

/** Whether the log's list, which follows the register, tells of these keys and no others. */
function isComplete(events: readonly KeyEvent[], inForce: readonly string[]): boolean {
  const last = new Map([...events].reverse().map(({ facts, type }) => [facts.kid, type]));
  const told = [...last].flatMap(([kid, type]) => (type === 'organization.key-registered' ? [kid] : []));
  return [...told].sort().join() === [...inForce].sort().join();
}

/** @param inForce ids of the organization's keys in force */
export function KeyHistory({ org, inForce }: { org: string; inForce: readonly string[] }) {
  const say = useWords(signingWords);
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: ['organizations', org, 'key-events'],
    queryFn: ({ signal }) => keyEvents(api, org, signal),
    refetchInterval: ({ state }) => (state.data && !isComplete(state.data, inForce) ? FOLLOW_MS : false),
  });
  return (
    <section className="card">
      <h2>{say('history.title')}</h2>
      <p className="soft">{say('history.lead')}</p>
      <Failure error={error} onRetry={() => void refetch()} />
      {data && !isComplete(data, inForce) && <p role="status">{say('history.behind')}</p>}
      {data?.length === 0 && inForce.length === 0 && <p>{say('history.none')}</p>}
      {data && data.length > 0 && <KeyEvents events={data} />}
    </section>
  );
}

function KeyEvents({ events }: { events: readonly KeyEvent[] }) {
  const say = useWords(signingWords);
  const term = useTerms();
  const { instant } = useFormats();
  return (
    <Wide label={say('history.title')}>
      <table className="plain" aria-label={say('history.title')}>
        <thead>
          <tr>
            {(['at', 'event', 'by', 'reason', 'signedBy'] as const).map((name) => (
              <th key={name} scope="col">
                {say(`history.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map(({ id, type, at, by, facts, sig }) => (
            <tr key={id}>
              <td>{instant(at)}</td>
              <td>
                <Link to={`/log/${id}`}>
                  {say(type === 'organization.key-registered' ? 'history.registered' : 'history.revoked')}
                </Link>{' '}
                <code>{facts.kid}</code>
              </td>
              <td>{isRegistered(by.org) ? <OrganizationName id={by.org} /> : term('role', by.role)}</td>
              <td>{facts.reason}</td>
              <td>{sig ? <code>{sig.kid}</code> : say('history.unsigned')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
