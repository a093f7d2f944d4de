/** Where a person enters the log's key that it got from another source than the registry. */
import { Button, Form, Input } from 'antd';
import { useWords } from '../words/area.ts';
import { trustKey, useTrustedKey } from './trusted-key.ts';
import { logWords } from './words.ts';

export function KeyForm() {
  const say = useWords(logWords);
  const trusted = useTrustedKey();
  const [form] = Form.useForm<{ vkey: string }>();
  const take = ({ vkey }: { vkey: string }) => {
    try {
      trustKey(vkey.trim());
    } catch (error) {
      form.setFields([{ name: 'vkey', errors: [`${say('key.malformed')} (${String(error)})`] }]);
    }
  };
  if (trusted !== undefined)
    return (
      <p>
        {say('key.yours')} <code>{trusted}</code>{' '}
        <Button size="small" onClick={() => trustKey(undefined)}>
          {say('key.forget')}
        </Button>
      </p>
    );
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={take}>
      <Form.Item
        name="vkey"
        label={say('key.label')}
        extra={say('key.help')}
        rules={[{ required: true, whitespace: true, message: say('key.malformed') }]}
      >
        <Input placeholder="name+hash+base64" autoComplete="off" />
      </Form.Item>
      <Button htmlType="submit">{say('key.take')}</Button>
    </Form>
  );
}
