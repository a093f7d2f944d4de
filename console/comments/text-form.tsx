/** The text of a comment, as both forms ask for it. */
import { Button, Form, type FormInstance, Input } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../parts/failure.tsx';
import type { Draft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { commentWords } from './words.ts';

export interface Text {
  text: string;
}

/** The registry's COMMENT_TEXT_MAX. */
const TEXT_MAX = 1000;
const FIELDS = ['text'] as const;

interface TextFormProps {
  form: FormInstance<Text>;
  draft: Draft;
  error: Error | null;
  isPending: boolean;
  help: ReactNode;
  onSay: (text: string) => void;
}

export function TextForm({ form, draft, error, isPending, help, onSay }: TextFormProps) {
  const say = useWords(commentWords);
  useFieldFaults(form, error, FIELDS);
  return (
    <Form<Text>
      form={form}
      className="form"
      layout="vertical"
      requiredMark={false}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={({ text }) => onSay(text.trim())}
    >
      <Form.Item
        name="text"
        label={say('form.text')}
        extra={help}
        rules={[{ required: true, whitespace: true, message: say('form.missing') }]}
      >
        <Input.TextArea rows={4} maxLength={TEXT_MAX} showCount />
      </Form.Item>
      <Failure error={error} fields={FIELDS} />
      <Button type="primary" htmlType="submit" loading={isPending}>
        {say('form.submit')}
      </Button>
    </Form>
  );
}
