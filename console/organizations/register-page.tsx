/** A new organization in the register. */
import { Alert, Button, Checkbox, Form, Input, Radio, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Organization, RegisterOrganizationBody } from '../../events/client/operations.schemas.ts';
import { Role } from '../../shared/ledger/role.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useRegister } from './use-organizations.ts';
import { organizationWords } from './words.ts';

const FIELDS = ['name', 'roles', 'uscc', 'foreign/source', 'foreign/name'] as const;
/** The operator itself is no participant. */
const ROLES = Role.options.filter((role) => role !== 'operator');

interface RegisterForm {
  name?: string;
  roles?: Role[];
  /** By a code, or by an identity in another registry. */
  by?: 'uscc' | 'foreign';
  uscc?: string;
  foreign?: { source?: string; name?: string };
}

const bodyOf = ({
  name = '',
  roles = [],
  by,
  uscc = '',
  foreign = {},
}: RegisterForm): RegisterOrganizationBody => ({
  name: name.trim(),
  roles,
  ...(by === 'foreign'
    ? { foreign: { source: foreign.source?.trim() ?? '', name: foreign.name?.trim() ?? '' } }
    : { uscc: uscc.trim().toUpperCase() }),
});

export function RegisterPage() {
  const say = useWords(organizationWords);
  const [form] = Form.useForm<RegisterForm>();
  const draft = useDraft(form, 'organization');
  const [done, setDone] = useState<Organization>();
  const register = useRegister((organization) => {
    draft.drop();
    setDone(organization);
  });
  useFieldFaults(form, register.error, FIELDS);
  const back = <Link to="/organizations">← {say('back')}</Link>;
  if (done)
    return (
      <>
        <PageHead title={say('register')} lead={back} />
        <Done organization={done} />
      </>
    );
  return (
    <>
      <PageHead title={say('register')} lead={say('form.lead')} actions={back} />
      <Form<RegisterForm>
        form={form}
        className="card form"
        layout="vertical"
        requiredMark={false}
        initialValues={{ by: 'uscc' }}
        onValuesChange={() => draft.keep(form.getFieldsValue(true))}
        onFinish={() => register.mutate(bodyOf(form.getFieldsValue(true)))}
      >
        <Fields />
        <Failure error={register.error} fields={FIELDS} />
        <Space>
          <Button type="primary" htmlType="submit" loading={register.isPending}>
            {say('form.submit')}
          </Button>
          <Button
            onClick={() => {
              form.resetFields();
              draft.drop();
              register.reset();
            }}
          >
            {say('form.clear')}
          </Button>
        </Space>
      </Form>
    </>
  );
}

function Fields() {
  const say = useWords(organizationWords);
  const term = useTerms();
  const by = Form.useWatch<RegisterForm['by']>('by') ?? 'uscc';
  const missing = [{ required: true, whitespace: true, message: say('form.missing') }];
  return (
    <>
      <Form.Item name="name" label={say('name')} rules={missing}>
        <Input autoComplete="off" maxLength={300} />
      </Form.Item>
      <Form.Item
        name="roles"
        label={say('roles')}
        extra={say('form.rolesHelp')}
        rules={[{ validator: someOf(say('form.rolesMissing')) }]}
      >
        <Checkbox.Group options={ROLES.map((value) => ({ value, label: term('role', value) }))} />
      </Form.Item>
      <Form.Item name="by" label={say('form.by')}>
        <Radio.Group
          options={[
            { value: 'uscc', label: say('form.byUscc') },
            { value: 'foreign', label: say('form.byForeign') },
          ]}
        />
      </Form.Item>
      {by === 'uscc' ? (
        <Form.Item name="uscc" label={say('uscc')} rules={missing}>
          <Input autoComplete="off" maxLength={18} />
        </Form.Item>
      ) : (
        <>
          <Form.Item name={['foreign', 'source']} label={say('form.source')} rules={missing}>
            <Input autoComplete="off" maxLength={100} />
          </Form.Item>
          <Form.Item name={['foreign', 'name']} label={say('form.foreignName')} rules={missing}>
            <Input autoComplete="off" maxLength={300} />
          </Form.Item>
        </>
      )}
    </>
  );
}

/** A required group would be announced as what a group can't be. */
const someOf =
  (message: string) =>
  async (_: unknown, chosen: readonly Role[] = []) => {
    if (chosen.length === 0) throw new Error(message);
  };

/** What a person should look at: the organization is registered all the same. */
function Done({ organization: { id, name, commit, warnings = [] } }: { organization: Organization }) {
  const say = useWords(organizationWords);
  return (
    <>
      {commit && <Receipt commit={commit} title={say('form.done', { name })} />}
      {warnings.map(({ organization, detail }) => (
        <Alert
          key={organization}
          type="warning"
          showIcon
          role="alert"
          title={say('form.alike')}
          description={
            <>
              {detail} <Link to={`/organizations/${organization}`}>{say('form.showAlike')}</Link>
            </>
          }
        />
      ))}
      <p>
        <Link to={`/organizations/${id}`}>{say('form.show')}</Link>
      </p>
    </>
  );
}
