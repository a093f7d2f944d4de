/** The terms of a contract in its form: months, the curve, tolerance, prices, the plan, documents. */
import { Alert, Form, Input, InputNumber, Radio, Space } from 'antd';
import { CONTRACT_MONTHS_MAX, type ContractKind } from '../../shared/power/facts-contract.ts';
import { FileField } from '../parts/file-field.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { type PriceName, planYears, type TermsForm, volumesOf } from './contract-input.ts';
import { contractFormWords } from './form-words.ts';
import { PlanField } from './plan-field.tsx';

const SHAPES = ['flat', 'yearly', 'list'] as const;
const MONTHS_OF_YEAR = 12;
const PRICES = [
  ['energyFenPerMegawattHour', true],
  ['environmentalFenPerMegawattHour', true],
  ['transmissionFenPerMegawattHour', false],
  ['deviationFenPerMegawattHour', false],
] as const satisfies readonly (readonly [PriceName, boolean])[];

export function TermsFields({ kind }: { kind: ContractKind | undefined }) {
  const say = useWords(contractFormWords);
  const form = Form.useFormInstance<TermsForm>();
  const values: Partial<TermsForm> = Form.useWatch([], { form, preserve: true }) ?? {};
  const required = [{ required: true, message: say('missing') }];
  return (
    <>
      <Form.Item name="from" label={say('from')} rules={required}>
        <Input type="month" style={{ width: '14rem' }} />
      </Form.Item>
      <CurveFields values={values} />
      {planYears(kind, values).map((year, at) => (
        <Form.Item key={year} name={['plan', at]} label={say('plan', { year })}>
          <PlanField year={year} isPark={kind === 'park-supply'} />
        </Form.Item>
      ))}
      <Form.Item name="deviationToleranceBasisPoints" label={say('tolerance')} extra={say('toleranceHelp')}>
        <InputNumber min={0} max={100} precision={2} controls={false} style={{ width: '14rem' }} />
      </Form.Item>
      <h2>{say('prices')}</h2>
      <Space wrap align="start">
        {PRICES.map(([name, isRequired]) => (
          <Form.Item
            key={name}
            name={['prices', name]}
            label={say(name)}
            {...(isRequired && { rules: required })}
          >
            <InputNumber min={0} max={10_000_000} precision={2} controls={false} style={{ width: '14rem' }} />
          </Form.Item>
        ))}
      </Space>
      <Form.Item name="document" label={say('document')}>
        <FileField accept=".pdf" label={say('choosePdf')} />
      </Form.Item>
      {kind === 'park-supply' && (
        <Form.Item name="regulation" label={say('regulation')}>
          <FileField accept=".pdf" label={say('choosePdf')} />
        </Form.Item>
      )}
      <Alert type="info" showIcon title={say('public')} />
    </>
  );
}

function CurveFields({ values }: { values: Partial<TermsForm> }) {
  const say = useWords(contractFormWords);
  const { number } = useFormats();
  const { shape } = values;
  const volumes = volumesOf(values);
  const required = [{ required: true, message: say('missing') }];
  const amount = <InputNumber min={0} precision={0} controls={false} style={{ width: '10rem' }} />;
  return (
    <>
      <Form.Item name="shape" label={say('shape')}>
        <Radio.Group options={SHAPES.map((value) => ({ value, label: say(`shapes.${value}`) }))} />
      </Form.Item>
      {shape !== 'list' && (
        <Form.Item name="months" label={say('months')} extra={say('monthsHelp')} rules={required}>
          <InputNumber min={1} max={CONTRACT_MONTHS_MAX} precision={0} style={{ width: '10rem' }} />
        </Form.Item>
      )}
      {shape === 'flat' && (
        <Form.Item name="flat" label={say('flat')} rules={required}>
          {amount}
        </Form.Item>
      )}
      {shape === 'yearly' && (
        <Space wrap align="start">
          {Array.from({ length: MONTHS_OF_YEAR }, (_, at) => (
            <Form.Item
              // biome-ignore lint/suspicious/noArrayIndexKey: it is the month.
              key={at}
              name={['yearly', at]}
              label={say('yearlyMonth', { month: at + 1 })}
              rules={required}
            >
              {amount}
            </Form.Item>
          ))}
        </Space>
      )}
      {shape === 'list' && (
        <Form.Item name="list" label={say('list')} extra={say('listHelp')} rules={required}>
          <Input.TextArea rows={6} style={{ maxWidth: '20rem' }} />
        </Form.Item>
      )}
      <Form.Item name="megawattHours">
        <Total
          text={
            volumes
              ? say('total', {
                  months: volumes.length,
                  total: number(volumes.reduce((sum, each) => sum + each, 0)),
                })
              : say('noCurve')
          }
        />
      </Form.Item>
    </>
  );
}

/** What the registry refuses of the curve stands below. */
const Total = ({ text }: { text: string }) => <b role="status">{text}</b>;
