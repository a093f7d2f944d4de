/** How the income of a first sale is divided: previewed before, shown after. */
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Agreement, IncomeSettlement, Transfer } from '../../events/client/operations.schemas.ts';
import { postV1TransfersIdSettle } from '../../events/client/operations.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { divide } from '../../shared/units/division.ts';
import { useAgreement } from '../agreements/use-agreements.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useProject } from '../projects/use-projects.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { type Part, Parts } from './parts-table.tsx';
import { useDivision } from './use-income.ts';
import { incomeWords } from './words.ts';

const FIELDS = ['settledOn'] as const;

/** For the seller of an accepted first sale, and for the parties once it is divided. */
export function Division({ transfer, isSeller }: { transfer: Transfer; isSeller: boolean }) {
  const say = useWords(incomeWords);
  const { id, primary, status, divided = false } = transfer;
  const [done, setDone] = useState<IncomeSettlement>();
  const found = useDivision(id, divided);
  if (primary === undefined || status !== 'accepted' || !(divided || isSeller)) return null;
  const shown = done ?? found.data;
  return (
    <section className="card">
      <h2>{say('division.title')}</h2>
      {done?.commit && <Receipt commit={done.commit} title={say('division.done')} />}
      {shown && (
        <>
          <p>
            {say('division.settledOn')} {shown.settledOn}，
            {say('division.version', { version: shown.version })}
          </p>
          <Parts parts={shown.parts} fen={shown.fen} caption={say('division.title')} />
          <p className="soft">{say('division.pay')}</p>
        </>
      )}
      {!divided && !done && <DivideForm transfer={transfer} project={primary} onDone={setDone} />}
    </section>
  );
}

interface DivideFormProps {
  transfer: Transfer;
  project: string;
  onDone: (settlement: IncomeSettlement) => void;
}

function DivideForm({ transfer: { id, price, acceptedOn = '' }, project, onDone }: DivideFormProps) {
  const say = useWords(incomeWords);
  const { yuan } = useFormats();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ settledOn: string }>();
  const [asked, setAsked] = useState<string>();
  const agreement = useAgreement(useProject(project).data?.agreement).data;
  const settledOn = Form.useWatch('settledOn', form) ?? '';
  const version = agreement && versionOn(agreement, settledOn);
  const fen = price?.fen ?? 0;
  const parts = version && partsOf(fen, version);
  const change = useChange(
    (day: string) => postV1TransfersIdSettle(id, { settledOn: day }),
    async (settlement: IncomeSettlement) => {
      onDone(settlement);
      await Promise.all(
        [['transfers'], ['income']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
    },
  );
  useFieldFaults(form, change.error, FIELDS);
  return (
    <Form
      form={form}
      className="form"
      layout="vertical"
      requiredMark={false}
      initialValues={{ settledOn: chinaDate(new Date().toISOString()) }}
      onFinish={(values) => setAsked(values.settledOn)}
    >
      <Form.Item
        name="settledOn"
        label={say('division.settledOn')}
        extra={say('division.settledHelp')}
        rules={[{ required: true, message: say('missing') }]}
      >
        <Input type="date" min={acceptedOn} />
      </Form.Item>
      {parts && (
        <>
          <Parts parts={parts} fen={fen} caption={say('division.preview')} />
          <p className="soft">{say('division.rounding')}</p>
        </>
      )}
      {agreement && !parts && <Alert type="warning" showIcon title={say('division.noVersion')} />}
      <Failure error={change.error} fields={FIELDS} />
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {say('division.submit')}
      </Button>
      <Irreversible
        open={asked !== undefined}
        title={say('division.title2', { price: yuan(fen) })}
        deed={say('division.submit')}
        isPending={change.isPending}
        onConfirm={() => {
          if (asked !== undefined) change.mutate(asked);
          setAsked(undefined);
        }}
        onCancel={() => setAsked(undefined)}
      >
        {parts && <Parts parts={parts} fen={fen} caption={say('division.preview')} />}
        <p>{say('division.final')}</p>
      </Irreversible>
    </Form>
  );
}

/** The version whose shares apply on the day: accepted by all, and in force. */
const versionOn = ({ versions }: Agreement, day: string) =>
  versions.findLast(({ effectiveFrom, acceptedOn }) => effectiveFrom <= day && acceptedOn <= day);

/** Each party's part, as the registry divides. */
function partsOf(fen: number, { parties }: Agreement['versions'][number]): Part[] {
  const parts = divide(
    fen,
    parties.map(({ organization, basisPoints }) => ({ party: organization, basisPoints })),
  );
  return parts.map(({ party, fen: part }, index) => ({
    organization: party,
    basisPoints: parties[index]!.basisPoints,
    fen: part,
  }));
}
