/** A project enters the reserve pool: its standard and methodology, and the organization's own land. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Project } from '../../events/client/operations.schemas.ts';
import { postV1Projects } from '../../events/client/operations.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { inForceOn, methodologies, methodologyOf } from '../../shared/sinks/methodology.ts';
import { DevelopedStandard } from '../../shared/sinks/standard.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFaultsAt } from '../parts/use-faults-at.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { FacilityField } from './facility-field.tsx';
import { ParcelsField } from './parcels-field.tsx';
import { reserveWords } from './reserve-words.ts';

interface ReserveForm {
  name?: string;
  standard?: DevelopedStandard;
  methodology?: string;
  facility?: string;
  parcels?: string[];
}

const FIELDS = ['name', 'standard', 'methodology', 'facility', 'parcels'] as const;

export function NewProjectPage() {
  const say = useWords(reserveWords);
  const [done, setDone] = useState<Project>();
  return (
    <>
      <PageHead
        title={say('title')}
        lead={
          <>
            {say('lead')} <Link to="/projects">← {say('back')}</Link>
          </>
        }
      />
      {done?.commit ? (
        <>
          <Receipt commit={done.commit} title={say('done', { name: done.name })} />
          <p>
            <Link to={`/projects/${done.id}`}>{say('toProject')}</Link>
          </p>
        </>
      ) : (
        <ReserveCard onDone={setDone} />
      )}
    </>
  );
}

function ReserveCard({ onDone }: { onDone: (project: Project) => void }) {
  const say = useWords(reserveWords);
  const queries = useQueryClient();
  const [form] = Form.useForm<ReserveForm>();
  const draft = useDraft(form, 'project');
  const change = useChange(
    ({ name = '', standard, methodology = '', facility, parcels = [] }: ReserveForm) => {
      if (!standard) throw new Error(say('missing'));
      const under = { standard, methodology, ...(facility && { facility }) };
      return postV1Projects({ name: name.trim(), ...under, parcels });
    },
    async (project: Project) => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ['projects'] });
      onDone(project);
    },
  );
  useFieldFaults(form, change.error, FIELDS);
  const members = useFaultsAt(form, change.error, fieldOfParcel);
  return (
    <Form<ReserveForm>
      form={form}
      className="card form"
      layout="vertical"
      requiredMark={false}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={(values) => change.mutate(values)}
    >
      <ReserveFields />
      <Failure error={change.error} fields={[...FIELDS, ...members]} />
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {say('submit')}
      </Button>
    </Form>
  );
}

function ReserveFields() {
  const say = useWords(reserveWords);
  const term = useTerms();
  const form = Form.useFormInstance<ReserveForm>();
  const standard = Form.useWatch('standard', form);
  const methodology = methodologyOf(Form.useWatch('methodology', form) ?? '');
  const today = chinaDate(new Date().toISOString());
  const required = [{ required: true, message: say('missing') }];
  const choices = methodologies.filter(
    (each) => each.standard === standard && !each.coastal && inForceOn(each, today),
  );
  return (
    <>
      <Form.Item name="name" label={say('name')} rules={[{ ...required[0]!, whitespace: true }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="standard" label={say('standard')} rules={required}>
        <Select
          options={DevelopedStandard.options.map((value) => ({ value, label: value }))}
          onChange={() => form.setFieldsValue({ methodology: undefined, parcels: [] })}
        />
      </Form.Item>
      <Form.Item name="methodology" label={say('methodology')} rules={required}>
        <Select
          disabled={standard === undefined}
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.map(({ code, name, category }) => ({
            value: code,
            label: `${code} ${name}（${term('category', category)}）`,
          }))}
          onChange={() => form.setFieldsValue({ parcels: [] })}
        />
      </Form.Item>
      {methodology?.power && (
        <Form.Item name="facility" label={say('facility')} rules={required}>
          <FacilityField none={say('noFacility')} />
        </Form.Item>
      )}
      <Form.Item name="parcels" label={say('parcels')} extra={say('parcelsHelp')} rules={required}>
        <ParcelsField type={methodology?.category} />
      </Form.Item>
    </>
  );
}

/** A fault of one parcel stands at the field of them all. */
const fieldOfParcel = (member: string) => (member.startsWith('parcels/') ? ['parcels'] : undefined);
