/** What the organization demands two for, and how that is changed: by two. */
import { Button, Checkbox, Form } from 'antd';
import type { PostV1OrganizationsIdRequireConfirmationBodyCommandsItem as Command } from '../../events/client/operations.schemas.ts';
import { postV1OrganizationsIdRequireConfirmation } from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { Failure } from '../parts/failure.tsx';
import { useOrganization } from '../parts/use-organization.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { confirmationWords } from './words.ts';

const COMMANDS = ['retirement', 'transfer', 'pledge', 'claim'] as const satisfies readonly Command[];

export function Demand() {
  const say = useWords(confirmationWords);
  const org = useIdentity()?.org ?? '';
  const { data: organization } = useOrganization(org);
  // It needs two, always: the transport initiates it and leads to where it waits.
  const change = useChange(
    (commands: Command[]) => postV1OrganizationsIdRequireConfirmation(org, { commands }),
    () => undefined,
  );
  if (!organization) return null;
  const demanded = (organization.confirmation ?? []).map(({ command }) => command);
  return (
    <section className="card">
      <h2>{say('demand.title')}</h2>
      <p>
        {say('demand.now')}{' '}
        {demanded.length === 0
          ? say('demand.none')
          : demanded.map((each) => say(`demand.commands.${each}`)).join('、')}
      </p>
      <Form
        layout="vertical"
        initialValues={{ commands: demanded }}
        onFinish={({ commands }: { commands: Command[] }) => change.mutate(commands)}
      >
        <Form.Item name="commands" label={say('demand.legend')} extra={say('demand.hint')}>
          <Checkbox.Group
            options={COMMANDS.map((value) => ({ value, label: say(`demand.commands.${value}`) }))}
          />
        </Form.Item>
        <Failure error={change.error} />
        <Button htmlType="submit" loading={change.isPending}>
          {say('demand.submit')}
        </Button>
      </Form>
    </section>
  );
}
