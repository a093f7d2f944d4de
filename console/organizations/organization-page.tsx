/** One organization: what the register says of it, its keys, and what its caller may do with them. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Organization } from '../../events/client/operations.schemas.ts';
import { getV1OrganizationsId } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { isRegistered } from '../parts/is-registered.ts';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { DeviceCard } from '../signing/device-card.tsx';
import { KeyHistory } from '../signing/key-history.tsx';
import { KeysCard } from '../signing/keys-card.tsx';
import { useKeys } from '../signing/use-device-key.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { OperatorMoves } from './operator-moves.tsx';
import { organizationWords } from './words.ts';

/** Of whoever is signed in. */
export function OwnOrganizationPage() {
  const say = useWords(organizationWords);
  const org = useIdentity()?.org ?? '';
  if (isRegistered(org)) return <OrganizationShown id={org} />;
  return (
    <>
      <PageHead title={say('own')} />
      <EmptyState title={say('unregistered')} hint={say('unregisteredHint')} />
    </>
  );
}

export function OrganizationPage() {
  const { id = '' } = useParams();
  return <OrganizationShown id={id} />;
}

function OrganizationShown({ id }: { id: string }) {
  const say = useWords(organizationWords);
  const api = useApi();
  const identity = useIdentity();
  const isOwn = identity?.org === id;
  const isOperator = identity?.roles.includes('operator') ?? false;
  const { data, error, refetch } = useQuery({
    queryKey: ['organizations', id],
    queryFn: ({ signal }) => api.read(getV1OrganizationsId(id), signal),
  });
  const isSupervising = identity?.roles.some((role) => SUPERVISION.has(role)) ?? false;
  return (
    <>
      <PageHead title={data?.name ?? say('title')} lead={isOwn ? say('ownLead') : <Back />} />
      <Failure error={error} onRetry={() => void refetch()} />
      {data && (
        <>
          <Registered organization={data} />
          {isOperator && <OperatorMoves organization={data} />}
          {isOwn && <DeviceCard org={id} />}
          <Keys
            organization={data}
            isOwn={isOwn}
            isOperator={identity?.roles.includes('operator') ?? false}
          />
          {(isOwn || isSupervising) && <KeyHistory org={id} inForce={data.keys.map(({ kid }) => kid)} />}
        </>
      )}
    </>
  );
}

/** They see what the log says of every organization. */
const SUPERVISION: ReadonlySet<string> = new Set(['operator', 'verifier', 'regulator']);

function Back() {
  const say = useWords(organizationWords);
  return <Link to="/organizations">← {say('back')}</Link>;
}

interface KeysProps {
  organization: Organization;
  isOwn: boolean;
  isOperator: boolean;
}

function Keys({ organization, isOwn, isOperator }: KeysProps) {
  const { own } = useKeys(isOwn ? organization.id : '');
  return <KeysCard organization={organization} mayRevoke={isOwn || isOperator} here={own?.kid} />;
}

function Registered({ organization }: { organization: Organization }) {
  const say = useWords(organizationWords);
  const term = useTerms();
  const { instant } = useFormats();
  const { id, roles, uscc, foreign, account, united = [], unitedInto, confirmation = [] } = organization;
  return (
    <section className="card">
      <Facts
        facts={[
          [say('roles'), roles.map((role) => term('role', role)).join('、')],
          [say('uscc'), uscc && <code>{uscc}</code>],
          [say('foreign'), foreign && say('foreignOf', { ...foreign })],
          [say('id'), <code key="id">{id}</code>],
          [say('account'), account ? <code key="account">{account}</code> : say('noAccount')],
          [say('unitedInto'), unitedInto && <OrganizationName id={unitedInto} />],
          [
            say('united'),
            united.length > 0 && united.map((each) => <OrganizationName key={each} id={each} />),
          ],
          [
            say('demands'),
            confirmation.length > 0 && (
              <ul>
                {confirmation.map(({ command, from }) => (
                  <li key={command}>
                    {say('demand', { what: say(`commands.${command}`), from: instant(from) })}
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
    </section>
  );
}
