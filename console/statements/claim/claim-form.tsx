/** A claim in the making: its words, and what becomes public of it. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import type {
  Claim,
  EmissionStatement,
  PostV1ClaimsBodyLabel,
} from '../../../events/client/operations.schemas.ts';
import { postV1Claims } from '../../../events/client/operations.ts';
import { labelWords } from '../../../shared/statements/label.ts';
import { upload } from '../../api/upload.ts';
import { useApi, useChange } from '../../api/use-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Irreversible } from '../../parts/irreversible.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useFieldFaults } from '../../parts/use-field-faults.ts';
import { useOpenStatements } from '../../retire/use-statements.ts';
import { useWords, useWordsLanguage } from '../../words/area.ts';
import type { Deed } from './deed.ts';
import { Preview } from './preview.tsx';
import { claimWords } from './words.ts';

interface ClaimFields {
  label: PostV1ClaimsBodyLabel;
  standard?: string;
  reductions?: string;
  plan?: File[];
  baseStatement?: string;
  europeanUnion?: boolean;
}

const FIELDS = ['label', 'standard', 'reductions', 'plan', 'baseStatement'] as const;
const LABELS = Object.keys(labelWords) as PostV1ClaimsBodyLabel[];

interface ClaimFormProps {
  statement: EmissionStatement;
  onDone: (deed: Deed) => void;
}

export function ClaimForm({ statement, onDone }: ClaimFormProps) {
  const say = useWords(claimWords);
  const language = useWordsLanguage();
  const [form] = Form.useForm<ClaimFields>();
  const draft = useDraft(form, `claim.${statement.id}`);
  const [asked, ask] = useState<ClaimFields>();
  const make = useMaking(statement, (claim) => {
    draft.drop();
    ask(undefined);
    onDone({ commit: claim.made, what: 'made' });
  });
  useFieldFaults(form, make.error, FIELDS);
  useEffect(() => {
    if (make.error) ask(undefined);
  }, [make.error]);
  return (
    <>
      <Form<ClaimFields>
        form={form}
        className="card form"
        layout="vertical"
        requiredMark={false}
        initialValues={{ label: 'carbon-neutral' }}
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={ask}
      >
        <Fields statement={statement} />
        <Failure error={make.error} fields={FIELDS} />
        <Button type="primary" htmlType="submit">
          {say('submit')}
        </Button>
      </Form>
      <Preview statement={statement} />
      <Irreversible
        open={asked !== undefined}
        title={say('confirm.title')}
        deed={say('confirm.deed')}
        isPending={make.isPending}
        onConfirm={() => asked && make.mutate(asked)}
        onCancel={() => ask(undefined)}
      >
        <p>
          <b>
            {say('confirm.what', {
              subject: statement.subject.name,
              year: statement.year,
              label: asked ? labelWords[asked.label][language] : '',
            })}
          </b>
        </p>
        <ul>
          <li>{say('confirm.public')}</li>
          <li>{say('confirm.forGood')}</li>
          <li>{say('confirm.revision')}</li>
        </ul>
      </Irreversible>
    </>
  );
}

/** Sends it once, the plan's file first. */
function useMaking({ id }: EmissionStatement, onMade: (claim: Claim) => void) {
  const api = useApi();
  const queries = useQueryClient();
  return useChange(
    async ({ label, standard = '', reductions = '', plan, baseStatement, europeanUnion }: ClaimFields) => {
      const [file] = plan ?? [];
      const document = file && (await upload(api, file, 'application/pdf'));
      return postV1Claims({
        statement: id,
        label,
        ...(standard.trim() !== '' && { standard: standard.trim() }),
        ...(reductions.trim() !== '' && { reductions: reductions.trim() }),
        ...(document && { plan: document }),
        ...(baseStatement !== undefined && { baseStatement }),
        ...(europeanUnion && { europeanUnion: true as const }),
      });
    },
    async (claim: Claim) => {
      onMade(claim);
      await Promise.all(
        [['claims'], ['statements']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
    },
  );
}

function Fields({ statement }: { statement: EmissionStatement }) {
  const say = useWords(claimWords);
  const language = useWordsLanguage();
  const { year, organization, subject } = statement;
  const earlier = (useOpenStatements(organization).data ?? []).filter(
    (each) => each.status === 'verified' && each.year < year && each.subject.name === subject.name,
  );
  return (
    <>
      <Form.Item name="label" label={say('label')} extra={say('labelHelp')}>
        <Radio.Group
          className="column-choice"
          options={LABELS.map((value) => ({ value, label: labelWords[value][language] }))}
        />
      </Form.Item>
      <Form.Item name="reductions" label={say('reductions')} extra={say('reductionsHelp')}>
        <Input.TextArea autoSize maxLength={1000} />
      </Form.Item>
      <Form.Item name="plan" label={say('plan')}>
        <FileField accept=".pdf" label={say('choose')} />
      </Form.Item>
      <Form.Item name="baseStatement" label={say('base')}>
        <Select
          allowClear
          placeholder={say('baseNone')}
          options={earlier.map((each) => ({ value: each.id, label: `${each.year} ${each.subject.name}` }))}
        />
      </Form.Item>
      <Form.Item name="standard" label={say('standard')} extra={say('standardHelp')}>
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item name="europeanUnion" valuePropName="checked" extra={say('euHelp')}>
        <Checkbox>{say('eu')}</Checkbox>
      </Form.Item>
    </>
  );
}
