/** One park: its members, its roll-up of a year, its indicator against limit and path. */
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Park } from '../../events/client/operations.schemas.ts';
import { Receipt } from '../log/receipt.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { STATING } from '../statements/stating.ts';
import { useWords } from '../words/area.ts';
import type { ParkDeed } from './deed.ts';
import { Join } from './joining.tsx';
import { MembersOf } from './members.tsx';
import { Path } from './path.tsx';
import { provinceName } from './province.ts';
import { Requests } from './requests.tsx';
import { RollUp } from './roll-up.tsx';
import { usePark, useWholes } from './use-parks.ts';
import { parkWords } from './words.ts';

export function ParkPage() {
  const { id = '' } = useParams();
  const say = useWords(parkWords);
  const { data, error, refetch, isPending } = usePark(id);
  return (
    <>
      <PageHead title={data?.name ?? say('name')} lead={<Link to="/parks">← {say('back')}</Link>} />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data && <Shown park={data} />}
    </>
  );
}

function Shown({ park }: { park: Park }) {
  const say = useWords(parkWords);
  const { org, roles = [] } = useIdentity() ?? {};
  const [done, setDone] = useState<ParkDeed>();
  const { wholes, error } = useWholes(park);
  const { id, organization, province, subParks } = park;
  const isOperator = org === organization;
  const isMember = park.members.some((each) => each.organization === org && each.to === undefined);
  const mayJoin = !isOperator && !isMember && roles.some((role) => STATING.includes(role));
  return (
    <>
      {done && <Receipt key={done.commit} commit={{ id: done.commit }} title={done.title} />}
      <Failure error={error} />
      <section className="card">
        <Facts
          facts={[
            [say('operator'), <OrganizationName key="operator" id={organization} />],
            [say('province'), provinceName(province)],
            [say('subParks'), subParks.map(({ code, name }) => `${name}（${code}）`).join('、')],
            [say('id'), <code key="id">{id}</code>],
          ]}
        />
      </section>
      <RollUp park={park} wholes={wholes} isOperator={isOperator} />
      {isOperator && <Requests park={park} onDone={setDone} />}
      <MembersOf park={park} onDone={setDone} />
      {mayJoin && <Join park={park} onDone={setDone} />}
      <Path park={park} wholes={wholes} isOperator={isOperator} onDone={setDone} />
    </>
  );
}
