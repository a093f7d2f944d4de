/** The form of an offer: of units to another organization, for a sealed price or as a pledge for a loan. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, InputNumber, Radio } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Organization } from '../../events/client/operations.schemas.ts';
import type { Change } from '../../events/client/request.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { useChange } from '../api/use-api.ts';
import { AmountField, LotTable } from '../holdings/lot-table.tsx';
import { amountFault, chosenOf, totalOf } from '../holdings/lots.ts';
import { useItemFaults } from '../holdings/use-item-faults.ts';
import { useLots } from '../holdings/use-units.ts';
import { holdingWords } from '../holdings/words.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationField } from '../parts/organization-field.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useOrganization } from '../parts/use-organization.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { type OfferForm, type OfferInput, offerInput, sellable } from './offer-form.ts';
import { transferWords } from './words.ts';

/** The largest price in yuan that the registry takes. */
const YUAN_MAX = 90_000_000_000_000;
const KINDS = ['tCO2e', 'MWh'] as const;
const FIELDS = ['to'] as const;

/** Units are sold, or pledged to a financier. */
export type What = 'offer' | 'pledge';

/** What can be offered of what the account holds, by the form's kind. */
function useSellable(account: string, kind: OfferForm['kind']) {
  const { data, error, isPending } = useLots(account);
  return useMemo(() => {
    const lots = (data ?? []).filter(({ batch }) => batch.unit === kind);
    return { ...sellable(lots, chinaDate(new Date().toISOString())), error, isPending };
  }, [data, error, isPending, kind]);
}

export interface OfferFormProps {
  account: string;
  what: What;
  /** The request that offers. */
  send: (input: OfferInput) => Change<{ id: string }>;
  /** Where what was offered is shown. */
  shownAt: (id: string) => string;
}

/** Asks to whom, which units, and for what amount of money; keeps it all until it is offered. */
export function OfferFields({ account, what, send, shownAt }: OfferFormProps) {
  const say = useWords(transferWords);
  const sayHeld = useWords(holdingWords);
  const { number } = useFormats();
  const [form] = Form.useForm<OfferForm>();
  const draft = useDraft(form, what);
  const [isTried, setTried] = useState(false);
  const values: OfferForm = Form.useWatch([], { form, preserve: true }) ?? {};
  const { kind = 'tCO2e', quantities } = values;
  const { lots, unfit, error, isPending } = useSellable(account, kind);
  const receiver = useOrganization(values.to).data;
  const fault = amountFault(quantities, lots);
  const offer = useOffer(send, shownAt, draft.drop);
  useFieldFaults(form, offer.error, FIELDS);
  const itemFields = useItemFaults(form, offer.error, offer.variables?.items);
  const submit = () => {
    setTried(true);
    if (!fault && receiver?.account) offer.mutate(offerInput(account, receiver.account, values, lots));
  };
  return (
    <Form<OfferForm>
      form={form}
      className="card"
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: 'tCO2e' }}
      onValuesChange={() => draft.keep(form.getFieldsValue(true))}
      onFinish={submit}
    >
      <ReceiverField what={what} account={account} receiver={receiver} />
      <Form.Item name="kind" label={say(`${what}.kind`)}>
        <Radio.Group options={KINDS.map((value) => ({ value, label: sayHeld(`unit.${value}`) }))} />
      </Form.Item>
      <Failure error={error} />
      {!isPending && <Lots what={what} lots={lots} unfit={unfit} />}
      <p role="status">
        <b>{say('offer.total', { total: number(totalOf(chosenOf(quantities, lots))), unit: kind })}</b>
      </p>
      {isTried && fault && (
        <p role="alert" className="fault">
          {sayHeld(`lots.fault.${fault}`)}
        </p>
      )}
      <Form.Item name="price" label={say(`${what}.price`)} extra={say(`${what}.priceHelp`)} className="form">
        <InputNumber precision={2} min={0.01} max={YUAN_MAX} controls={false} style={{ width: '14rem' }} />
      </Form.Item>
      <Failure error={offer.error} fields={[...FIELDS, ...itemFields]} />
      <Button type="primary" htmlType="submit" loading={offer.isPending}>
        {say(`${what}.submit`)}
      </Button>
    </Form>
  );
}

interface ReceiverFieldProps {
  what: What;
  account: string;
  receiver: Organization | undefined;
}

function ReceiverField({ what, account, receiver }: ReceiverFieldProps) {
  const say = useWords(transferWords);
  const form = Form.useFormInstance<OfferForm>();
  // Who it is comes after it was chosen, and is judged then.
  useEffect(() => {
    if (receiver) void form.validateFields(['to']).catch(() => undefined);
  }, [form, receiver]);
  const check = async () => {
    if (receiver && receiver.account === undefined) throw new Error(say('offer.noAccount'));
    if (receiver?.account === account) throw new Error(say('offer.self'));
    if (what === 'pledge' && receiver && !receiver.roles.includes('financier'))
      throw new Error(say('pledge.noFinancier'));
  };
  return (
    <Form.Item
      name="to"
      label={say(`${what}.to`)}
      extra={say('offer.toHelp')}
      className="form"
      rules={[{ required: true, message: say(`${what}.toMissing`) }, { validator: check }]}
    >
      <OrganizationField none={say('offer.toNone')} />
    </Form.Item>
  );
}

function Lots({
  what,
  lots,
  unfit,
}: { what: What } & Pick<ReturnType<typeof useSellable>, 'lots' | 'unfit'>) {
  const say = useWords(transferWords);
  if (lots.length + unfit.length === 0)
    return <EmptyState title={say('offer.none')} hint={say('offer.noneHint')} />;
  return (
    <>
      {lots.length > 0 && (
        <LotTable caption={say(`${what}.units`)} second={say(`${what}.amount`)} lots={lots}>
          {(lot) => <AmountField lot={lot} label={say(`${what}.amount`)} />}
        </LotTable>
      )}
      {unfit.length > 0 && (
        <LotTable caption={say('offer.unfit')} second={say('offer.why')} lots={unfit.map(({ lot }) => lot)}>
          {(_, index) => say(`offer.${unfit[index]!.why}`)}
        </LotTable>
      )}
      <p className="soft">{say('offer.serialsHelp')}</p>
    </>
  );
}

/** Sends it once, and shows it. */
function useOffer(send: OfferFormProps['send'], shownAt: OfferFormProps['shownAt'], drop: () => void) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useChange(send, ({ id }: { id: string }) => {
    drop();
    void queries.invalidateQueries({ queryKey: ['units'] });
    return navigate(shownAt(id));
  });
}
