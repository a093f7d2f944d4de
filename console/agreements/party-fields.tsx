/** The parties of a version and their shares, with the sum as it stands. */
import { Button, Form, InputNumber, Select } from 'antd';
import { BASIS_POINTS_WHOLE } from '../../shared/base/basis-points.ts';
import { PARTY_KINDS } from '../../shared/land/facts.ts';
import { OrganizationField } from '../parts/organization-field.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { sumOf, type VersionForm } from './version-form.ts';
import { agreementWords } from './words.ts';

const PARTIES_MIN = 2;
/** The registry's. */
const PARTIES_MAX = 20;

export function PartyFields() {
  const say = useWords(agreementWords);
  const form = Form.useFormInstance<VersionForm>();
  const { percent } = useFormats();
  const isWhole = async () => {
    const sum = sumOf(form.getFieldValue('parties'));
    if (sum === BASIS_POINTS_WHOLE) return;
    const left = percent(Math.abs(BASIS_POINTS_WHOLE - sum));
    throw new Error(
      say(sum < BASIS_POINTS_WHOLE ? 'new.sumShort' : 'new.sumOver', { sum: percent(sum), left }),
    );
  };
  return (
    <Form.List name="parties" rules={[{ validator: isWhole }]}>
      {(fields, { add, remove }, { errors }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className="party">
              <PartyRow index={name} />
              {fields.length > PARTIES_MIN && (
                <Button
                  size="small"
                  onClick={() => remove(name)}
                  aria-label={say('new.remove', { number: name + 1 })}
                >
                  ×
                </Button>
              )}
            </div>
          ))}
          {fields.length < PARTIES_MAX && <Button onClick={() => add({})}>{say('new.add')}</Button>}
          <Sum />
          <Form.ErrorList errors={errors} />
        </>
      )}
    </Form.List>
  );
}

const POINTS_PER_PERCENT = 100;

function PartyRow({ index }: { index: number }) {
  const say = useWords(agreementWords);
  const number = index + 1;
  const required = [{ required: true, message: say('new.missing') }];
  return (
    <>
      <Form.Item name={[index, 'organization']} label={say('new.partyOf', { number })} rules={required}>
        <OrganizationField none={say('new.none')} />
      </Form.Item>
      <Form.Item name={[index, 'kind']} label={say('new.kindOf', { number })} rules={required}>
        <Select options={PARTY_KINDS.map((value) => ({ value, label: say(`kinds.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name={[index, 'basisPoints']}
        label={say('new.shareOf', { number })}
        getValueProps={(points?: number) => ({
          value: points === undefined ? undefined : points / POINTS_PER_PERCENT,
        })}
        normalize={(given: number | null) =>
          given === null ? undefined : Math.round(given * POINTS_PER_PERCENT)
        }
        rules={required}
      >
        <InputNumber precision={2} min={0.01} max={100} controls={false} suffix="%" />
      </Form.Item>
    </>
  );
}

/** What the shares come to so far, and what is missing. */
function Sum() {
  const say = useWords(agreementWords);
  const { percent } = useFormats();
  const sum = sumOf(Form.useWatch('parties', Form.useFormInstance<VersionForm>()));
  const left = BASIS_POINTS_WHOLE - sum;
  const name = left === 0 ? 'sum' : left > 0 ? 'sumShort' : 'sumOver';
  return (
    <p role="status" className={left === 0 ? 'live' : undefined}>
      {say(`new.${name}`, { sum: percent(sum), left: percent(Math.abs(left)) })}
    </p>
  );
}
