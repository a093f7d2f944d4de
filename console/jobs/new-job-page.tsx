/** A new job: an export of the organization's lists, or an import by the operator. */
import { Button, Form, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { DocumentReference, Job } from '../../events/client/operations.schemas.ts';
import { postV1Jobs } from '../../events/client/operations.ts';
import { upload } from '../api/upload.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { Failure } from '../parts/failure.tsx';
import { FileField } from '../parts/file-field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import {
  FILES_BYTES_MAX,
  FILES_MAX,
  type JobForm,
  type JobKind,
  jobInput,
  kindsFor,
  mediaTypeOf,
} from './job-input.ts';
import { jobWords } from './words.ts';

/** Members of the body that have a field here. */
const FIELDS = ['kind', 'source', 'format', 'account', 'from', 'to'] as const;

export function NewJobPage() {
  const say = useWords(jobWords);
  const api = useApi();
  const navigate = useNavigate();
  const [form] = Form.useForm<JobForm>();
  const draft = useDraft(form, 'job');
  const [sending, setSending] = useState('');
  const start = useChange(
    async (asked: JobForm & { kind: JobKind }) => {
      const documents: DocumentReference[] = [];
      for (const file of asked.files ?? []) {
        setSending(file.name);
        documents.push(await upload(api, file, mediaTypeOf(file.name)));
      }
      setSending('');
      return postV1Jobs(jobInput(asked, documents));
    },
    ({ id }: Job) => {
      draft.drop();
      return navigate(`/jobs/${id}`);
    },
  );
  useFieldFaults(form, start.error, FIELDS);
  return (
    <>
      <PageHead title={say('form.title')} lead={<Link to="/jobs">← {say('back')}</Link>} />
      <Form<JobForm>
        form={form}
        className="card form"
        layout="vertical"
        requiredMark={false}
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={({ kind, ...rest }) => kind && start.mutate({ kind, ...rest })}
      >
        <KindField />
        <Form.Item noStyle shouldUpdate={(before: JobForm, now: JobForm) => before.kind !== now.kind}>
          {({ getFieldValue }) => <FieldsOf kind={getFieldValue('kind')} />}
        </Form.Item>
        <Failure error={start.error} fields={FIELDS} />
        <Space>
          <Button type="primary" htmlType="submit" loading={start.isPending}>
            {say('form.submit')}
          </Button>
          <Button
            onClick={() => {
              form.resetFields();
              draft.drop();
              start.reset();
            }}
          >
            {say('form.reset')}
          </Button>
          <span role="status">
            {sending !== '' && start.isPending && say('form.sending', { name: sending })}
          </span>
        </Space>
      </Form>
    </>
  );
}

function KindField() {
  const say = useWords(jobWords);
  const kinds = kindsFor(useIdentity()?.roles ?? []);
  return (
    <Form.Item
      name="kind"
      label={say('kind')}
      extra={say('form.kindHelp')}
      rules={[{ required: true, message: say('form.kindMissing') }]}
    >
      <Select options={kinds.map((value) => ({ value, label: say(`kinds.${value}`) }))} />
    </Form.Item>
  );
}

function FieldsOf({ kind }: { kind: JobKind | undefined }) {
  const say = useWords(jobWords);
  if (kind === undefined) return null;
  if (kind === 'import-credits') return <ImportFields />;
  return (
    <>
      {kind === 'export-entitlements' && (
        <Space wrap>
          {(['from', 'to'] as const).map((name) => (
            <Form.Item
              key={name}
              name={name}
              label={say(`form.${name}`)}
              rules={[{ required: true, message: say('form.periodMissing') }]}
            >
              <Input type="date" />
            </Form.Item>
          ))}
        </Space>
      )}
      {kind === 'export-holdings' && (
        <Form.Item name="account" label={say('account')} extra={say('form.accountHelp')}>
          <Input />
        </Form.Item>
      )}
      <Form.Item name="format" label={say('format')} extra={say('form.formatHelp')} initialValue="csv">
        <Select
          options={[
            { value: 'csv', label: 'CSV' },
            { value: 'xlsx', label: 'XLSX' },
          ]}
        />
      </Form.Item>
    </>
  );
}

function ImportFields() {
  const say = useWords(jobWords);
  const { bytes } = useFormats();
  const check = async (_: unknown, files: readonly File[] = []) => {
    const total = files.reduce((sum, { size }) => sum + size, 0);
    const empty = files.find(({ size }) => size === 0);
    if (files.length === 0) throw new Error(say('form.filesMissing'));
    if (files.length > FILES_MAX) throw new Error(say('form.tooMany'));
    if (empty) throw new Error(say('form.emptyFile', { name: empty.name }));
    if (total > FILES_BYTES_MAX) throw new Error(say('form.tooLarge', { size: bytes(total) }));
  };
  return (
    <>
      <Form.Item
        name="files"
        label={say('form.files')}
        extra={say('form.filesHelp')}
        rules={[{ validator: check }]}
      >
        <FileField accept=".csv,.xlsx" multiple label={say('form.choose')} />
      </Form.Item>
      <Form.Item name="source" label={say('source')} extra={say('form.sourceHelp')}>
        <Input />
      </Form.Item>
    </>
  );
}
