/** Registers another device's key, signed with this one's. */
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { parseVkey } from '../../events/tlog/note-key.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useWords } from '../words/area.ts';
import { type HandedOver, HandOverFault, readHandOver } from './hand-over.ts';
import { useRegisterKey } from './use-registration.ts';
import { signingWords } from './words.ts';

interface RegisterOtherProps {
  org: string;
  /** The key that the registry shows as its log's. */
  shown: string;
}

export function RegisterOther({ org, shown }: RegisterOtherProps) {
  const say = useWords(signingWords);
  const [form] = Form.useForm<{ code: string }>();
  const [asked, ask] = useState<HandedOver>();
  const register = useRegisterKey(org);
  const check = ({ code }: { code: string }) => {
    try {
      ask(readHandOver(code, parseVkey(shown).name, org));
    } catch (error) {
      if (!(error instanceof HandOverFault)) throw error;
      form.setFields([{ name: 'code', errors: [say(`handOver.faults.${error.what}`)] }]);
    }
  };
  return (
    <section className="card">
      <h2>{say('handOver.otherTitle')}</h2>
      <p>{say('handOver.otherLead')}</p>
      {register.data && <Receipt commit={register.data.commit} title={say('device.registered')} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={check}>
        <Form.Item
          name="code"
          label={say('handOver.paste')}
          rules={[{ required: true, whitespace: true, message: say('handOver.faults.form') }]}
        >
          <Input.TextArea rows={3} autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Failure error={register.error} />
        <Button htmlType="submit">{say('handOver.check')}</Button>
      </Form>
      <Irreversible
        open={asked !== undefined}
        title={say('handOver.otherTitle')}
        deed={say('device.register')}
        isPending={register.isPending}
        onConfirm={() => {
          if (!asked) return;
          register.mutate(asked, {
            onSuccess: () => form.resetFields(),
            onSettled: () => ask(undefined),
          });
        }}
        onCancel={() => ask(undefined)}
      >
        <Alert type="warning" showIcon title={say('handOver.compare')} />
        <p>
          {say('device.kid')} <code className="long">{asked?.kid}</code>
        </p>
      </Irreversible>
    </section>
  );
}
