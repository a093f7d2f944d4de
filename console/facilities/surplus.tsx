/** Certificates that a correction left without their kWh: their owner gives them up, for good. */
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Facility, OverIssuance } from '../../events/client/operations.schemas.ts';
import { postV1FacilitiesIdCancellations } from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { AmountField, LotTable } from '../holdings/lot-table.tsx';
import { amountFault, chosenOf, type Quantities, totalOf } from '../holdings/lots.ts';
import { useItemFaults } from '../holdings/use-item-faults.ts';
import { useBatches, useLots } from '../holdings/use-units.ts';
import { holdingWords } from '../holdings/words.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { useFacilityChanged } from './use-facilities.ts';
import { facilityWords } from './words.ts';

interface SurplusForm {
  quantities?: Quantities;
  reason: string;
}

const FIELDS = ['reason'] as const;

/** The kinds of energy of which too much was issued, and whose certificates are the owner's. */
const overIssued = ({ energy }: Facility) =>
  energy.filter(
    (each) => each.carriedKilowattHours < 0 && each.issued > 0 && each.energy !== 'mechanism-priced',
  );

export function Surplus({ facility }: { facility: Facility }) {
  const say = useWords(facilityWords);
  const { number } = useFormats();
  const [done, setDone] = useState<OverIssuance>();
  const [first] = overIssued(facility);
  if (!first && !done) return null;
  return (
    <section className="card">
      <h2>{say('cancel.title')}</h2>
      {done?.commit && (
        <Receipt commit={done.commit} title={say('cancel.done', { count: number(done.quantity) })} />
      )}
      {first && <SurplusFields facility={facility} energy={first.energy} onDone={setDone} />}
    </section>
  );
}

interface SurplusFieldsProps {
  facility: Facility;
  energy: Facility['energy'][number]['energy'];
  onDone: (cancelled: OverIssuance) => void;
}

/** The owner's certificates of that facility and kind of energy. */
function useOwnLots({ id, account }: Facility, energy: string) {
  const held = useLots(account);
  const own = (held.data ?? []).filter(({ batch }) => batch.facility === id);
  const batches = useBatches(own.map(({ batch }) => batch.id));
  const lots = own.filter(({ batch }) => batches.get(batch.id)?.energy === energy);
  return { held, lots };
}

interface Asked {
  items: { batch: string; quantity: number }[];
  reason: string;
}

function SurplusFields({ facility, energy, onDone }: SurplusFieldsProps) {
  const { id, account } = facility;
  const say = useWords(facilityWords);
  const sayHeld = useWords(holdingWords);
  const changed = useFacilityChanged();
  const [form] = Form.useForm<SurplusForm>();
  const [asked, ask] = useState<Asked>();
  const [isTried, setTried] = useState(false);
  const quantities = Form.useWatch('quantities', { form, preserve: true });
  const { held, lots } = useOwnLots(facility, energy);
  const fault = amountFault(quantities, lots);
  const cancel = useChange(
    (body: Asked) => postV1FacilitiesIdCancellations(id, { energy, account, ...body }),
    async (cancelled: OverIssuance) => {
      form.resetFields();
      await changed();
      onDone(cancelled);
    },
  );
  useFieldFaults(form, cancel.error, FIELDS);
  const itemFields = useItemFaults(form, cancel.error, cancel.variables?.items);
  const submit = ({ reason }: SurplusForm) => {
    setTried(true);
    const items = chosenOf(quantities, lots).map(({ lot, quantity }) => ({ batch: lot.batch.id, quantity }));
    if (!fault) ask({ items, reason });
  };
  if (held.data && lots.length === 0) return <p>{say('cancel.none')}</p>;
  return (
    <Form<SurplusForm> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
      <Failure error={held.error} onRetry={() => void held.refetch()} />
      <LotTable caption={say('batches.title')} second={say('cancel.amount')} lots={lots}>
        {(lot) => <AmountField lot={lot} label={say('cancel.amount')} />}
      </LotTable>
      {isTried && fault && (
        <p role="alert" className="fault">
          {sayHeld(`lots.fault.${fault}`)}
        </p>
      )}
      <Form.Item
        name="reason"
        className="form"
        label={say('cancel.reason')}
        rules={[{ required: true, whitespace: true, message: say('confirm.reasonMissing') }]}
      >
        <Input maxLength={500} />
      </Form.Item>
      <Failure error={cancel.error} fields={[...FIELDS, ...itemFields]} />
      <Button danger htmlType="submit" loading={cancel.isPending}>
        {say('cancel.submit')}…
      </Button>
      <Ask asked={asked} ask={ask} isPending={cancel.isPending} onConfirm={(body) => cancel.mutate(body)} />
    </Form>
  );
}

interface AskProps {
  asked: Asked | undefined;
  ask: (asked: Asked | undefined) => void;
  isPending: boolean;
  onConfirm: (asked: Asked) => void;
}

function Ask({ asked, ask, isPending, onConfirm }: AskProps) {
  const say = useWords(facilityWords);
  const { number } = useFormats();
  return (
    <Irreversible
      open={asked !== undefined}
      title={say('cancel.ask', { count: number(totalOf(asked?.items ?? [])) })}
      deed={say('cancel.submit')}
      isPending={isPending}
      onConfirm={() => {
        if (asked) onConfirm(asked);
        ask(undefined);
      }}
      onCancel={() => ask(undefined)}
    >
      <p>{say('cancel.what')}</p>
    </Irreversible>
  );
}
