/** A power contract proposed by its seller, who signs by that. */
import { Button, Form, Select, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Facility, PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';
import { postV1PowerPurchaseAgreements } from '../../events/client/operations.ts';
import { isDirect } from '../../shared/power/contract.ts';
import { CONTRACT_KINDS } from '../../shared/power/facts-contract.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { useOwnFacilities } from '../facilities/use-facilities.ts';
import { Receipt } from '../log/receipt.tsx';
import { ButtonLink } from '../parts/button-link.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { BuyerFields } from './buyer-fields.tsx';
import { CONTRACT_FIELDS, type ContractForm, contractInput } from './contract-input.ts';
import { contractFormWords } from './form-words.ts';
import { TermsFields } from './terms-fields.tsx';
import { uploaded } from './uploaded.ts';
import { useContractChanged } from './use-contracts.ts';
import { contractWords } from './words.ts';

/** Direct supply needs a plan of each year, which the form doesn't take well yet. */
const KINDS = CONTRACT_KINDS.filter((kind) => !isDirect(kind));

export function NewContractPage() {
  const say = useWords(contractFormWords);
  const sayOf = useWords(contractWords);
  const { data, error, isPending, refetch } = useOwnFacilities(useIdentity()?.org ?? '');
  const [done, setDone] = useState<PowerPurchaseAgreement>();
  return (
    <>
      <PageHead
        title={say('title')}
        lead={
          <>
            {say('lead')} <Link to="/contracts">← {sayOf('back')}</Link>
          </>
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data?.length === 0 && (
        <EmptyState
          title={say('noFacility')}
          hint={say('noFacilityHint')}
          action={<ButtonLink to="/facilities/new">{say('toFacility')}</ButtonLink>}
        />
      )}
      {done?.commit && (
        <>
          <Receipt commit={done.commit} title={say('done')} />
          <Link to={`/contracts/${done.id}`}>{say('show')}</Link>
        </>
      )}
      {data && data.length > 0 && !done && <ContractFields facilities={data} onDone={setDone} />}
    </>
  );
}

interface ContractFieldsProps {
  facilities: readonly Facility[];
  onDone: (contract: PowerPurchaseAgreement) => void;
}

function ContractFields({ facilities, onDone }: ContractFieldsProps) {
  const say = useWords(contractFormWords);
  const sayOf = useWords(contractWords);
  const api = useApi();
  const changed = useContractChanged();
  const [form] = Form.useForm<ContractForm>();
  const draft = useDraft(form, 'contract');
  const kind = Form.useWatch('kind', form);
  const propose = useChange(
    async (values: ContractForm) =>
      postV1PowerPurchaseAgreements(contractInput(values, await uploaded(api, values))),
    async (contract: PowerPurchaseAgreement) => {
      draft.drop();
      await changed();
      onDone(contract);
    },
  );
  useFieldFaults(form, propose.error, CONTRACT_FIELDS);
  const chosen = [{ required: true, message: say('choose') }];
  return (
    <Form<ContractForm>
      form={form}
      className="card form"
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: 'multi-year', shape: 'flat', months: 24, buyers: [{}] }}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={() => propose.mutate(form.getFieldsValue(true))}
    >
      <Form.Item name="kind" label={sayOf('kind')} rules={chosen}>
        <Select options={KINDS.map((value) => ({ value, label: sayOf(`kinds.${value}`) }))} />
      </Form.Item>
      <Form.Item name="facility" label={sayOf('facility')} rules={chosen}>
        <Select options={facilities.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <BuyerFields kind={kind} />
      <TermsFields kind={kind} />
      <Failure error={propose.error} fields={CONTRACT_FIELDS} />
      <Space>
        <Button type="primary" htmlType="submit" loading={propose.isPending}>
          {say('submit')}
        </Button>
        <Button
          onClick={() => {
            form.resetFields();
            draft.drop();
            propose.reset();
          }}
        >
          {say('clear')}
        </Button>
      </Space>
    </Form>
  );
}
