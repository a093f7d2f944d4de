/** A month settled by a party: once, for good. */
import { Button, Form, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { MonthSettlement, PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';
import { postV1PowerPurchaseAgreementsIdSettlements } from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { curveOf, unsettled } from './curve.ts';
import { thisMonth } from './this-month.ts';
import { useContractChanged, useSettlements } from './use-contracts.ts';
import { contractWords } from './words.ts';

const FIELDS = ['month'] as const;

export function Settle({ contract: { id, versions } }: { contract: PowerPurchaseAgreement }) {
  const say = useWords(contractWords);
  const { number } = useFormats();
  const changed = useContractChanged();
  const [form] = Form.useForm<{ month: string }>();
  const [asked, ask] = useState<string>();
  const { data } = useSettlements(id);
  const open = useMemo(() => unsettled(curveOf(versions, data ?? []), thisMonth()), [versions, data]);
  const settle = useChange(
    (month: string) => postV1PowerPurchaseAgreementsIdSettlements(id, { month }),
    async (_: MonthSettlement) => {
      form.resetFields();
      await changed();
    },
  );
  useFieldFaults(form, settle.error, FIELDS);
  return (
    <section className="card">
      <h2>{say('settle.title')}</h2>
      <p className="soft">{say('settle.lead')}</p>
      {settle.data?.commit && (
        <Receipt
          commit={settle.data.commit}
          title={say('settle.done', {
            month: settle.data.month,
            delivered: number(settle.data.deliveredMegawattHours),
          })}
        />
      )}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ month }) => ask(month)}>
        <Form.Item
          name="month"
          label={say('settle.month')}
          rules={[{ required: true, message: say('settle.monthMissing') }]}
        >
          <Select style={{ width: '14rem' }} options={open.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Failure error={settle.error} fields={FIELDS} />
        <Button htmlType="submit" loading={settle.isPending}>
          {say('settle.deed')}…
        </Button>
      </Form>
      <Irreversible
        open={asked !== undefined}
        title={say('settle.ask', { month: asked ?? '' })}
        deed={say('settle.deed')}
        isPending={settle.isPending}
        onConfirm={() => {
          if (asked !== undefined) settle.mutate(asked);
          ask(undefined);
        }}
        onCancel={() => ask(undefined)}
      >
        <p>{say('settle.what')}</p>
      </Irreversible>
    </section>
  );
}
