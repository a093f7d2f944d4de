/** What waits for an organization, and where it is done. */
import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Generation, MembershipRequest, Park } from '../../events/client/operations.schemas.ts';
import {
  getV1AccountsIdPledges,
  getV1AccountsIdTransfers,
  getV1Agreements,
  getV1EmissionStatements,
  getV1Facilities,
  getV1FacilitiesIdGeneration,
  getV1Jobs,
  getV1Parks,
  getV1ParksIdMembershipRequests,
  getV1PowerPurchaseAgreements,
} from '../../events/client/operations.ts';
import type { Api } from '../api/api.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi } from '../api/use-api.ts';
import { Failure } from '../parts/failure.tsx';
import type { Identity } from '../session/session.ts';
import { type NameIn, useWords } from '../words/area.ts';
import { overviewWords } from './words.ts';

/** As many as are counted; who has more is told that there are more. */
const MOST = '200';

interface Count {
  number: number;
  isMore?: boolean;
  /** Where it is done, if that depends on what was found. */
  to?: string;
}

const countOf = ({ items, next }: { items: unknown[]; next?: string }): Count => ({
  number: items.length,
  isMore: next !== undefined,
});

interface Kind {
  name: NameIn<(typeof overviewWords)['tree']['waits']>;
  /** Where it is done, if the console has a page for it. */
  to?: string;
  /** Shown to these roles; to everybody where there are none. */
  roles?: readonly string[];
  count: (signal: AbortSignal) => Promise<Count>;
}

const HOLDERS = ['developer', 'generator', 'enterprise', 'financier'];
const PARTIES = ['developer', 'enterprise', 'generator'];

/** The kinds of what may wait for somebody of these roles. */
function useKinds({ org }: Identity, account: string | undefined): Kind[] {
  const api = useApi();
  return [
    {
      name: 'transfers',
      to: '/transfers',
      roles: HOLDERS,
      count: async (signal) => {
        if (account === undefined) return { number: 0 };
        return countOf(await api.read(getV1AccountsIdTransfers(account, { limit: MOST }), signal));
      },
    },
    {
      name: 'pledges',
      to: '/pledges',
      roles: ['financier'],
      count: async (signal) => {
        if (account === undefined) return { number: 0 };
        const proposed = getV1AccountsIdPledges(account, { status: 'proposed', limit: MOST });
        return countOf(await api.read(proposed, signal));
      },
    },
    {
      name: 'agreements',
      roles: PARTIES,
      count: async (signal) => {
        const { items } = await api.read(getV1Agreements(), signal);
        const waiting = items.filter(
          ({ pending, declined }) =>
            pending !== undefined &&
            declined === undefined &&
            pending.parties.some(({ organization }) => organization === org) &&
            !pending.accepted.includes(org),
        );
        return { number: waiting.length };
      },
    },
    {
      name: 'contracts',
      to: '/contracts?status=toSign',
      roles: ['generator', 'enterprise'],
      count: async (signal) => {
        const { items } = await api.read(getV1PowerPurchaseAgreements(), signal);
        return { number: items.filter(({ pending }) => pending?.turn === org).length };
      },
    },
    {
      name: 'readings',
      to: '/facilities?whose=mine',
      roles: ['grid'],
      count: async (signal) => ({ number: await waitingReadings(api, org, signal) }),
    },
    {
      name: 'members',
      roles: HOLDERS,
      count: (signal) => waitingMembers(api, org, signal),
    },
    {
      name: 'returned',
      to: '/statements',
      roles: PARTIES,
      count: async (signal) => {
        const returned = { organization: org, status: 'returned', limit: MOST } as const;
        return countOf(await api.read(getV1EmissionStatements(returned), signal));
      },
    },
    {
      name: 'failed',
      to: '/jobs',
      count: async (signal) => {
        const { items } = await api.read(getV1Jobs(), signal);
        return { number: items.filter(({ state }) => state === 'failed').length };
      },
    },
  ];
}

/** Readings of the facilities that the grid company meters; it confirms them or refuses them. */
async function waitingReadings(api: Api, org: string, signal: AbortSignal): Promise<number> {
  const { items } = await api.read(getV1Facilities(), signal);
  const own = items.filter(({ grid }) => grid === org);
  const readings = await Promise.all(
    own.map(({ id }) => pagesOf<Generation>(api, (at) => getV1FacilitiesIdGeneration(id, at), signal)),
  );
  return readings.flat().filter(({ pending }) => pending).length;
}

/** Requests to join the parks that it operates; they are answered on the park's page. */
async function waitingMembers(api: Api, org: string, signal: AbortSignal): Promise<Count> {
  const parks = await pagesOf<Park>(api, (at) => getV1Parks(at), signal);
  const asked = await Promise.all(
    parks
      .filter(({ organization }) => organization === org)
      .map(async ({ id }) => ({
        to: `/parks/${id}`,
        number: (
          await pagesOf<MembershipRequest>(api, (at) => getV1ParksIdMembershipRequests(id, at), signal)
        ).length,
      })),
  );
  const waiting = asked.filter(({ number }) => number > 0);
  const number = waiting.reduce((sum, each) => sum + each.number, 0);
  return { number, to: waiting.length === 1 ? waiting[0]!.to : '/parks' };
}

export function Waiting({ identity, account }: { identity: Identity; account: string | undefined }) {
  const say = useWords(overviewWords);
  const kinds = useKinds(identity, account).filter(
    ({ roles }) => !roles || roles.some((role) => identity.roles.includes(role)),
  );
  const counts = useQueries({
    queries: kinds.map(({ name, count }) => ({
      queryKey: ['waiting', identity.org, name],
      queryFn: ({ signal }: { signal: AbortSignal }) => count(signal),
    })),
  });
  const waiting = kinds
    .map((kind, i) => ({ ...kind, ...(counts[i]?.data ?? { number: 0, isMore: false }) }))
    .filter(({ number }) => number > 0);
  const failed = counts.find(({ error }) => error);
  return (
    <section className="card">
      <h2>{say('waits.title')}</h2>
      {waiting.length === 0 && counts.every(({ isSuccess }) => isSuccess) && <p>{say('waits.nothing')}</p>}
      <ul>
        {waiting.map(({ name, to, number, isMore }) => (
          <li key={name}>
            {to === undefined ? (
              say(`waits.${name}`, { count: isMore ? `${number}+` : number })
            ) : (
              <Link to={to}>{say(`waits.${name}`, { count: isMore ? `${number}+` : number })}</Link>
            )}
          </li>
        ))}
      </ul>
      <Failure error={failed?.error} onRetry={() => void failed?.refetch()} />
    </section>
  );
}
