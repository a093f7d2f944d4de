/** Makes good what a correction or a loss left open: units that the developer holds are cancelled. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import type {
  Cancellation,
  PostV1CancellationsBody,
  Project,
  SerialRange,
} from '../../events/client/operations.schemas.ts';
import { postV1Cancellations } from '../../events/client/operations.ts';
import { Refusal } from '../api/refusal.ts';
import { useChange } from '../api/use-api.ts';
import { AmountField, LotTable } from '../holdings/lot-table.tsx';
import { amountFault, chosenOf, filled, type Lot, totalOf } from '../holdings/lots.ts';
import { OriginLink, useInstrumentName } from '../holdings/names.tsx';
import { NeedsAccount } from '../holdings/needs-account.tsx';
import { SerialsTable } from '../holdings/serials-table.tsx';
import { serialsText } from '../holdings/units.ts';
import { useItemFaults } from '../holdings/use-item-faults.ts';
import { useItems } from '../holdings/use-items.ts';
import { useBatches } from '../holdings/use-units.ts';
import { holdingWords } from '../holdings/words.ts';
import { Receipt } from '../log/receipt.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { makeGoodWords } from './make-good-words.ts';
import {
  cancellationInput,
  type MakeGoodForm,
  type Owing,
  unitsOf,
  useCancellable,
} from './use-make-good.ts';

interface MakeGoodProps {
  project: Project;
  owing: Owing;
}

export function MakeGood({ project, owing }: MakeGoodProps) {
  const say = useWords(makeGoodWords);
  const { tonnes } = useFormats();
  const [done, setDone] = useState<Cancellation>();
  const isOwn = useIdentity()?.org === project.developer;
  const { open, cause } = owing;
  if (!isOwn || (open === 0 && !done)) return null;
  return (
    <section className="card">
      <h2>{say('title')}</h2>
      {done?.commit && (
        <>
          <Receipt commit={done.commit} title={say('done', { quantity: tonnes(done.quantity) })} />
          <SerialsTable serials={done.serials} caption={say('doneSerials')} />
        </>
      )}
      {open > 0 && <p>{say(`why.${cause}`, { open: tonnes(open) })}</p>}
      {open > 0 && (
        <NeedsAccount>
          {(account) => <Fields account={account} project={project} owing={owing} onDone={setDone} />}
        </NeedsAccount>
      )}
    </section>
  );
}

interface FieldsProps extends MakeGoodProps {
  account: string;
  onDone: (done: Cancellation) => void;
}

const FIELDS = ['reason'] as const;

function Fields({ account, project, owing, onDone }: FieldsProps) {
  const say = useWords(makeGoodWords);
  const [form] = Form.useForm<MakeGoodForm>();
  const draft = useDraft(form, `cancellation.${owing.report ?? project.id}`);
  const [asked, ask] = useState<MakeGoodForm>();
  const [isTried, setTried] = useState(false);
  const values: MakeGoodForm = Form.useWatch([], { form, preserve: true }) ?? {};
  const { lots, error, isPending } = useCancellable(account, project.standard);
  const fault = amountFault(values.quantities, lots, owing.open);
  const chosen = chosenOf(values.quantities, lots);
  const items = useItems(account, chosen, asked !== undefined);
  const input =
    asked && items.data && !items.isFetching
      ? cancellationInput(project.id, account, owing, asked, items.data)
      : undefined;
  const change = useCancellation(account, (done) => {
    draft.drop();
    form.resetFields();
    setTried(false);
    onDone(done);
  });
  useFieldFaults(form, change.error, FIELDS);
  const itemFields = useItemFaults(form, change.error, change.variables?.items);
  if (!isPending && lots.length === 0) return <NoUnits project={project} error={error} />;
  return (
    <Form<MakeGoodForm>
      form={form}
      layout="vertical"
      requiredMark={false}
      onValuesChange={() => draft.keep(form.getFieldsValue(true))}
      onFinishFailed={() => setTried(true)}
      onFinish={(sent) => {
        setTried(true);
        if (!fault) ask(sent);
      }}
    >
      <Failure error={error} />
      <Amounts
        lots={lots}
        open={owing.open}
        total={totalOf(chosen)}
        fault={isTried ? fault : undefined}
        onFill={() => {
          form.setFieldsValue({ quantities: filled(lots, owing.open) });
          draft.keep(form.getFieldsValue(true));
        }}
      />
      <ReasonField />
      <Failure error={change.error ?? items.error} fields={[...FIELDS, ...itemFields]} />
      <Button type="primary" danger htmlType="submit" loading={change.isPending}>
        {say('submit')}
      </Button>
      <Confirm
        isOpen={asked !== undefined && !items.isError}
        input={input}
        quantity={totalOf(chosen)}
        name={project.name}
        isPending={change.isPending}
        onConfirm={() => {
          if (!input) return;
          change.mutate(input);
          ask(undefined);
        }}
        onCancel={() => ask(undefined)}
      />
    </Form>
  );
}

/** Sends it once; what is owed and what is held are read anew. */
function useCancellation(account: string, onDone: (done: Cancellation) => void) {
  const queries = useQueryClient();
  const change = useChange(postV1Cancellations, async (done: Cancellation) => {
    onDone(done);
    await Promise.all(['projects', 'units'].map((first) => queries.invalidateQueries({ queryKey: [first] })));
  });
  // What was refused may have been chosen of blocks that are gone.
  useEffect(() => {
    if (change.error instanceof Refusal) void queries.invalidateQueries({ queryKey: ['units', account] });
  }, [change.error, queries, account]);
  return change;
}

function NoUnits({ project: { standard }, error }: { project: Project; error: Error | null }) {
  const say = useWords(makeGoodWords);
  const nameOf = useInstrumentName();
  if (error) return <Failure error={error} />;
  const kind = nameOf(unitsOf(standard) ?? standard);
  return <EmptyState title={say('none')} hint={say('noneHint', { kind })} />;
}

interface AmountsProps {
  lots: readonly Lot[];
  open: number;
  total: number;
  fault: ReturnType<typeof amountFault>;
  onFill: () => void;
}

function Amounts({ lots, open, total, fault, onFill }: AmountsProps) {
  const say = useWords(makeGoodWords);
  const sayHeld = useWords(holdingWords);
  const { tonnes } = useFormats();
  return (
    <>
      <LotTable caption={say('units')} second={say('amount')} lots={lots}>
        {(lot) => <AmountField lot={lot} label={say('amount')} />}
      </LotTable>
      <p role="status">
        <b>{say('total', { total: tonnes(total), open: tonnes(open) })}</b>
      </p>
      <p>
        <Button size="small" onClick={onFill}>
          {say('fill')}
        </Button>
      </p>
      {fault && (
        <p role="alert" className="fault">
          {fault === 'moreThanOpen' ? say('tooMuch') : sayHeld(`lots.fault.${fault}`)}
        </p>
      )}
    </>
  );
}

function ReasonField() {
  const say = useWords(makeGoodWords);
  return (
    <Form.Item
      name="reason"
      label={say('reason')}
      extra={say('reasonHelp')}
      className="form"
      rules={[{ required: true, whitespace: true, message: say('missing') }]}
    >
      <Input.TextArea rows={2} maxLength={500} showCount />
    </Form.Item>
  );
}

interface ConfirmProps {
  isOpen: boolean;
  /** Once the serials are chosen. */
  input: PostV1CancellationsBody | undefined;
  quantity: number;
  name: string;
  isPending: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** What goes for good, down to the serials. */
function Confirm({ isOpen, input, quantity, name, isPending, onConfirm, onCancel }: ConfirmProps) {
  const say = useWords(makeGoodWords);
  const { tonnes } = useFormats();
  const serials = (input?.items ?? []).flatMap(({ batch, from, to }) =>
    from === undefined || to === undefined ? [] : [{ batch, from, to }],
  );
  return (
    <Irreversible
      open={isOpen}
      title={say('confirm.title')}
      deed={say('deed')}
      isPending={isPending || input === undefined}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>
        <b>{say('confirm.what', { name, quantity: tonnes(quantity) })}</b>
      </p>
      <p>{say('confirm.units')}</p>
      <p>{say('serials')}</p>
      <SerialsList serials={serials} />
    </Irreversible>
  );
}

/** A dialog on a narrow screen has no room for a table. */
function SerialsList({ serials }: { serials: readonly SerialRange[] }) {
  const batches = useBatches(serials.map(({ batch }) => batch));
  return (
    <ul>
      {serials.map((range) => {
        const of = batches.get(range.batch);
        return (
          <li key={`${range.batch} ${range.from}`}>
            {of && <OriginLink {...of} />} {of?.vintage}: {serialsText(range)}
          </li>
        );
      })}
    </ul>
  );
}
