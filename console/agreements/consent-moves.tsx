/** Consent to the version that waits, or its end; and the receipt of what was done. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import type { Agreement, CommitReceipt } from '../../events/client/operations.schemas.ts';
import { postV1AgreementsIdAccept, postV1AgreementsIdDecline } from '../../events/client/operations.ts';
import type { Change } from '../../events/client/request.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { SharesTable } from './shares-table.tsx';
import { isAskedFor } from './use-agreements.ts';
import { agreementWords } from './words.ts';

type Move = 'accept' | 'decline' | 'takeBack';

const FIELDS = ['reason'] as const;

/** A party may decline until all have accepted; the developer takes its own proposal back. */
function movesFor(agreement: Agreement, org: string | undefined): Move[] {
  const { pending, developer } = agreement;
  if (!pending?.parties.some(({ organization }) => organization === org)) return [];
  const end = developer === org ? 'takeBack' : 'decline';
  return isAskedFor(agreement, org) ? ['accept', end] : [end];
}

export function ConsentMoves({ agreement }: { agreement: Agreement }) {
  const say = useWords(agreementWords);
  const queries = useQueryClient();
  const [asked, ask] = useState<Move>();
  const [form] = Form.useForm<{ reason: string }>();
  const { id, pending } = agreement;
  const version = pending?.version ?? 0;
  const moves = movesFor(agreement, useIdentity()?.org);
  const change = useChange(
    ({ move, reason = '' }: { move: Move; reason?: string }): Change<{ commit: CommitReceipt }> =>
      move === 'accept'
        ? postV1AgreementsIdAccept(id, { version })
        : postV1AgreementsIdDecline(id, { version, reason }),
    async () => {
      ask(undefined);
      await queries.invalidateQueries({ queryKey: ['agreements'] });
    },
  );
  useFieldFaults(form, change.error, FIELDS);
  if (moves.length === 0 && !change.data) return null;
  const isEnding = asked === 'decline' || asked === 'takeBack';
  return (
    <section className="card">
      {change.data && <Receipt commit={change.data.commit} title={say(`done.${change.variables.move}`)} />}
      <Space wrap>
        {moves.map((move) => (
          <Button key={move} type={move === 'accept' ? 'primary' : 'default'} onClick={() => ask(move)}>
            {say(`moves.${move}`)}
          </Button>
        ))}
      </Space>
      {!asked && <Failure error={change.error} />}
      <Irreversible
        open={asked === 'accept'}
        title={say('moves.acceptTitle', { version })}
        deed={say('moves.accept')}
        isPending={change.isPending}
        onConfirm={() => change.mutate({ move: 'accept' })}
        onCancel={() => ask(undefined)}
      >
        {pending && <SharesTable version={pending} />}
        <p>{say('moves.acceptWhy')}</p>
        <Failure error={change.error} />
      </Irreversible>
      <Modal
        open={isEnding}
        title={isEnding && say(`moves.${asked}Title`, { version })}
        okText={isEnding && say(`moves.${asked}`)}
        cancelText={say('moves.cancel')}
        okButtonProps={{ danger: true, loading: change.isPending }}
        onOk={() => form.submit()}
        onCancel={() => ask(undefined)}
      >
        <p>{say('moves.declineWhy')}</p>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ reason }) => asked && change.mutate({ move: asked, reason })}
        >
          <Form.Item
            name="reason"
            label={say('moves.reason')}
            rules={[{ required: true, whitespace: true, message: say('new.missing') }]}
          >
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Form.Item>
        </Form>
        <Failure error={change.error} fields={FIELDS} />
      </Modal>
    </section>
  );
}
