/** The fields of a line, by its kind. */
import { Checkbox, Form, Input, Select } from 'antd';
import { createContext, useContext } from 'react';
import { isDecimal } from '../../../shared/base/rational.ts';
import { fuelOf } from '../../../shared/statements/factors/fuel.ts';
import { MASS_IN_TONNES } from '../../../shared/statements/factors/unit.ts';
import { useWords, useWordsLanguage } from '../../words/area.ts';
import { fuelOptions, gasOptions, processOptions, unitOptions } from './row-names.ts';
import { amountOf, type LineForm, plainNumber, takesFactor } from './statement-form.ts';
import { editorWords } from './words.ts';

interface LineProps {
  at: number;
  line: LineForm;
}

/** What Enter in an amount does. */
export const NextLine = createContext<(at: number) => void>(() => undefined);

const required = (message: string) => [{ required: true, message }];

/** What the line is about, its amount and unit. */
export function MainFields({ at, line }: LineProps) {
  const { kind } = line;
  if (kind === 'fuel') return <FuelFields at={at} line={line} />;
  if (kind === 'electricity') return <ElectricityFields at={at} line={line} />;
  if (kind === 'heat') return <HeatFields at={at} line={line} />;
  if (kind === 'own') return <OwnFields at={at} line={line} />;
  return <RowFields at={at} line={line} />;
}

function FuelFields({ at, line }: LineProps) {
  const language = useWordsLanguage();
  const fuel = fuelOf(line.fuel ?? '');
  const units = Object.keys(fuel?.conversions ?? MASS_IN_TONNES);
  return (
    <>
      <Choice at={at} name="fuel" options={fuelOptions(language)} />
      <Amount at={at} line={line} />
      <Choice at={at} name="unit" options={unitOptions(units, language)} />
    </>
  );
}

/** A row of the table of processes or gases. */
function RowFields({ at, line }: LineProps) {
  const language = useWordsLanguage();
  if (line.kind === 'gas')
    return (
      <>
        <Choice at={at} name="gas" options={gasOptions(language)} />
        <Amount at={at} line={line} />
      </>
    );
  return (
    <>
      <Choice at={at} name="process" options={processOptions(language)} />
      <Amount at={at} line={line} />
      <Choice at={at} name="unit" options={unitOptions(Object.keys(MASS_IN_TONNES), language)} />
    </>
  );
}

function ElectricityFields({ at, line }: LineProps) {
  const say = useWords(editorWords);
  const supplies = (['grid', 'direct', 'self-generated'] as const).map((value) => ({
    value,
    label: say(`supply.${value}`),
  }));
  return (
    <>
      <Choice at={at} name="supply" options={supplies} />
      <Choice at={at} name="direction" options={useDirections()} />
      <Amount at={at} line={line} />
      {takesFactor(line) && <Factor at={at} per="kWh" isRequired={false} />}
    </>
  );
}

function HeatFields({ at, line }: LineProps) {
  const say = useWords(editorWords);
  const origins = (['fossil', 'non-fossil'] as const).map((value) => ({
    value,
    label: say(`origin.${value}`),
  }));
  return (
    <>
      <Choice at={at} name="origin" options={origins} />
      <Choice at={at} name="direction" options={useDirections()} />
      <Amount at={at} line={line} />
      {takesFactor(line) && <Factor at={at} per="GJ" isRequired={false} />}
    </>
  );
}

function useDirections() {
  const say = useWords(editorWords);
  return (['received', 'sent-out'] as const).map((value) => ({ value, label: say(`direction.${value}`) }));
}

function OwnFields({ at, line }: LineProps) {
  const say = useWords(editorWords);
  return (
    <>
      <Form.Item name={[at, 'name']} label={say('line.what')} rules={required(say('line.missing'))}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      <Amount at={at} line={line} />
      <Form.Item name={[at, 'unit']} label={say('line.unit')} rules={required(say('line.missing'))}>
        <Input autoComplete="off" maxLength={20} />
      </Form.Item>
      <Factor at={at} per={line.unit?.trim() || 't'} isRequired />
    </>
  );
}

function Factor({ at, per, isRequired }: { at: number; per: string; isRequired: boolean }) {
  const say = useWords(editorWords);
  const rules = isRequired ? required(say('line.missing')) : [];
  return (
    <>
      <Form.Item
        name={[at, 'factor', 'value']}
        label={say('line.factor')}
        normalize={plainNumber}
        rules={[...rules, decimalRule(say('line.decimal'))]}
        validateTrigger="onBlur"
      >
        <Input inputMode="decimal" autoComplete="off" />
      </Form.Item>
      <Form.Item
        name={[at, 'factor', 'unit']}
        label={say('line.factorUnit')}
        extra={say('line.factorUnitHelp', { per })}
        rules={rules}
      >
        <Input autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item name={[at, 'factor', 'source']} label={say('line.factorSource')} rules={rules}>
        <Input autoComplete="off" maxLength={300} />
      </Form.Item>
    </>
  );
}

interface ChoiceProps {
  at: number;
  name: 'fuel' | 'process' | 'gas' | 'unit' | 'supply' | 'direction' | 'origin';
  options: { value: string; label: string }[];
}

function Choice({ at, name, options }: ChoiceProps) {
  const say = useWords(editorWords);
  return (
    <Form.Item name={[at, name]} label={say(`line.${name}`)} rules={required(say('line.missing'))}>
      <Select options={options} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} />
    </Form.Item>
  );
}

const decimalRule = (message: string) => ({
  validator: (_: unknown, value: string | undefined) =>
    value === undefined || value === '' || isDecimal(value) ? Promise.resolve() : Promise.reject(message),
});

function Amount({ at, line: { kind } }: LineProps) {
  const say = useWords(editorWords);
  const next = useContext(NextLine);
  const name = amountOf[kind];
  return (
    <Form.Item
      name={[at, name]}
      label={say(`line.${name}`)}
      normalize={plainNumber}
      rules={[{ required: true, message: say('line.missing') }, decimalRule(say('line.decimal'))]}
      validateTrigger="onBlur"
    >
      <Input
        inputMode="decimal"
        autoComplete="off"
        onPressEnter={(event) => {
          event.preventDefault();
          next(at);
        }}
      />
    </Form.Item>
  );
}

/** Of a fuel only: it is listed apart. */
export function International({ at }: { at: number }) {
  const say = useWords(editorWords);
  return (
    <Form.Item name={[at, 'international']} valuePropName="checked">
      <Checkbox>{say('line.international')}</Checkbox>
    </Form.Item>
  );
}
