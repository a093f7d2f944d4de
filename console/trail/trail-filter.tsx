/** What to look for in the log; it stands in the address. */
import { Button, Form, Input, Select, Space } from 'antd';
import { useEffect } from 'react';
import { useWords } from '../words/area.ts';
import { useTypeNames } from './type-names.ts';
import { type Asked, useAsked } from './use-trail.ts';
import { trailWords } from './words.ts';

export function TrailFilter() {
  const say = useWords(trailWords);
  const [asked, ask] = useAsked();
  const [form] = Form.useForm<Asked>();
  const { types, nameOf } = useTypeNames();
  const { type = '', about = '', day = '', before = '' } = asked;
  // The address may have come from a link, or from the way back.
  useEffect(() => form.setFieldsValue({ type, about, day, before }), [form, type, about, day, before]);
  return (
    <Form<Asked>
      form={form}
      className="card"
      layout="vertical"
      onFinish={ask}
      aria-label={say('filter.title')}
    >
      <Space wrap align="end">
        <Form.Item name="type" label={say('filter.type')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: '15rem' }}
            options={[
              { value: '', label: say('filter.anyType') },
              ...types.map((each) => ({ value: each, label: `${nameOf(each)} ${each}` })),
            ]}
          />
        </Form.Item>
        <Form.Item name="about" label={say('filter.about')}>
          <Input autoComplete="off" placeholder="o-…" />
        </Form.Item>
        <Form.Item name="day" label={say('filter.day')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="before" label={say('filter.before')}>
          <Input inputMode="numeric" autoComplete="off" style={{ width: '8rem' }} />
        </Form.Item>
        <Form.Item>
          <Space>
            <Button type="primary" htmlType="submit">
              {say('filter.apply')}
            </Button>
            <Button onClick={() => ask({})}>{say('filter.clear')}</Button>
          </Space>
        </Form.Item>
      </Space>
    </Form>
  );
}
