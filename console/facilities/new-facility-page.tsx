/** A facility put on file by its owner. */
import { Button, Checkbox, Form, Input, InputNumber, Select, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Facility } from '../../events/client/operations.schemas.ts';
import { postV1Facilities } from '../../events/client/operations.ts';
import { banners } from '../../shared/land/banner.ts';
import { TECHNOLOGIES } from '../../shared/power/technology.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { OrganizationField } from '../parts/organization-field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { FACILITY_FIELDS, type FacilityForm, facilityInput } from './facility-input.ts';
import { facilityFormWords } from './form-words.ts';
import { MeterFields } from './meter-fields.tsx';
import { usePowerNames } from './names.ts';
import { useFacilityChanged } from './use-facilities.ts';
import { facilityWords } from './words.ts';

export function NewFacilityPage() {
  const say = useWords(facilityFormWords);
  const sayOf = useWords(facilityWords);
  const [done, setDone] = useState<Facility>();
  return (
    <>
      <PageHead
        title={say('title')}
        lead={
          <>
            {say('lead')} <Link to="/facilities">← {sayOf('back')}</Link>
          </>
        }
      />
      {done?.commit ? (
        <>
          <Receipt commit={done.commit} title={say('done', { name: done.name })} />
          <Space wrap>
            <Link to={`/facilities/${done.id}`}>{say('show')}</Link>
            <Link to={`/facilities/${done.id}/report`}>{say('next')}</Link>
          </Space>
        </>
      ) : (
        <FacilityFields onDone={setDone} />
      )}
    </>
  );
}

function FacilityFields({ onDone }: { onDone: (facility: Facility) => void }) {
  const say = useWords(facilityFormWords);
  const changed = useFacilityChanged();
  const [form] = Form.useForm<FacilityForm>();
  const draft = useDraft(form, 'facility');
  const [asked, ask] = useState<FacilityForm>();
  const register = useChange(
    (values: FacilityForm) => postV1Facilities(facilityInput(values)),
    async (facility: Facility) => {
      draft.drop();
      await changed();
      onDone(facility);
    },
  );
  useFieldFaults(form, register.error, FACILITY_FIELDS);
  return (
    <Form<FacilityForm>
      form={form}
      className="card form"
      layout="vertical"
      requiredMark={false}
      initialValues={{ meters: [{ kind: 'on-grid' }] }}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={ask}
    >
      <PlantFields />
      <MeterFields />
      <GridFields />
      <Failure error={register.error} fields={FACILITY_FIELDS} />
      <Space>
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          {say('submit')}
        </Button>
        <Button
          onClick={() => {
            form.resetFields();
            draft.drop();
            register.reset();
          }}
        >
          {say('clear')}
        </Button>
      </Space>
      <Irreversible
        open={asked !== undefined}
        title={say('ask', { name: asked?.name ?? '' })}
        deed={say('submit')}
        isPending={register.isPending}
        onConfirm={() => {
          if (asked) register.mutate(asked);
          ask(undefined);
        }}
        onCancel={() => ask(undefined)}
      >
        <p>{say('what')}</p>
      </Irreversible>
    </Form>
  );
}

function PlantFields() {
  const say = useWords(facilityFormWords);
  const sayOf = useWords(facilityWords);
  const names = usePowerNames();
  const required = [{ required: true, message: say('missing') }];
  const chosen = [{ required: true, message: say('choose') }];
  return (
    <>
      <Form.Item name="name" label={sayOf('name')} rules={required}>
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item name="technology" label={sayOf('technology')} rules={chosen}>
        <Select options={TECHNOLOGIES.map((value) => ({ value, label: names.technology(value) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['technology']}>
        {({ getFieldValue }) =>
          getFieldValue('technology') === 'hydro' && (
            <Form.Item name="marketBased" valuePropName="checked">
              <Checkbox>{say('marketBased')}</Checkbox>
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="banner" label={say('banner')} rules={chosen}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={Object.entries(banners).map(([value, label]) => ({ value, label: `${label} ${value}` }))}
        />
      </Form.Item>
      <Form.Item
        name="capacityKilowatts"
        label={say('capacity')}
        extra={say('capacityHelp')}
        rules={required}
      >
        <InputNumber min={1} precision={0} controls={false} style={{ width: '14rem' }} />
      </Form.Item>
      <Form.Item name="connectedOn" label={sayOf('connectedOn')} rules={required}>
        <Input type="date" style={{ width: '14rem' }} />
      </Form.Item>
    </>
  );
}

function GridFields() {
  const say = useWords(facilityFormWords);
  const sayOf = useWords(facilityWords);
  return (
    <>
      <Form.Item
        name="grid"
        label={sayOf('grid')}
        extra={say('gridHelp')}
        rules={[{ required: true, message: say('choose') }]}
      >
        <OrganizationField none={say('gridNone')} />
      </Form.Item>
      <Form.Item name="code" label={say('code')}>
        <Input maxLength={17} autoComplete="off" />
      </Form.Item>
      <Space wrap>
        <Form.Item name={['storage', 'kilowatts']} label={say('storageKilowatts')}>
          <InputNumber min={0} precision={0} controls={false} style={{ width: '14rem' }} />
        </Form.Item>
        <Form.Item name={['storage', 'kilowattHours']} label={say('storageKilowattHours')}>
          <InputNumber min={0} precision={0} controls={false} style={{ width: '14rem' }} />
        </Form.Item>
      </Space>
    </>
  );
}
