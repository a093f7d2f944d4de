/** Where a person enters the key of a witness that it trusts. */
import { Button, Form, Input } from 'antd';
import { trustWitness } from '../log/trusted-witnesses.ts';
import { useWords } from '../words/area.ts';
import { trailWords } from './words.ts';

export function WitnessForm() {
  const say = useWords(trailWords);
  const [form] = Form.useForm<{ witness: string }>();
  const take = ({ witness }: { witness: string }) => {
    try {
      trustWitness(witness.trim());
      form.resetFields();
    } catch (error) {
      form.setFields([{ name: 'witness', errors: [`${say('witness.malformed')} (${String(error)})`] }]);
    }
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={take}>
      <Form.Item
        name="witness"
        label={say('witness.label')}
        extra={say('witness.help')}
        rules={[{ required: true, whitespace: true, message: say('witness.malformed') }]}
      >
        <Input placeholder="name+hash+base64" autoComplete="off" />
      </Form.Item>
      <Button htmlType="submit">{say('witness.take')}</Button>
    </Form>
  );
}
