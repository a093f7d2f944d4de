/** Whether a file's degrees are those of a Chinese map service, which are shifted, and what follows. */
import { Alert, Form, Select } from 'antd';
import { useId } from 'react';
import { SURVEY_DATUMS, type SurveyDatum } from '../../shared/land/facts.ts';
import { useWords } from '../words/area.ts';
import { landWords } from './words.ts';

interface DatumFieldProps {
  value: SurveyDatum | undefined;
  onChange: (datum: SurveyDatum | undefined) => void;
}

export function DatumField({ value, onChange }: DatumFieldProps) {
  const say = useWords(landWords);
  const id = useId();
  return (
    <>
      <Form.Item label={say('new.datum')} htmlFor={id} extra={say('new.datumHelp')}>
        <Select<string>
          id={id}
          value={value ?? ''}
          onChange={(chosen) => onChange(SURVEY_DATUMS.find((each) => each === chosen))}
          options={[
            { value: '', label: say('new.datums.none') },
            ...SURVEY_DATUMS.map((datum) => ({ value: datum, label: say(`new.datums.${datum}`) })),
          ]}
        />
      </Form.Item>
      {value && <Alert type="warning" showIcon title={say('new.datumWarning')} />}
    </>
  );
}
