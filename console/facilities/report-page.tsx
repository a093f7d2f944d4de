/** A month's reading of one kind of power, by the owner, or by the grid company where the owner is silent. */
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Facility, RecordedGeneration } from '../../events/client/operations.schemas.ts';
import { postV1FacilitiesIdGeneration } from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { ButtonLink } from '../parts/button-link.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { HoursField } from './hours-field.tsx';
import { usePowerNames } from './names.ts';
import { REPORT_FIELDS, type ReportForm, reportInput } from './report-input.ts';
import { useFacility, useFacilityChanged, useGeneration } from './use-facilities.ts';
import { facilityWords } from './words.ts';

export function ReportPage() {
  const { id = '' } = useParams();
  const say = useWords(facilityWords);
  const { data, error, isPending, refetch } = useFacility(id);
  const [done, setDone] = useState<RecordedGeneration>();
  return (
    <>
      <PageHead
        title={data ? `${say('report.title')}：${data.name}` : say('report.title')}
        lead={
          <>
            {say('report.lead')} <Link to={`/facilities/${id}`}>← {say('toFacility')}</Link>
          </>
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {done?.commit && (
        <>
          <Receipt commit={done.commit} title={`${done.month}：${say('report.done')}`} />
          <ButtonLink to={`/facilities/${id}`}>{say('toFacility')}</ButtonLink>{' '}
          <Button onClick={() => setDone(undefined)}>{say('report.another')}</Button>
        </>
      )}
      {data && !done && <ReportFields facility={data} onDone={setDone} />}
    </>
  );
}

interface ReportFieldsProps {
  facility: Facility;
  onDone: (recorded: RecordedGeneration) => void;
}

function ReportFields({ facility, onDone }: ReportFieldsProps) {
  const { id, tradable } = facility;
  const say = useWords(facilityWords);
  const names = usePowerNames();
  const [search] = useSearchParams();
  const changed = useFacilityChanged();
  const [form] = Form.useForm<ReportForm>();
  const draft = useDraft(form, `generation.${id}`);
  const record = useChange(
    async (values: ReportForm) => postV1FacilitiesIdGeneration(id, await reportInput(values)),
    async (recorded: RecordedGeneration) => {
      draft.drop();
      await changed();
      onDone(recorded);
    },
  );
  useFieldFaults(form, record.error, REPORT_FIELDS);
  const initial = {
    month: search.get('month') ?? undefined,
    energy: search.get('energy') ?? tradable[0]?.energy,
  };
  return (
    <Form<ReportForm>
      form={form}
      className="card form"
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={(values) => record.mutate(values)}
    >
      <Form.Item
        name="month"
        label={say('months.month')}
        rules={[{ required: true, message: say('report.monthMissing') }]}
      >
        <Input type="month" style={{ width: '14rem' }} />
      </Form.Item>
      <Form.Item
        name="energy"
        label={say('accounts.energy')}
        rules={[{ required: true, message: say('report.energyMissing') }]}
      >
        <Select
          style={{ width: '20rem', maxWidth: '100%' }}
          options={tradable.map(({ energy }) => ({ value: energy, label: names.energy(energy) }))}
        />
      </Form.Item>
      <AmountFields hasStorage={facility.meters?.some(({ kind }) => kind === 'storage') ?? false} />
      <ReasonField facility={id} />
      <Failure error={record.error} fields={REPORT_FIELDS} />
      <Button type="primary" htmlType="submit" loading={record.isPending}>
        {say('report.submit')}
      </Button>
    </Form>
  );
}

function AmountFields({ hasStorage }: { hasStorage: boolean }) {
  const say = useWords(facilityWords);
  const form = Form.useFormInstance<ReportForm>();
  const month = Form.useWatch('month', form);
  const amount = <InputNumber min={0} precision={0} controls={false} style={{ width: '14rem' }} />;
  return (
    <>
      <Form.Item name="intervals" label={say('report.intervals')} extra={say('report.intervalsHelp')}>
        <HoursField
          month={month}
          onSum={(sum) => {
            if (typeof form.getFieldValue('kilowattHours') !== 'number')
              form.setFieldValue('kilowattHours', sum);
          }}
        />
      </Form.Item>
      <Form.Item
        name="kilowattHours"
        label={say('report.kilowattHours')}
        rules={[{ required: true, message: say('report.amountMissing') }]}
      >
        {amount}
      </Form.Item>
      {hasStorage && (
        <Form.Item
          name="dischargedKilowattHours"
          label={say('months.discharged')}
          extra={say('report.dischargedHelp')}
        >
          {amount}
        </Form.Item>
      )}
      <Form.Item
        name="curtailedKilowattHours"
        label={say('months.curtailed')}
        extra={say('report.curtailedHelp')}
      >
        {amount}
      </Form.Item>
    </>
  );
}

/** Asked for only where a reading is in force already. */
function ReasonField({ facility }: { facility: string }) {
  const say = useWords(facilityWords);
  const form = Form.useFormInstance<ReportForm>();
  const [month, energy] = [Form.useWatch('month', form), Form.useWatch('energy', form)];
  const { data = [] } = useGeneration(facility);
  const isConfirmed = data.some(
    (each) => each.month === month && each.energy === energy && each.confirmed !== undefined,
  );
  if (!isConfirmed) return null;
  return (
    <Form.Item
      name="reason"
      label={say('report.reason')}
      extra={say('report.reasonHelp')}
      rules={[{ required: true, whitespace: true, message: say('confirm.reasonMissing') }]}
    >
      <Input.TextArea rows={2} maxLength={500} showCount />
    </Form.Item>
  );
}
