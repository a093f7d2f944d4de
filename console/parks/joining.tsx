/** An organization asks to join a park; its operating organization admits it (requests.tsx). */
import { Button, Form, Input, Select } from 'antd';
import type { Park } from '../../events/client/operations.schemas.ts';
import { postV1ParksIdRequestMembership } from '../../events/client/operations.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { Failure } from '../parts/failure.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import type { ParkDeed } from './deed.ts';
import { useParkChange } from './use-parks.ts';
import { parkWords } from './words.ts';

const JOIN_FIELDS = ['subPark', 'from'] as const;

interface JoinForm {
  subPark?: string;
  from: string;
}

export function Join({ park, onDone }: { park: Park; onDone: (deed: ParkDeed) => void }) {
  const say = useWords(parkWords);
  const [form] = Form.useForm<JoinForm>();
  const join = useParkChange(
    ({ subPark, from }: JoinForm) =>
      postV1ParksIdRequestMembership(park.id, { from, ...(subPark !== undefined && { subPark }) }),
    (commit) => onDone({ commit, title: say('join.done') }),
  );
  useFieldFaults(form, join.error, JOIN_FIELDS);
  const today = chinaDate(new Date().toISOString());
  return (
    <section className="card">
      <h2>{say('join.title')}</h2>
      <p className="soft">{say('join.hint')}</p>
      <Form<JoinForm>
        form={form}
        className="form"
        layout="vertical"
        requiredMark={false}
        initialValues={{ from: `${today.slice(0, 4)}-01-01` }}
        onFinish={(asked) => join.mutate(asked)}
      >
        {park.subParks.length > 0 && (
          <Form.Item name="subPark" label={say('members.subPark')}>
            <Select
              allowClear
              placeholder={say('join.any')}
              options={park.subParks.map(({ code, name }) => ({ value: code, label: name }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="from"
          label={say('members.from')}
          rules={[{ required: true, message: say('leave.missing') }]}
        >
          <Input type="date" />
        </Form.Item>
        <Failure error={join.error} fields={JOIN_FIELDS} />
        <Button type="primary" htmlType="submit" loading={join.isPending}>
          {say('join.submit')}
        </Button>
      </Form>
    </section>
  );
}
