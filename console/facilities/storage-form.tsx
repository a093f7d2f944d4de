/** The storage beside a facility, recorded as it is now. */
import { Button, Form, InputNumber } from 'antd';
import type { Facility, Storage } from '../../events/client/operations.schemas.ts';
import { postV1FacilitiesIdStorage } from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { useFacilityChanged } from './use-facilities.ts';
import { facilityWords } from './words.ts';

const FIELDS = ['kilowatts', 'kilowattHours'] as const;

export function StorageForm({ facility: { id, storage } }: { facility: Facility }) {
  const say = useWords(facilityWords);
  const changed = useFacilityChanged();
  const [form] = Form.useForm<Storage>();
  const record = useChange((asked: Storage) => postV1FacilitiesIdStorage(id, asked), changed);
  useFieldFaults(form, record.error, FIELDS);
  return (
    <section className="card">
      <h2>{say('storageForm.title')}</h2>
      <p className="soft">{say('storageForm.lead')}</p>
      {record.data && <Receipt commit={record.data.commit} title={say('storageForm.done')} />}
      <Form<Storage>
        form={form}
        className="form"
        layout="vertical"
        requiredMark={false}
        {...(storage && { initialValues: storage })}
        onFinish={(asked) => record.mutate(asked)}
      >
        {FIELDS.map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={say(`storageForm.${name}`)}
            rules={[{ required: true, message: say('storageForm.missing') }]}
          >
            <InputNumber min={0} precision={0} controls={false} style={{ width: '14rem' }} />
          </Form.Item>
        ))}
        <Failure error={record.error} fields={FIELDS} />
        <Button htmlType="submit" loading={record.isPending}>
          {say('storageForm.submit')}
        </Button>
      </Form>
    </section>
  );
}
