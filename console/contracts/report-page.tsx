/** What a buyer consumed in a month, reported by it, or by the grid company where the buyer is silent. */
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Consumption, PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';
import { postV1PowerPurchaseAgreementsIdConsumption } from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { HoursField } from '../facilities/hours-field.tsx';
import { facilityWords } from '../facilities/words.ts';
import { Receipt } from '../log/receipt.tsx';
import { ButtonLink } from '../parts/button-link.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useOrganization } from '../parts/use-organization.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { readingWords } from './reading-words.ts';
import { useContract, useContractChanged } from './use-contracts.ts';
import { contractWords } from './words.ts';

const FIELDS = ['month', 'kilowattHours', 'intervals', 'buyer'] as const;

interface ConsumptionForm {
  month: string;
  kilowattHours: number;
  intervals?: File[];
  /** Named by the grid company alone. */
  buyer?: string;
}

export function ReportConsumptionPage() {
  const { id = '' } = useParams();
  const say = useWords(readingWords);
  const sayOf = useWords(contractWords);
  const { data, error, isPending, refetch } = useContract(id);
  const [done, setDone] = useState<Consumption>();
  return (
    <>
      <PageHead
        title={say('consumption.report')}
        lead={
          <>
            {say('consumption.lead')} <Link to={`/contracts/${id}`}>← {sayOf('toContract')}</Link>
          </>
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {done?.commit && (
        <>
          <Receipt commit={done.commit} title={say('consumption.submitted', { month: done.month })} />
          <ButtonLink to={`/contracts/${id}`}>{sayOf('toContract')}</ButtonLink>{' '}
          <Button onClick={() => setDone(undefined)}>{say('consumption.another')}</Button>
        </>
      )}
      {data && !done && <ConsumptionFields contract={data} onDone={setDone} />}
    </>
  );
}

interface ConsumptionFieldsProps {
  contract: PowerPurchaseAgreement;
  onDone: (consumption: Consumption) => void;
}

function ConsumptionFields({ contract: { id, buyers }, onDone }: ConsumptionFieldsProps) {
  const say = useWords(readingWords);
  const sayHours = useWords(facilityWords);
  const changed = useContractChanged();
  const isGrid = useIdentity()?.roles.includes('grid') ?? false;
  const [form] = Form.useForm<ConsumptionForm>();
  const draft = useDraft(form, `consumption.${id}`);
  const month = Form.useWatch('month', form);
  const record = useChange(
    async ({ intervals: [file] = [], ...body }: ConsumptionForm) =>
      postV1PowerPurchaseAgreementsIdConsumption(id, {
        ...body,
        ...(file && { intervals: await file.text() }),
      }),
    async (consumption: Consumption) => {
      draft.drop();
      await changed();
      onDone(consumption);
    },
  );
  useFieldFaults(form, record.error, FIELDS);
  return (
    <Form<ConsumptionForm>
      form={form}
      className="card form"
      layout="vertical"
      requiredMark={false}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={(values) => record.mutate(values)}
    >
      {isGrid && <BuyerField buyers={buyers.map(({ organization }) => organization)} />}
      <Form.Item
        name="month"
        label={say('consumption.month')}
        rules={[{ required: true, message: say('consumption.monthMissing') }]}
      >
        <Input type="month" style={{ width: '14rem' }} />
      </Form.Item>
      <Form.Item
        name="intervals"
        label={sayHours('report.intervals')}
        extra={sayHours('report.intervalsHelp')}
      >
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
        label={say('consumption.kilowattHours')}
        rules={[{ required: true, message: say('consumption.amountMissing') }]}
      >
        <InputNumber min={0} precision={0} controls={false} style={{ width: '14rem' }} />
      </Form.Item>
      <Failure error={record.error} fields={FIELDS} />
      <Button type="primary" htmlType="submit" loading={record.isPending}>
        {say('consumption.submit')}
      </Button>
    </Form>
  );
}

function BuyerField({ buyers }: { buyers: readonly string[] }) {
  const say = useWords(readingWords);
  return (
    <Form.Item
      name="buyer"
      label={say('consumption.buyer')}
      extra={say('consumption.buyerHelp')}
      rules={[{ required: true, message: say('consumption.buyerMissing') }]}
    >
      <Select
        options={buyers.map((value) => ({ value, label: value }))}
        optionRender={({ value }) => <Name id={String(value)} />}
        labelRender={({ value }) => <Name id={String(value)} />}
      />
    </Form.Item>
  );
}

const Name = ({ id }: { id: string }) => <>{useOrganization(id).data?.name ?? id}</>;
