/** What a park's statement has besides: whom it rolls up, and the energy that its indicator divides by. */
import { Checkbox, Form, Input } from 'antd';
import type { EmissionStatement } from '../../../events/client/operations.schemas.ts';
import { guides } from '../../../shared/statements/indicator.ts';
import { useWords, useWordsLanguage } from '../../words/area.ts';
import { useFormats } from '../../words/use-formats.ts';
import { plainNumber } from './statement-form.ts';
import { editorWords } from './words.ts';

const KILOGRAMS = 1000;

export function ParkFields({ candidates }: { candidates: readonly EmissionStatement[] }) {
  const say = useWords(editorWords);
  const language = useWordsLanguage();
  const { tonnes } = useFormats();
  return (
    <section className="card">
      <h2>{say('park.title')}</h2>
      <Form.Item name={['park', 'members']} label={say('park.members')} extra={say('park.membersHelp')}>
        <Checkbox.Group
          className="column-choice"
          options={candidates.map(({ id, subject, boundary, waterfall }) => ({
            value: id,
            label: `${subject.name} · ${boundary} · ${tonnes(waterfall.grossKilograms / KILOGRAMS)}`,
          }))}
        />
      </Form.Item>
      {candidates.length === 0 && <p>{say('park.none')}</p>}
      <div className="line-fields roomy">
        <Form.Item
          name={['energy', 'kgcePerKilowattHour']}
          label={say('park.equivalent')}
          extra={say('park.equivalentHelp')}
          normalize={plainNumber}
        >
          <Input inputMode="decimal" autoComplete="off" />
        </Form.Item>
        <Form.Item name={['energy', 'source']} label={say('park.source')}>
          <Input autoComplete="off" maxLength={300} />
        </Form.Item>
      </div>
      <details>
        <summary>{say('park.shares')}</summary>
        <div className="line-fields roomy">
          {Object.entries(guides).map(([name, guide]) => (
            <Form.Item
              key={name}
              name={['energy', 'shares', name]}
              label={`${guide.name[language]} %`}
              normalize={plainNumber}
            >
              <Input inputMode="decimal" autoComplete="off" />
            </Form.Item>
          ))}
        </div>
      </details>
    </section>
  );
}
