/** Amounts of the calendar years of a period, in tonnes to the kilogram; the form has kilograms. */
import { Form, InputNumber } from 'antd';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { reportWords } from './report-words.ts';

/** Kilograms by year, as a form has them. */
export type Amounts = Record<string, number | undefined>;

const KILOGRAMS_PER_TONNE = 1000;
/** The registry's KILOGRAMS_MAX. */
const TONNES_MAX = 999_999_999_999;

/** Of the form's `amounts` those of the given years. */
export const amountsOf = (amounts: Amounts | undefined, years: readonly number[]) =>
  years.map((vintage) => ({ vintage, kilograms: amounts?.[vintage] ?? 0 }));

export function AmountFields({ years, legend }: { years: readonly number[]; legend: string }) {
  const say = useWords(reportWords);
  const { tonnes } = useFormats();
  const amounts: Amounts = Form.useWatch('amounts', Form.useFormInstance()) ?? {};
  const total = amountsOf(amounts, years).reduce((sum, { kilograms }) => sum + kilograms, 0);
  return (
    <fieldset className="treatments">
      <legend>{legend}</legend>
      <p className="soft">{say(years.length === 0 ? 'submit.periodFirst' : 'submit.amountsHelp')}</p>
      {years.map((vintage) => (
        <Form.Item
          key={vintage}
          name={['amounts', String(vintage)]}
          label={say('submit.amount', { vintage })}
          getValueProps={(kilograms?: number) => ({
            value: kilograms === undefined ? undefined : kilograms / KILOGRAMS_PER_TONNE,
          })}
          normalize={(given: number | null) =>
            given === null ? undefined : Math.round(given * KILOGRAMS_PER_TONNE)
          }
          rules={[{ required: true, message: say('submit.missing') }]}
        >
          <InputNumber
            precision={3}
            min={0}
            max={TONNES_MAX}
            controls={false}
            style={{ width: '14rem' }}
            suffix="tCO2e"
          />
        </Form.Item>
      ))}
      {years.length > 1 && <p role="status">{tonnes(total / KILOGRAMS_PER_TONNE)}</p>}
    </fieldset>
  );
}
