/** What the operator does with an organization of the register: give it its code, unite it with another. */
import { Button, Form, Input, Space } from 'antd';
import { useState } from 'react';
import type { Organization } from '../../events/client/operations.schemas.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { OrganizationField } from '../parts/organization-field.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { type UniteForm, useIdentify, useUnite } from './use-organizations.ts';
import { organizationWords } from './words.ts';

type Move = 'identify' | 'unite';
interface Done {
  move: Move;
  commit: { id: string };
}

export function OperatorMoves({ organization }: { organization: Organization }) {
  const say = useWords(organizationWords);
  const [move, choose] = useState<Move>();
  const [done, setDone] = useState<Done>();
  const open: Move[] = organization.unitedInto
    ? []
    : [...(organization.uscc ? [] : (['identify'] as const)), 'unite'];
  const finish = (each: Move) => (commit: Done['commit']) => {
    setDone({ move: each, commit });
    choose(undefined);
  };
  if (open.length === 0 && !done) return null;
  return (
    <section className="card">
      <h2>{say('moves.title')}</h2>
      {done && <Receipt commit={done.commit} title={say(`moves.done.${done.move}`)} />}
      <Space wrap>
        {open.map((each) => (
          <Button key={each} aria-expanded={each === move} onClick={() => choose(each)}>
            {say(`moves.${each}`)}
          </Button>
        ))}
      </Space>
      {move === 'identify' && <Identify organization={organization} onDone={finish('identify')} />}
      {move === 'unite' && <Unite organization={organization} onDone={finish('unite')} />}
    </section>
  );
}

interface MoveProps {
  organization: Organization;
  onDone: (commit: Done['commit']) => void;
}

const IDENTIFY_FIELDS = ['uscc'] as const;

function Identify({ organization, onDone }: MoveProps) {
  const say = useWords(organizationWords);
  const [form] = Form.useForm<{ uscc: string }>();
  const identify = useIdentify(organization, onDone);
  useFieldFaults(form, identify.error, IDENTIFY_FIELDS);
  return (
    <Form
      form={form}
      className="form actions"
      layout="vertical"
      requiredMark={false}
      onFinish={({ uscc }) => identify.mutate({ uscc: uscc.trim().toUpperCase() })}
    >
      <Form.Item
        name="uscc"
        label={say('uscc')}
        rules={[{ required: true, whitespace: true, message: say('form.missing') }]}
      >
        <Input autoComplete="off" maxLength={18} />
      </Form.Item>
      <Failure error={identify.error} fields={IDENTIFY_FIELDS} />
      <Button type="primary" htmlType="submit" loading={identify.isPending}>
        {say('moves.identify')}
      </Button>
    </Form>
  );
}

const UNITE_FIELDS = ['organization', 'uscc', 'reason'] as const;

function Unite({ organization: { id, name, uscc }, onDone }: MoveProps) {
  const say = useWords(organizationWords);
  const [form] = Form.useForm<UniteForm>();
  const [asked, ask] = useState<UniteForm>();
  const unite = useUnite(id, onDone);
  useFieldFaults(form, unite.error, UNITE_FIELDS);
  const missing = [{ required: true, whitespace: true, message: say('form.missing') }];
  return (
    <Form<UniteForm>
      form={form}
      className="form actions"
      layout="vertical"
      requiredMark={false}
      onFinish={ask}
    >
      <p className="soft">{say('moves.uniteHelp', { name })}</p>
      <Form.Item
        name="organization"
        label={say('moves.closed')}
        rules={[{ required: true, message: say('moves.closedMissing') }]}
      >
        <OrganizationField none={say('moves.closedNone')} />
      </Form.Item>
      {!uscc && (
        <Form.Item name="uscc" label={say('uscc')} rules={missing}>
          <Input autoComplete="off" maxLength={18} />
        </Form.Item>
      )}
      <Form.Item name="reason" label={say('moves.reason')} rules={missing}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Failure error={unite.error} fields={UNITE_FIELDS} />
      <Button type="primary" danger htmlType="submit" loading={unite.isPending}>
        {say('moves.unite')}
      </Button>
      <Irreversible
        open={asked !== undefined}
        title={say('moves.unite')}
        deed={say('moves.unite')}
        isPending={unite.isPending}
        onConfirm={() => {
          if (asked) unite.mutate(asked);
          ask(undefined);
        }}
        onCancel={() => ask(undefined)}
      >
        <p>
          <b>{asked && <OrganizationName id={asked.organization} />}</b> → <b>{name}</b>
        </p>
        <p>{say('moves.uniteFinal')}</p>
      </Irreversible>
    </Form>
  );
}
