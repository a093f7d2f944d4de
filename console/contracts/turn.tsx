/** What waits for a signature, whose turn it is, and what became of the last proposal. */
import { Alert, Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import type {
  PostV1PowerPurchaseAgreementsIdDecline200 as Declined,
  PendingContractVersion,
  PowerPurchaseAgreement,
  PostV1PowerPurchaseAgreementsIdSign200 as Signed,
} from '../../events/client/operations.schemas.ts';
import {
  postV1PowerPurchaseAgreementsIdDecline,
  postV1PowerPurchaseAgreementsIdSign,
} from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useContractChanged } from './use-contracts.ts';
import { contractWords } from './words.ts';

const FIELDS = ['reason'] as const;
const REASON_MAX = 500;

export function Turn({ contract }: { contract: PowerPurchaseAgreement }) {
  const say = useWords(contractWords);
  const [done, setDone] = useState<{ commit: { id: string }; title: string }>();
  const { pending, declined } = contract;
  return (
    <>
      {done && <Receipt commit={done.commit} title={done.title} />}
      {pending && (
        <Waiting
          contract={contract}
          pending={pending}
          onDone={(commit, title) => setDone({ commit, title })}
        />
      )}
      {!pending && declined && (
        <Alert
          type="warning"
          showIcon
          title={say('turn.declined', { version: declined.version, reason: declined.reason })}
          description={
            <>
              {say('turn.by')}：<OrganizationName id={declined.by} />
            </>
          }
        />
      )}
    </>
  );
}

interface WaitingProps {
  contract: PowerPurchaseAgreement;
  pending: PendingContractVersion;
  onDone: (commit: { id: string }, title: string) => void;
}

function Waiting({ contract, pending, onDone }: WaitingProps) {
  const { id, seller, buyers } = contract;
  const { version, from, signed, turn } = pending;
  const say = useWords(contractWords);
  const changed = useContractChanged();
  const org = useIdentity()?.org;
  const [asked, ask] = useState<'sign' | 'decline'>();
  const sign = useChange(
    () => postV1PowerPurchaseAgreementsIdSign(id, { version }),
    async ({ commit, inForce }: Signed) => {
      onDone(commit, say(inForce ? 'turn.doneInForce' : 'turn.doneSign'));
      await changed();
    },
  );
  const isParty = seller === org || buyers.some(({ organization }) => organization === org);
  return (
    <section className="card">
      <h2>{say('turn.title', { version })}</h2>
      <Facts
        facts={[
          [
            say('turn.signed'),
            signed.map((each) => (
              <div key={each}>
                <OrganizationName id={each} />
              </div>
            )),
          ],
          [say('turn.next'), turn !== undefined && <OrganizationName key="turn" id={turn} />],
        ]}
      />
      <Failure error={sign.error} />
      <Space wrap className="actions">
        {turn === org && (
          <Button type="primary" onClick={() => ask('sign')} loading={sign.isPending}>
            {say('turn.sign')}…
          </Button>
        )}
        {isParty && (
          <Button onClick={() => ask('decline')}>
            {say(seller === org ? 'turn.takeBack' : 'turn.decline')}…
          </Button>
        )}
      </Space>
      <Irreversible
        open={asked === 'sign'}
        title={say('turn.askSign', { version })}
        deed={say('turn.sign')}
        isPending={sign.isPending}
        onConfirm={() => {
          sign.mutate(undefined);
          ask(undefined);
        }}
        onCancel={() => ask(undefined)}
      >
        <p>{say('turn.what', { from })}</p>
      </Irreversible>
      {asked === 'decline' && (
        <Decline id={id} version={version} onDone={onDone} onCancel={() => ask(undefined)} />
      )}
    </section>
  );
}

interface DeclineProps {
  id: string;
  version: number;
  onDone: WaitingProps['onDone'];
  onCancel: () => void;
}

function Decline({ id, version, onDone, onCancel }: DeclineProps) {
  const say = useWords(contractWords);
  const changed = useContractChanged();
  const [form] = Form.useForm<{ reason: string }>();
  const decline = useChange(
    ({ reason }: { reason: string }) => postV1PowerPurchaseAgreementsIdDecline(id, { version, reason }),
    async ({ commit }: Declined) => {
      onDone(commit, say('turn.doneDecline'));
      onCancel();
      await changed();
    },
  );
  useFieldFaults(form, decline.error, FIELDS);
  return (
    <Modal
      open
      title={say('turn.askDecline', { version })}
      okText={say('turn.decline')}
      cancelText={say('turn.cancel')}
      okButtonProps={{ loading: decline.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => decline.mutate(values)}>
        <Form.Item
          name="reason"
          label={say('turn.reason')}
          rules={[{ required: true, whitespace: true, message: say('turn.reasonMissing') }]}
        >
          <Input.TextArea rows={3} maxLength={REASON_MAX} showCount />
        </Form.Item>
      </Form>
      <Failure error={decline.error} fields={FIELDS} />
    </Modal>
  );
}
