/** Whose emissions, of which year, where, and within which boundary. */
import { Form, Input, InputNumber, Select } from 'antd';
import { chinaDate, yearOf } from '../../../shared/base/day.ts';
import { dutySectors, isDutySector } from '../../../shared/statements/duty.ts';
import { provinceNames } from '../../../shared/statements/factors/electricity.ts';
import { useWords } from '../../words/area.ts';
import { editorWords } from './words.ts';

/** No statement is of a year before the first that has published factors of electricity. */
const FIRST_YEAR = 2021;

const provinceOptions = Object.entries(provinceNames).map(([value, name]) => ({
  value,
  label: `${value} ${name}`,
}));

/** The last year that is over: it is what most state. */
export const lastYear = (at: string): number => yearOf(chinaDate(at)) - 1;

/** @param isFixed of a statement that is revised: subject and year stay */
export function HeadFields({ isFixed, now }: { isFixed: boolean; now: string }) {
  const say = useWords(editorWords);
  const newest = lastYear(now) + 1;
  const years = Array.from({ length: newest - FIRST_YEAR + 1 }, (_, back) => newest - back);
  const must = (message: string) => [{ required: true, message }];
  return (
    <section className="card">
      <h2>{say('head')}</h2>
      <div className="line-fields roomy">
        <Form.Item
          name={['subject', 'name']}
          label={say('subject')}
          extra={say('subjectHelp')}
          rules={must(say('subjectMissing'))}
        >
          <Input autoComplete="off" maxLength={200} disabled={isFixed} />
        </Form.Item>
        <Form.Item name="year" label={say('year')} rules={must(say('yearMissing'))}>
          <Select disabled={isFixed} options={years.map((value) => ({ value, label: String(value) }))} />
        </Form.Item>
        <Form.Item name="province" label={say('province')} rules={must(say('provinceMissing'))}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={provinceOptions} />
        </Form.Item>
        <Form.Item
          name="boundary"
          label={say('boundary')}
          extra={say('boundaryHelp')}
          rules={must(say('boundaryMissing'))}
        >
          <Input autoComplete="off" maxLength={500} />
        </Form.Item>
        <Form.Item name="sector" label={say('sector')}>
          <Select
            allowClear
            placeholder={say('sectorNone')}
            options={dutySectors()
              .filter(isDutySector)
              .map((value) => ({ value, label: say(`sectors.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="producingSince" label={say('since')} extra={say('sinceHelp')}>
          <InputNumber precision={0} min={2000} max={newest} controls={false} />
        </Form.Item>
      </div>
    </section>
  );
}
