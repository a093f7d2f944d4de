/** The meters of a facility in its form, one line each. */
import { Button, Form, Input, Select, Space } from 'antd';
import { METER_KINDS, METERS_MAX } from '../../shared/power/facts.ts';
import { useWords } from '../words/area.ts';
import { facilityFormWords } from './form-words.ts';
import { usePowerNames } from './names.ts';

export function MeterFields() {
  const say = useWords(facilityFormWords);
  const names = usePowerNames();
  return (
    <section aria-label={say('meters')}>
      <h2>{say('meters')}</h2>
      <p className="soft">{say('metersHelp')}</p>
      <Form.List name="meters">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, at) => (
              <Space key={key} wrap align="start">
                <Form.Item
                  name={[name, 'id']}
                  label={say('meterId', { n: at + 1 })}
                  rules={[{ required: true, whitespace: true, message: say('missing') }]}
                >
                  <Input maxLength={64} autoComplete="off" />
                </Form.Item>
                <Form.Item
                  name={[name, 'kind']}
                  label={say('meterKind', { n: at + 1 })}
                  rules={[{ required: true, message: say('choose') }]}
                >
                  <Select
                    style={{ width: '10rem' }}
                    options={METER_KINDS.map((value) => ({ value, label: names.meter(value) }))}
                  />
                </Form.Item>
                {fields.length > 1 && (
                  <Form.Item label=" ">
                    <Button onClick={() => remove(name)}>{say('removeMeter', { n: at + 1 })}</Button>
                  </Form.Item>
                )}
              </Space>
            ))}
            {fields.length < METERS_MAX && (
              <p>
                <Button onClick={() => add({})}>{say('addMeter')}</Button>
              </p>
            )}
          </>
        )}
      </Form.List>
    </section>
  );
}
