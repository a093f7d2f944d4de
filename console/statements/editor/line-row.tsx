/** One line of activity data: its fields, what it comes to, and what is seldom needed, folded away. */
import { Button, Form, Input, Select } from 'antd';
import { memo, useState } from 'react';
import { useWords } from '../../words/area.ts';
import { useFormats } from '../../words/use-formats.ts';
import { EvidenceField } from './evidence-field.tsx';
import { International, MainFields } from './line-fields.tsx';
import type { LineForm } from './statement-form.ts';
import { editorWords } from './words.ts';

const KILOGRAMS = 1000;
const CATEGORIES = [1, 2, 3, 4, 5, 6] as const;
const METERED: readonly string[] = ['fuel', 'electricity', 'heat'];

export interface LineDeeds {
  copy(at: number): void;
  remove(at: number): void;
}

interface LineRowProps {
  at: number;
  line: LineForm;
  /** kg of the market view; undefined where it isn't counted. */
  kilograms: number | undefined;
  /** A fault stands in the part that is folded at first. */
  isUnfolded: boolean;
  /** Datasets of the organization, of the statement's year. */
  datasets: readonly { value: string; label: string }[];
  deeds: LineDeeds;
}

export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { at, line, kilograms, deeds } = props;
  const say = useWords(editorWords);
  const { tonnes } = useFormats();
  const number = at + 1;
  return (
    <fieldset className="line">
      <legend>{say('line.name', { number, kind: say(`kind.${line.kind}`) })}</legend>
      <div className="line-fields">
        <MainFields at={at} line={line} />
        <Form.Item name={[at, 'category']} label={say('line.category')}>
          <Select
            popupMatchSelectWidth={false}
            options={CATEGORIES.map((value) => ({ value, label: say(`category.c${value}`) }))}
          />
        </Form.Item>
      </div>
      <Folded {...props} />
      <div className="line-end">
        <span className={kilograms === undefined ? 'soft' : ''}>
          {kilograms === undefined
            ? say('line.resultNone')
            : say('line.result', { amount: tonnes(kilograms / KILOGRAMS) })}
        </span>
        <span>
          {(['copy', 'remove'] as const).map((deed) => (
            <Button
              key={deed}
              size="small"
              type="text"
              aria-label={say('line.of', { deed: say(`line.${deed}`), number })}
              onClick={() => deeds[deed](at)}
            >
              {say(`line.${deed}`)}
            </Button>
          ))}
        </span>
      </div>
    </fieldset>
  );
});

function Folded({ at, line, isUnfolded, datasets }: LineRowProps) {
  const say = useWords(editorWords);
  const [isOpen, open] = useState(false);
  const drawn = METERED.includes(line.kind) && (datasets.length > 0 || line.dataset !== undefined);
  return (
    <details open={isOpen || isUnfolded} onToggle={({ currentTarget }) => open(currentTarget.open)}>
      <summary>{say('line.more')}</summary>
      <div className="line-fields">
        <Form.Item name={[at, 'evidence']} label={say('line.evidence')}>
          <EvidenceField />
        </Form.Item>
        {drawn && (
          <>
            <Form.Item
              name={[at, 'dataset', 'datasets']}
              label={say('line.datasets')}
              extra={say('line.datasetsHelp')}
            >
              <Select mode="multiple" options={[...datasets]} showSearch={{ optionFilterProp: 'label' }} />
            </Form.Item>
            <Form.Item name={[at, 'dataset', 'meterPoint']} label={say('line.meterPoint')}>
              <Input autoComplete="off" maxLength={64} />
            </Form.Item>
          </>
        )}
        <Form.Item name={[at, 'remark']} label={say('line.remark')}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item name={[at, 'id']} label={say('line.id')} extra={say('line.idHelp')}>
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
        {line.kind === 'fuel' && <International at={at} />}
      </div>
    </details>
  );
}
