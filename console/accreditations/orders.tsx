/** What a regulator orders about an accreditation. Each needs a reason, which everybody reads. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import type { Accreditation, OrderedAccreditation } from '../../events/client/operations.schemas.ts';
import {
  postV1AccreditationsVerifierResume,
  postV1AccreditationsVerifierSuspend,
  postV1AccreditationsVerifierWithdraw,
} from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { ButtonLink } from '../parts/button-link.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { accreditationWords } from './words.ts';

const orders = {
  suspend: postV1AccreditationsVerifierSuspend,
  resume: postV1AccreditationsVerifierResume,
  withdraw: postV1AccreditationsVerifierWithdraw,
};
type Order = keyof typeof orders;

const FIELDS = ['reason'] as const;
const REASON_MAX = 500;

/** What may be ordered follows from earlier orders, whatever the day: an expired one may be withdrawn. */
const allowed = ({ suspended, withdrawn }: Accreditation): Order[] =>
  withdrawn ? [] : [suspended ? 'resume' : 'suspend', 'withdraw'];

export function Orders({ accreditation }: { accreditation: Accreditation }) {
  const say = useWords(accreditationWords);
  const [asked, ask] = useState<Order>();
  const [done, setDone] = useState<{ order: Order; commit: OrderedAccreditation['commit'] }>();
  return (
    <>
      {done && <Receipt commit={done.commit} title={say(`done.${done.order}`)} />}
      <Space wrap>
        {allowed(accreditation).map((order) => (
          <Button key={order} danger={order === 'withdraw'} onClick={() => ask(order)}>
            {say(`orders.${order}`)}
          </Button>
        ))}
        <ButtonLink to={`/accreditations/new?verifier=${accreditation.verifier}`}>{say('again')}</ButtonLink>
      </Space>
      {asked && (
        <OrderDialog
          key={asked}
          order={asked}
          verifier={accreditation.verifier}
          onDone={(commit) => {
            setDone({ order: asked, commit });
            ask(undefined);
          }}
          onCancel={() => ask(undefined)}
        />
      )}
    </>
  );
}

interface OrderDialogProps {
  order: Order;
  verifier: string;
  onDone: (commit: OrderedAccreditation['commit']) => void;
  onCancel: () => void;
}

function OrderDialog({ order, verifier, onDone, onCancel }: OrderDialogProps) {
  const say = useWords(accreditationWords);
  const queries = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const change = useChange(
    ({ reason }: { reason: string }) => orders[order](verifier, { reason }),
    async ({ commit }: OrderedAccreditation) => {
      await queries.invalidateQueries({ queryKey: ['accreditations'] });
      onDone(commit);
    },
  );
  useFieldFaults(form, change.error, FIELDS);
  const body = (
    <>
      <p>
        <b>
          <OrganizationName id={verifier} />
        </b>
      </p>
      <p>{say(`what.${order}`)}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(asked) => change.mutate(asked)}>
        <Form.Item
          name="reason"
          label={say('reason')}
          rules={[{ required: true, whitespace: true, message: say('reasonMissing') }]}
        >
          <Input.TextArea rows={3} maxLength={REASON_MAX} showCount />
        </Form.Item>
      </Form>
      <Failure error={change.error} fields={FIELDS} />
    </>
  );
  if (order === 'withdraw')
    return (
      <Irreversible
        open
        title={say('titles.withdraw')}
        deed={say('orders.withdraw')}
        isPending={change.isPending}
        onConfirm={() => form.submit()}
        onCancel={onCancel}
      >
        {body}
      </Irreversible>
    );
  return (
    <Modal
      open
      title={say(`titles.${order}`)}
      okText={say(`orders.${order}`)}
      cancelText={say('cancel')}
      okButtonProps={{ loading: change.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      {body}
    </Modal>
  );
}
