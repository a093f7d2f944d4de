/** Withdrawing a claim, with its reason. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { postV1ClaimsIdWithdraw } from '../../../events/client/operations.ts';
import { useChange } from '../../api/use-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { Irreversible } from '../../parts/irreversible.tsx';
import { useFieldFaults } from '../../parts/use-field-faults.ts';
import { useWords } from '../../words/area.ts';
import type { Deed } from './deed.ts';
import { claimWords } from './words.ts';

const FIELDS = ['reason'] as const;

export function Withdraw({ claim, onDone }: { claim: string; onDone: (deed: Deed) => void }) {
  const say = useWords(claimWords);
  const queries = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const [isAsking, ask] = useState(false);
  const withdraw = useChange(
    (reason: string) => postV1ClaimsIdWithdraw(claim, { reason }),
    async ({ commit }) => {
      ask(false);
      onDone({ commit: commit.id, what: 'withdrawn' });
      await Promise.all(
        [['claims'], ['statements']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
    },
  );
  useFieldFaults(form, withdraw.error, FIELDS);
  return (
    <>
      <Button danger onClick={() => ask(true)}>
        {say('withdraw.start')}
      </Button>
      <Irreversible
        open={isAsking}
        title={say('withdraw.title')}
        deed={say('withdraw.deed')}
        isPending={withdraw.isPending}
        onConfirm={() => form.submit()}
        onCancel={() => ask(false)}
      >
        <p>{say('withdraw.what')}</p>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ reason }) => withdraw.mutate(reason.trim())}
        >
          <Form.Item
            name="reason"
            label={say('withdraw.reason')}
            rules={[{ required: true, message: say('withdraw.reasonMissing') }]}
          >
            <Input autoComplete="off" maxLength={500} />
          </Form.Item>
        </Form>
        <Failure error={withdraw.error} fields={FIELDS} />
      </Irreversible>
    </>
  );
}
