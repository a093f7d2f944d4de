/** An organization's keys in force, and their end. */
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Organization } from '../../events/client/operations.schemas.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { Wide } from '../parts/wide.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { useRevokeKey } from './use-registration.ts';
import { signingWords } from './words.ts';

const FIELDS = ['reason'] as const;
const REASON_MAX = 500;

interface KeysCardProps {
  organization: Organization;
  /** Whether the caller may revoke them: the organization itself, and the operator. */
  mayRevoke: boolean;
  /** The key of this device, where it has one of this organization. */
  here: string | undefined;
}

export function KeysCard({ organization: { id, keys }, mayRevoke, here }: KeysCardProps) {
  const say = useWords(signingWords);
  const { instant } = useFormats();
  const [asked, ask] = useState<string>();
  const [done, setDone] = useState<{ id: string }>();
  return (
    <section className="card">
      <h2>{say('keys.title')}</h2>
      {done && <Receipt commit={done} title={say('keys.revoked')} />}
      {keys.length === 0 ? (
        <p>{say('keys.none')}</p>
      ) : (
        <Wide label={say('keys.title')}>
          <table className="plain" aria-label={say('keys.title')}>
            <thead>
              <tr>
                <th scope="col">{say('keys.kid')}</th>
                <th scope="col">{say('keys.from')}</th>
                {mayRevoke && <th scope="col">{say('keys.deed')}</th>}
              </tr>
            </thead>
            <tbody>
              {keys.map(({ kid, from }) => (
                <tr key={kid}>
                  <td>
                    <code>{kid}</code> {kid === here && <b>({say('keys.here')})</b>}
                  </td>
                  <td>{instant(from)}</td>
                  {mayRevoke && (
                    <td>
                      <Button
                        size="small"
                        danger
                        aria-label={`${say('keys.revoke')} ${kid}`}
                        onClick={() => ask(kid)}
                      >
                        {say('keys.revoke')}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {asked !== undefined && (
        <Revoke
          org={id}
          kid={asked}
          isLast={keys.length === 1}
          onDone={(commit) => {
            setDone(commit);
            ask(undefined);
          }}
          onCancel={() => ask(undefined)}
        />
      )}
    </section>
  );
}

interface RevokeProps {
  org: string;
  kid: string;
  isLast: boolean;
  onDone: (commit: { id: string }) => void;
  onCancel: () => void;
}

function Revoke({ org, kid, isLast, onDone, onCancel }: RevokeProps) {
  const say = useWords(signingWords);
  const [form] = Form.useForm<{ reason: string }>();
  const revoke = useRevokeKey(org, kid, onDone);
  useFieldFaults(form, revoke.error, FIELDS);
  return (
    <Irreversible
      open
      title={say('keys.revokeTitle')}
      deed={say('keys.revoke')}
      isPending={revoke.isPending}
      onConfirm={() => form.submit()}
      onCancel={onCancel}
    >
      <p>
        <code className="long">{kid}</code>
      </p>
      <p>{say('keys.revokeLead')}</p>
      {isLast && (
        <p>
          <b>{say('keys.revokeLast')}</b>
        </p>
      )}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(asked) => revoke.mutate(asked)}>
        <Form.Item
          name="reason"
          label={say('keys.reason')}
          rules={[{ required: true, whitespace: true, message: say('keys.reasonMissing') }]}
        >
          <Input.TextArea rows={3} maxLength={REASON_MAX} showCount />
        </Form.Item>
      </Form>
      <Failure error={revoke.error} fields={FIELDS} />
    </Irreversible>
  );
}
