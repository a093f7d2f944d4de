/** What the buyers consumed by month; the grid company confirms or refuses what waits. */
import { Button, Form, Input, Modal, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import type {
  Consumption,
  ConsumptionAnswer,
  PowerPurchaseAgreement,
} from '../../events/client/operations.schemas.ts';
import {
  postV1PowerPurchaseAgreementsIdConsumptionConfirm,
  postV1PowerPurchaseAgreementsIdConsumptionRefuse,
} from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { ButtonLink } from '../parts/button-link.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { readingWords } from './reading-words.ts';
import { useConsumption, useContractChanged } from './use-contracts.ts';

const FIELDS = ['reason'] as const;

interface Answer {
  reading: Consumption;
  /** Why it is refused; confirmed without. */
  reason?: string;
}

export function ConsumptionList({ contract }: { contract: PowerPurchaseAgreement }) {
  const { id, buyers, grid } = contract;
  const say = useWords(readingWords);
  const { org, roles = [] } = useIdentity() ?? {};
  const isGrid = grid === org && roles.includes('grid');
  const mayReport = isGrid || buyers.some(({ organization }) => organization === org);
  const { data, error, isPending, refetch } = useConsumption(id);
  const [refused, refuse] = useState<Consumption>();
  const changed = useContractChanged();
  const answer = useChange(
    ({ reading: { month, buyer, pending }, reason }: Answer) => {
      const named = { month, buyer, revision: pending?.revision ?? 0 };
      return reason === undefined
        ? postV1PowerPurchaseAgreementsIdConsumptionConfirm(id, named)
        : postV1PowerPurchaseAgreementsIdConsumptionRefuse(id, { ...named, reason });
    },
    async (_: ConsumptionAnswer) => {
      refuse(undefined);
      await changed();
    },
  );
  const columns = useColumns(isGrid, {
    isPending: answer.isPending,
    confirm: (reading) => answer.mutate({ reading }),
    refuse,
  });
  const done = answer.variables?.reason === undefined ? 'confirm' : 'refuse';
  return (
    <section className="card">
      <h2>{say('consumption.title')}</h2>
      <Failure error={error} onRetry={() => void refetch()} />
      {answer.data && <Receipt commit={answer.data.commit} title={say(`consumption.done.${done}`)} />}
      {!refused && <Failure error={answer.error} />}
      {data?.length === 0 && <p className="soft">{say('consumption.empty')}</p>}
      {data && data.length > 0 && (
        <ListTable
          name={`consumption-${id}`}
          columns={columns}
          items={data.toReversed()}
          keyOf={({ month, buyer }) => `${month} ${buyer}`}
          isLoading={isPending}
          columnsIn="consumption-columns"
        />
      )}
      {mayReport && <ButtonLink to={`/contracts/${id}/consumption`}>{say('consumption.report')}</ButtonLink>}
      {refused && (
        <RefuseDialog
          error={answer.error}
          isPending={answer.isPending}
          onRefuse={(reason) => answer.mutate({ reading: refused, reason })}
          onCancel={() => refuse(undefined)}
        />
      )}
    </section>
  );
}

interface Deeds {
  isPending: boolean;
  confirm: (reading: Consumption) => void;
  refuse: (reading: Consumption) => void;
}

function useColumns(isGrid: boolean, deeds: Deeds): Column<Consumption>[] {
  const say = useWords(readingWords);
  const { number } = useFormats();
  const status = ({ pending, confirmed, refused }: Consumption) => {
    if (pending) return say('consumption.statuses.pending');
    if (refused) return say('consumption.statuses.refused', { reason: refused.reason });
    return confirmed ? say('consumption.statuses.confirmed') : '';
  };
  const shown = ({ pending, confirmed }: Consumption) => pending ?? confirmed;
  return [
    {
      key: 'month',
      title: say('consumption.month'),
      show: ({ month }) => month,
      text: ({ month }) => month,
    },
    {
      key: 'buyer',
      title: say('consumption.buyer'),
      show: ({ buyer }) => <OrganizationName id={buyer} />,
      text: ({ buyer }) => buyer,
    },
    {
      key: 'kilowattHours',
      title: say('consumption.kilowattHours'),
      align: 'right',
      show: (each) => number(shown(each)?.kilowattHours ?? 0),
      text: (each) => shown(each)?.kilowattHours,
    },
    {
      key: 'status',
      title: say('consumption.status'),
      show: (each) => (
        <Space wrap>
          {status(each)}
          {isGrid && each.pending && <AnswerButtons reading={each} {...deeds} />}
        </Space>
      ),
      text: status,
    },
    {
      key: 'hours',
      title: say('consumption.hours'),
      show: (each) => shown(each)?.intervals && say('consumption.hoursYes'),
    },
  ];
}

function AnswerButtons({ reading, isPending, confirm, refuse }: Deeds & { reading: Consumption }) {
  const say = useWords(readingWords);
  const { number } = useFormats();
  return (
    <>
      <Popconfirm
        title={say('consumption.ask', {
          month: reading.month,
          amount: number(reading.pending?.kilowattHours ?? 0),
        })}
        description={say('consumption.askHint')}
        okText={say('consumption.confirm')}
        onConfirm={() => confirm(reading)}
      >
        <Button size="small" type="primary" loading={isPending}>
          {say('consumption.confirm')}
        </Button>
      </Popconfirm>
      <Button size="small" onClick={() => refuse(reading)}>
        {say('consumption.refuse')}…
      </Button>
    </>
  );
}

interface RefuseDialogProps {
  error: Error | null;
  isPending: boolean;
  onRefuse: (reason: string) => void;
  onCancel: () => void;
}

function RefuseDialog({ error, isPending, onRefuse, onCancel }: RefuseDialogProps) {
  const say = useWords(readingWords);
  const [form] = Form.useForm<{ reason: string }>();
  useFieldFaults(form, error, FIELDS);
  return (
    <Modal
      open
      title={say('consumption.refuse')}
      okText={say('consumption.refuse')}
      cancelText={say('consumption.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => onRefuse(reason)}>
        <Form.Item
          name="reason"
          label={say('consumption.reason')}
          rules={[{ required: true, whitespace: true, message: say('consumption.reasonMissing') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
      <Failure error={error} fields={FIELDS} />
    </Modal>
  );
}
