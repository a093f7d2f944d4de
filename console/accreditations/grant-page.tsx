/** A new accreditation, or a new scope of one. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { GrantedAccreditation } from '../../events/client/operations.schemas.ts';
import { postV1Accreditations } from '../../events/client/operations.ts';
import { CATEGORIES } from '../../shared/sinks/category.ts';
import { Standard } from '../../shared/sinks/standard.ts';
import { upload } from '../api/upload.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { FileField } from '../parts/file-field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { type GrantForm, grantInput } from './grant-input.ts';
import { useVerifiers } from './use-accreditations.ts';
import { accreditationWords } from './words.ts';

const FIELDS = [
  'verifier',
  'standards',
  'sectors',
  'statements',
  'validity/from',
  'validity/to',
  'reference',
  'document',
] as const;

export function GrantPage() {
  const say = useWords(accreditationWords);
  const api = useApi();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const [form] = Form.useForm<GrantForm>();
  const draft = useDraft(form, 'accreditation');
  const [done, setDone] = useState<GrantedAccreditation>();
  const grant = useChange(
    async (asked: GrantForm) => {
      const [file] = asked.document ?? [];
      return postV1Accreditations(grantInput(asked, file && (await upload(api, file, 'application/pdf'))));
    },
    async (granted: GrantedAccreditation) => {
      draft.drop();
      setDone(granted);
      await queries.invalidateQueries({ queryKey: ['accreditations'] });
    },
  );
  useFieldFaults(form, grant.error, FIELDS);
  const back = <Link to="/accreditations">← {say('back')}</Link>;
  if (done)
    return (
      <>
        <PageHead title={say('form.title')} lead={back} />
        <Receipt commit={done.commit} title={say('form.done')} />
        <p>
          <Link to={`/accreditations/${done.verifier}`}>{say('form.show')}</Link>
        </p>
      </>
    );
  return (
    <>
      <PageHead title={say('form.title')} lead={say('form.lead')} actions={back} />
      <Form<GrantForm>
        form={form}
        className="card form"
        layout="vertical"
        requiredMark={false}
        initialValues={{ verifier: search.get('verifier') ?? undefined }}
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={(asked) => grant.mutate(asked)}
      >
        <ScopeFields />
        <GroundFields />
        <Failure error={grant.error} fields={FIELDS} />
        <Space>
          <Button type="primary" htmlType="submit" loading={grant.isPending}>
            {say('form.submit')}
          </Button>
          <Button
            onClick={() => {
              form.resetFields();
              draft.drop();
              grant.reset();
            }}
          >
            {say('form.clear')}
          </Button>
        </Space>
      </Form>
    </>
  );
}

function ScopeFields() {
  const say = useWords(accreditationWords);
  const term = useTerms();
  const verifiers = useVerifiers();
  return (
    <>
      <Form.Item
        name="verifier"
        label={say('verifier')}
        rules={[{ required: true, message: say('form.verifierMissing') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={verifiers.isPending}
          options={(verifiers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Failure error={verifiers.error} onRetry={() => void verifiers.refetch()} />
      <Form.Item name="standards" label={say('standards')} extra={say('form.standardsHelp')}>
        <Checkbox.Group options={Standard.options.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="sectors" label={say('sectors')}>
        <Checkbox.Group options={CATEGORIES.map((value) => ({ value, label: term('category', value) }))} />
      </Form.Item>
      <Form.Item name="statements" valuePropName="checked">
        <Checkbox>{say('form.statements')}</Checkbox>
      </Form.Item>
    </>
  );
}

function GroundFields() {
  const say = useWords(accreditationWords);
  const day = [{ required: true, message: say('form.dayMissing') }];
  return (
    <>
      <Space wrap>
        <Form.Item name={['validity', 'from']} label={say('from')} rules={day}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name={['validity', 'to']} label={say('to')} rules={day}>
          <Input type="date" />
        </Form.Item>
      </Space>
      <Form.Item name="reference" label={say('reference')} extra={say('form.foundation')}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item name="document" label={say('document')}>
        <FileField accept=".pdf" label={say('form.choose')} />
      </Form.Item>
    </>
  );
}
