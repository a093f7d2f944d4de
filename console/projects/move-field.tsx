/** One field of a move's form. */
import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Project } from '../../events/client/operations.schemas.ts';
import { AgreementField } from '../agreements/agreement-field.tsx';
import { FileField } from '../parts/file-field.tsx';
import { OrganizationField } from '../parts/organization-field.tsx';
import { type Say, useWords } from '../words/area.ts';
import { CAUSES, moveWords } from './move-words.ts';
import type { FieldName, MoveName } from './moves.ts';
import { rulesOf } from './project-course.ts';

interface MoveFieldProps {
  name: FieldName;
  move: MoveName;
  project: Project;
}

const KILOGRAMS_PER_TONNE = 1000;
/** The registry's KILOGRAMS_MAX. */
const TONNES_MAX = 999_999_999_999;

export function MoveField({ name, move, project }: MoveFieldProps) {
  const say = useWords(moveWords);
  const missing = say('missing');
  if (name === 'declared')
    return (
      <Form.Item name={name} valuePropName="checked" rules={[{ validator: agreed(missing) }]}>
        <Checkbox>{say('fields.declared')}</Checkbox>
      </Form.Item>
    );
  if (name === 'kilograms') return <LossField />;
  const label =
    name === 'document' && move !== 'publish' ? say(`documents.${documentOf(move)}`) : say(`fields.${name}`);
  const after = rulesOf(project.standard)?.constructionAfter?.value;
  return (
    <Form.Item
      name={name.split('/')}
      label={label}
      {...(name === 'startedOn' && after !== undefined && { extra: say('startHelp', { after }) })}
      rules={[{ required: true, message: missing }]}
    >
      {controlOf(name, say)}
    </Form.Item>
  );
}

const documentOf = (move: MoveName): 'approve' | 'validate' | 'reversal' =>
  move === 'approve' || move === 'validate' ? move : 'reversal';

function controlOf(
  name: Exclude<FieldName, 'declared' | 'kilograms'>,
  say: Say<(typeof moveWords)['tree']>,
): ReactNode {
  switch (name) {
    case 'agreement':
      return <AgreementField />;
    case 'document':
    case 'commitment':
      return <FileField accept=".pdf" label={say('choosePdf')} />;
    case 'validator':
      return <OrganizationField none={say('noOrganization')} />;
    case 'conclusion':
      return (
        <Radio.Group
          options={(['positive', 'negative'] as const).map((value) => ({
            value,
            label: say(`conclusions.${value}`),
          }))}
        />
      );
    case 'cause':
      return <Select options={CAUSES.map((value) => ({ value, label: say(`causes.${value}`) }))} />;
    case 'reason':
      return <Input.TextArea rows={2} maxLength={500} showCount />;
    case 'code':
      return <Input maxLength={100} />;
    default:
      return <Input type="date" />;
  }
}

/** Tonnes to the kilogram, as a report of a loss has them; the body has kilograms. */
function LossField() {
  const say = useWords(moveWords);
  return (
    <Form.Item
      name="kilograms"
      label={say('fields.kilograms')}
      extra={say('lossHelp')}
      getValueProps={(kilograms?: number) => ({
        value: kilograms === undefined ? undefined : kilograms / KILOGRAMS_PER_TONNE,
      })}
      normalize={(tonnes: number | null) =>
        tonnes === null ? undefined : Math.round(tonnes * KILOGRAMS_PER_TONNE)
      }
      rules={[{ required: true, message: say('missing') }]}
    >
      <InputNumber
        precision={3}
        min={0.001}
        max={TONNES_MAX}
        controls={false}
        style={{ width: '14rem' }}
        suffix="tCO2e"
      />
    </Form.Item>
  );
}

const agreed = (message: string) => async (_: unknown, value: unknown) => {
  if (value !== true) throw new Error(message);
};
