/** Where an organization stands: what waits for it, what it holds, what it emits and has covered. */
import { Failure } from '../parts/failure.tsx';
import { useOrganization } from '../parts/use-organization.ts';
import type { Identity } from '../session/session.ts';
import { STATING } from '../statements/stating.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { StatementStanding } from './statement-standing.tsx';
import { UnitsStanding } from './units-standing.tsx';
import { Waiting } from './waiting.tsx';
import { overviewWords } from './words.ts';

export function Standing({ identity }: { identity: Identity }) {
  const say = useWords(overviewWords);
  const term = useTerms();
  const { org, roles } = identity;
  // The registry's operator isn't registered, and has no account.
  const isRegistered = org.startsWith('o-');
  const organization = useOrganization(org);
  const account = organization.data?.account;
  const role = roles.map((each) => term('role', each)).join('、');
  return (
    <>
      <p>{say('signedIn', { name: organization.data?.name ?? org, role })}</p>
      <Failure error={organization.error} onRetry={() => void organization.refetch()} />
      {(organization.data || !isRegistered) && <Waiting identity={identity} account={account} />}
      {account !== undefined && <UnitsStanding account={account} />}
      {STATING.some((each) => roles.includes(each)) && <StatementStanding />}
    </>
  );
}
