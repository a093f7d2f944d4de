/** Registering a park that the organization operates. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select, Space } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { Park, SubPark } from '../../events/client/operations.schemas.ts';
import { postV1Parks } from '../../events/client/operations.ts';
import { provinceNames } from '../../shared/statements/factors/electricity.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { parkWords } from './words.ts';

interface ParkForm {
  name: string;
  province: string;
  subParks?: Partial<SubPark>[];
}

const provinces = Object.entries(provinceNames).map(([value, name]) => ({
  value,
  label: `${value} ${name}`,
}));

export function NewParkPage() {
  const say = useWords(parkWords);
  const queries = useQueryClient();
  const [form] = Form.useForm<ParkForm>();
  const draft = useDraft(form, 'park');
  const [done, setDone] = useState<Park>();
  const register = useChange(
    ({ name, province, subParks = [] }: ParkForm) =>
      postV1Parks({
        name: name.trim(),
        province,
        subParks: subParks.map(({ code = '', name: called = '' }) => ({
          code: code.trim(),
          name: called.trim(),
        })),
      }),
    async (park: Park) => {
      draft.drop();
      setDone(park);
      await queries.invalidateQueries({ queryKey: ['parks'] });
    },
  );
  const count = register.variables?.subParks?.length ?? 0;
  const fields = useMemo(() => fieldsOf(count), [count]);
  useFieldFaults(form, register.error, fields);
  const back = <Link to="/parks">← {say('back')}</Link>;
  if (done)
    return (
      <>
        <PageHead title={say('form.title')} lead={back} />
        <Receipt commit={{ id: done.commit?.id ?? '' }} title={say('form.done')} />
        <p>
          <Link to={`/parks/${done.id}`}>{say('form.show')}</Link>
        </p>
      </>
    );
  return (
    <>
      <PageHead title={say('form.title')} lead={say('form.lead')} actions={back} />
      <Form<ParkForm>
        form={form}
        className="card form"
        layout="vertical"
        requiredMark={false}
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={(asked) => register.mutate(asked)}
      >
        <Fields />
        <p className="soft">{say('form.public')}</p>
        <Failure error={register.error} fields={fields} />
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          {say('form.submit')}
        </Button>
      </Form>
    </>
  );
}

/** Members of the body that have a field, with those of that many sub-parks. */
const fieldsOf = (count: number): string[] => [
  'name',
  'province',
  ...Array.from({ length: count }, (_, at) => [`subParks/${at}/code`, `subParks/${at}/name`]).flat(),
];

function Fields() {
  const say = useWords(parkWords);
  const must = [{ required: true, message: say('form.missing') }];
  return (
    <>
      <Form.Item name="name" label={say('form.name')} extra={say('form.nameHelp')} rules={must}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item name="province" label={say('province')} rules={must}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={provinces} />
      </Form.Item>
      <Form.List name="subParks">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <Space key={key} wrap align="end">
                <Form.Item name={[name, 'code']} label={say('form.code')} rules={must}>
                  <Input autoComplete="off" maxLength={20} />
                </Form.Item>
                <Form.Item name={[name, 'name']} label={say('form.subName')} rules={must}>
                  <Input autoComplete="off" maxLength={100} />
                </Form.Item>
                <Form.Item>
                  <Button onClick={() => remove(name)}>{say('form.dropSub')}</Button>
                </Form.Item>
              </Space>
            ))}
            <p>
              <Button onClick={() => add({})}>+ {say('form.addSub')}</Button>
            </p>
          </>
        )}
      </Form.List>
    </>
  );
}
