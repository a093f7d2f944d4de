/** The third step: what the certificate says. */
import { Form, Input, Select } from 'antd';
import { purposes } from '../../shared/units/purpose.ts';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { type Kind, purposesFor } from './retire-form.ts';
import { retireWords } from './words.ts';

/** As the registry bounds them. */
const BENEFICIARY_MAX = 200;
const REASON_MAX = 500;

export function WordsStep({ kind, forStatement }: { kind: Kind; forStatement: boolean }) {
  const say = useWords(retireWords);
  const language = useWordsLanguage();
  return (
    <>
      <Form.Item
        name="beneficiary"
        label={say('beneficiary.label')}
        extra={say('beneficiary.help')}
        rules={[{ required: true, whitespace: true, message: say('beneficiary.missing') }]}
      >
        <Input maxLength={BENEFICIARY_MAX} showCount autoComplete="organization" />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={say('purpose.label')}
        rules={[{ required: true, message: say('purpose.missing') }]}
      >
        <Select
          options={purposesFor(kind, forStatement).map((value) => ({
            value,
            label: purposes[value][language],
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('reason.label')}
        extra={say('reason.help')}
        rules={[{ required: true, whitespace: true, message: say('reason.missing') }]}
      >
        <Input.TextArea maxLength={REASON_MAX} showCount autoSize={{ minRows: 2 }} />
      </Form.Item>
    </>
  );
}
