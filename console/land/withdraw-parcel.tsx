/** A parcel is withdrawn by whoever registered it, for good and with a reason. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Parcel } from '../../events/client/operations.schemas.ts';
import { postV1ParcelsIdWithdraw } from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { landWords } from './words.ts';

const FIELDS = ['reason'] as const;

export function WithdrawParcel({ parcel }: { parcel: Parcel }) {
  const say = useWords(landWords);
  const queries = useQueryClient();
  const [isAsked, ask] = useState(false);
  const [form] = Form.useForm<{ reason: string }>();
  const change = useChange(
    ({ reason }: { reason: string }) => postV1ParcelsIdWithdraw(parcel.id, { reason }),
    async () => {
      ask(false);
      await queries.invalidateQueries({ queryKey: ['land'] });
    },
  );
  useFieldFaults(form, change.error, FIELDS);
  const isOwn = useIdentity()?.org === parcel.registrant;
  if (change.data) return <Receipt commit={change.data.commit} title={say('withdraw.done')} />;
  if (!isOwn || parcel.status !== 'surveyed') return null;
  return (
    <p>
      <Button size="small" danger onClick={() => ask(true)}>
        {say('withdraw.deed')}
      </Button>
      <Irreversible
        open={isAsked}
        title={say('withdraw.title', { name: parcel.name })}
        deed={say('withdraw.deed')}
        isPending={change.isPending}
        onConfirm={() => form.submit()}
        onCancel={() => ask(false)}
      >
        <p>{say('withdraw.what')}</p>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(asked) => change.mutate(asked)}>
          <Form.Item
            name="reason"
            label={say('withdraw.reason')}
            rules={[{ required: true, whitespace: true, message: say('new.missing') }]}
          >
            <Input.TextArea rows={2} maxLength={500} showCount />
          </Form.Item>
        </Form>
        <Failure error={change.error} fields={FIELDS} />
      </Irreversible>
    </p>
  );
}
