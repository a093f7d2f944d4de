/** A park's members by their days, and the end of a membership. */
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Park, ParkMembersItem } from '../../events/client/operations.schemas.ts';
import { postV1ParksIdMembersOrganizationLeave } from '../../events/client/operations.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import type { ParkDeed } from './deed.ts';
import { useParkChange } from './use-parks.ts';
import { parkWords } from './words.ts';

interface MembersProps {
  park: Park;
  onDone: (deed: ParkDeed) => void;
}

export function MembersOf({ park, onDone }: MembersProps) {
  const say = useWords(parkWords);
  const [leaving, leave] = useState<string>();
  const columns = useColumns(park, leave);
  return (
    <section>
      <h2>{say('members.title')}</h2>
      {park.members.length === 0 ? (
        <EmptyState title={say('members.none')} hint={say('members.noneHint')} />
      ) : (
        <ListTable
          name="park-members"
          columns={columns}
          items={park.members}
          keyOf={({ organization, from }) => `${organization} ${from}`}
          isLoading={false}
          columnsIn="members"
        />
      )}
      <Leaving park={park.id} organization={leaving} onDone={onDone} close={() => leave(undefined)} />
    </section>
  );
}

function useColumns(
  { organization: operator, subParks }: Park,
  leave: (organization: string) => void,
): Column<ParkMembersItem>[] {
  const say = useWords(parkWords);
  const org = useIdentity()?.org;
  const subParkOf = ({ subPark }: ParkMembersItem) =>
    subParks.find(({ code }) => code === subPark)?.name ?? subPark;
  return [
    {
      key: 'organization',
      title: say('members.organization'),
      show: ({ organization }) => <OrganizationName id={organization} />,
      text: ({ organization }) => organization,
    },
    { key: 'subPark', title: say('members.subPark'), show: subParkOf, text: subParkOf },
    { key: 'from', title: say('members.from'), show: ({ from }) => from, text: ({ from }) => from },
    {
      key: 'to',
      title: say('members.to'),
      show: ({ organization, to }) =>
        to ?? (
          <>
            {say('members.present')}{' '}
            {(org === operator || org === organization) && (
              <Button size="small" onClick={() => leave(organization)}>
                {say('members.leave')}
              </Button>
            )}
          </>
        ),
      text: ({ to }) => to,
    },
  ];
}

const FIELDS = ['to'] as const;

interface LeavingProps {
  park: string;
  /** Who leaves; undefined where nobody does. */
  organization: string | undefined;
  onDone: (deed: ParkDeed) => void;
  close: () => void;
}

function Leaving({ park, organization = '', onDone, close }: LeavingProps) {
  const say = useWords(parkWords);
  const [form] = Form.useForm<{ to: string }>();
  const leave = useParkChange(
    (to: string) => postV1ParksIdMembersOrganizationLeave(park, organization, { to }),
    (commit) => {
      close();
      onDone({ commit, title: say('leave.done') });
    },
  );
  useFieldFaults(form, leave.error, FIELDS);
  return (
    <Irreversible
      open={organization !== ''}
      title={say('leave.title')}
      deed={say('leave.deed')}
      isPending={leave.isPending}
      onConfirm={() => form.submit()}
      onCancel={close}
    >
      <p>
        <b>
          <OrganizationName id={organization} />
        </b>
      </p>
      <p>{say('leave.what')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ to }) => leave.mutate(to)}>
        <Form.Item
          name="to"
          label={say('members.to')}
          rules={[{ required: true, message: say('leave.missing') }]}
        >
          <Input type="date" />
        </Form.Item>
      </Form>
      <Failure error={leave.error} fields={FIELDS} />
    </Irreversible>
  );
}
