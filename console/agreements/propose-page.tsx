/** A new agreement, or another version of one: parties and shares that add up, a first day, the document. */
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Agreement, CommitReceipt } from '../../events/client/operations.schemas.ts';
import { postV1Agreements, postV1AgreementsIdVersions } from '../../events/client/operations.ts';
import type { Change } from '../../events/client/request.ts';
import { upload } from '../api/upload.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { FileField } from '../parts/file-field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFaultsAt } from '../parts/use-faults-at.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { PartyFields } from './party-fields.tsx';
import { useAgreement } from './use-agreements.ts';
import type { PartyInput, VersionForm } from './version-form.ts';
import { agreementWords } from './words.ts';

const FIELDS = ['effectiveFrom', 'document'] as const;

export function ProposePage() {
  const { id } = useParams();
  const say = useWords(agreementWords);
  const org = useIdentity()?.org;
  const { data: before, error, refetch } = useAgreement(id);
  const [done, setDone] = useState<{ id: string; commit: CommitReceipt }>();
  const isReady = id === undefined || before !== undefined;
  return (
    <>
      <PageHead
        title={say(id === undefined ? 'new.title' : 'new.versionTitle')}
        lead={
          <>
            {say('new.lead')} <Link to="/agreements">← {say('back')}</Link>
          </>
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {done && (
        <>
          <Receipt commit={done.commit} title={say('new.done')} />
          <p>
            <Link to={`/agreements/${done.id}`}>{say('open')}</Link>
          </p>
        </>
      )}
      {isReady && !done && <VersionCard id={id} first={firstOf(before, org)} onDone={setDone} />}
    </>
  );
}

/** The shares as they stand, to be adjusted; or the developer itself, and a second party. */
function firstOf(before: Agreement | undefined, org: string | undefined): PartyInput[] {
  const latest = before?.versions.at(-1) ?? before?.declined;
  if (latest) return latest.parties;
  return [{ ...(org !== undefined && { organization: org }), kind: 'municipal' }, {}];
}

interface VersionCardProps {
  /** Of the agreement whose next version it is. */
  id: string | undefined;
  first: PartyInput[];
  onDone: (done: { id: string; commit: CommitReceipt }) => void;
}

type Proposed = { id: string; commit?: CommitReceipt };

function VersionCard({ id, first, onDone }: VersionCardProps) {
  const say = useWords(agreementWords);
  const api = useApi();
  const queries = useQueryClient();
  const [form] = Form.useForm<VersionForm>();
  const draft = useDraft(form, `agreement.${id ?? 'new'}`);
  const change = useChange(
    async ({ parties = [], effectiveFrom = '', document: [file] = [] }: VersionForm) => {
      if (!file) throw new Error(say('new.missing'));
      const body = {
        parties: parties.map(partyOf),
        effectiveFrom,
        document: await upload(api, file, 'application/pdf'),
      };
      const proposal: Change<Proposed> =
        id === undefined ? postV1Agreements(body) : postV1AgreementsIdVersions(id, body);
      return proposal;
    },
    async ({ id: proposed, commit }: Proposed) => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ['agreements'] });
      if (commit) onDone({ id: proposed, commit });
    },
  );
  useFieldFaults(form, change.error, FIELDS);
  const members = useFaultsAt(form, change.error, fieldOfParty);
  return (
    <Form<VersionForm>
      form={form}
      className="card"
      layout="vertical"
      requiredMark={false}
      initialValues={{ parties: first }}
      onValuesChange={() => draft.keep(form.getFieldsValue(true))}
      onFinish={(values) => change.mutate(values)}
    >
      <PartyFields />
      <div className="form">
        <VersionFields />
        <Alert type="info" showIcon title={say('new.kept')} />
        <Failure error={change.error} fields={[...FIELDS, ...members]} />
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {say('new.submit')}
        </Button>
      </div>
    </Form>
  );
}

const partyOf = ({ organization = '', kind = 'third-party', basisPoints = 0 }: PartyInput = {}) => ({
  organization,
  kind,
  basisPoints,
});

/** `parties/1/organization` is the path of its field. */
const fieldOfParty = (member: string) => {
  const [list, index, name] = member.split('/');
  return list === 'parties' && name !== undefined ? [list, Number(index), name] : undefined;
};

function VersionFields() {
  const say = useWords(agreementWords);
  const required = [{ required: true, message: say('new.missing') }];
  return (
    <>
      <Form.Item
        name="effectiveFrom"
        label={say('new.effectiveFrom')}
        extra={say('new.effectiveHelp')}
        rules={required}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item name="document" label={say('new.document')} rules={required}>
        <FileField accept=".pdf" label={say('new.choosePdf')} />
      </Form.Item>
    </>
  );
}
