/** An amendment of a contract: its next version, with terms of its own. */
import { Button, Form } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';
import { postV1PowerPurchaseAgreementsIdVersions } from '../../events/client/operations.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { TERMS_FIELDS, type TermsForm, termsInput } from './contract-input.ts';
import { contractFormWords } from './form-words.ts';
import { TermsFields } from './terms-fields.tsx';
import { uploaded } from './uploaded.ts';
import { useContract, useContractChanged } from './use-contracts.ts';
import { contractWords } from './words.ts';

export function AmendPage() {
  const { id = '' } = useParams();
  const say = useWords(contractFormWords);
  const sayOf = useWords(contractWords);
  const { data, error, isPending, refetch } = useContract(id);
  const [done, setDone] = useState<PowerPurchaseAgreement>();
  return (
    <>
      <PageHead
        title={say('amendTitle')}
        lead={
          <>
            {say('amendLead')} <Link to={`/contracts/${id}`}>← {sayOf('toContract')}</Link>
          </>
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {done?.commit && <Receipt commit={done.commit} title={say('done')} />}
      {data && !done && <AmendFields contract={data} onDone={setDone} />}
    </>
  );
}

interface AmendFieldsProps {
  contract: PowerPurchaseAgreement;
  onDone: (contract: PowerPurchaseAgreement) => void;
}

function AmendFields({ contract: { id, kind }, onDone }: AmendFieldsProps) {
  const say = useWords(contractFormWords);
  const api = useApi();
  const changed = useContractChanged();
  const [form] = Form.useForm<TermsForm>();
  const draft = useDraft(form, `contract.${id}`);
  const amend = useChange(
    async (values: TermsForm) =>
      postV1PowerPurchaseAgreementsIdVersions(id, termsInput(kind, values, await uploaded(api, values))),
    async (contract: PowerPurchaseAgreement) => {
      draft.drop();
      await changed();
      onDone(contract);
    },
  );
  useFieldFaults(form, amend.error, TERMS_FIELDS);
  return (
    <Form<TermsForm>
      form={form}
      className="card form"
      layout="vertical"
      requiredMark={false}
      initialValues={{ shape: 'flat', months: 12 }}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={() => amend.mutate(form.getFieldsValue(true))}
    >
      <TermsFields kind={kind} />
      <Failure error={amend.error} fields={TERMS_FIELDS} />
      <Button type="primary" htmlType="submit" loading={amend.isPending}>
        {say('submit')}
      </Button>
    </Form>
  );
}
