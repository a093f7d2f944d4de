/** A monitoring report: its period, an amount for each year of it, and the document. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { MonitoringReport, Project } from '../../events/client/operations.schemas.ts';
import { postV1ProjectsIdMonitoringReports } from '../../events/client/operations.ts';
import { vintageYears } from '../../shared/sinks/vintages.ts';
import { upload } from '../api/upload.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { FileField } from '../parts/file-field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFaultsAt } from '../parts/use-faults-at.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { AmountFields, type Amounts, amountsOf } from './amount-fields.tsx';
import { rulesOf } from './project-course.ts';
import { reportWords } from './report-words.ts';
import { useProject } from './use-projects.ts';

interface ReportForm {
  period?: { from?: string; to?: string };
  amounts?: Amounts;
  document?: File[];
}

const FIELDS = ['period/from', 'period/to', 'document'] as const;
/** The registry's: one amount a year, 20 at most. */
const YEARS_MAX = 20;

export function NewReportPage() {
  const { id = '' } = useParams();
  const say = useWords(reportWords);
  const { data: project, error, refetch } = useProject(id);
  const [done, setDone] = useState<MonitoringReport>();
  return (
    <>
      <PageHead
        title={say('submit.title')}
        lead={
          <>
            {say('submit.lead')} <Link to={`/projects/${id}`}>← {project?.name ?? say('submit.back')}</Link>
          </>
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {done?.commit && (
        <>
          <Receipt commit={done.commit} title={say('submit.done')} />
          <p>
            <Link to={`/projects/${id}/reports/${done.id}`}>{say('submit.toReport')}</Link>
          </p>
        </>
      )}
      {project && !done && <ReportCard project={project} onDone={setDone} />}
    </>
  );
}

interface ReportCardProps {
  project: Project;
  onDone: (report: MonitoringReport) => void;
}

function ReportCard({ project, onDone }: ReportCardProps) {
  const say = useWords(reportWords);
  const api = useApi();
  const queries = useQueryClient();
  const [form] = Form.useForm<ReportForm>();
  const draft = useDraft(form, `report.${project.id}`);
  const years = yearsOf(Form.useWatch('period', form));
  const change = useChange(
    async ({ period: { from = '', to = '' } = {}, amounts, document: [file] = [] }: ReportForm) => {
      if (!file) throw new Error(say('submit.missing'));
      return postV1ProjectsIdMonitoringReports(project.id, {
        period: { from, to },
        amounts: amountsOf(amounts, years),
        document: await upload(api, file, 'application/pdf'),
      });
    },
    async (report: MonitoringReport) => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ['projects'] });
      onDone(report);
    },
  );
  useFieldFaults(form, change.error, FIELDS);
  const members = useFaultsAt(form, change.error, fieldOfPeriod);
  return (
    <Form<ReportForm>
      form={form}
      className="card form"
      layout="vertical"
      requiredMark={false}
      onValuesChange={() => draft.keep(form.getFieldsValue(true))}
      onFinish={(values) => change.mutate(values)}
    >
      <PublicationHint standard={project.standard} />
      <PeriodFields crediting={project.design?.crediting} />
      <AmountFields years={years} legend={say('submit.amounts')} />
      <Form.Item
        name="document"
        label={say('submit.document')}
        rules={[{ required: true, message: say('submit.missing') }]}
      >
        <FileField accept=".pdf" label={say('submit.choosePdf')} />
      </Form.Item>
      <Failure error={change.error} fields={[...FIELDS, ...members]} />
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {say('submit.deed')}
      </Button>
    </Form>
  );
}

/** The calendar years of a period; none while it isn't one. */
function yearsOf(period: ReportForm['period']): number[] {
  const { from = '', to = '' } = period ?? {};
  if (from === '' || to === '' || from > to) return [];
  return vintageYears({ from, to }).slice(0, YEARS_MAX);
}

function PublicationHint({ standard }: { standard: string }) {
  const say = useWords(reportWords);
  const publication = rulesOf(standard)?.reportPublication?.value;
  if (!publication) return <p className="soft">{say('submit.noWindow')}</p>;
  const days = say(`submit.${publication.kind}`, { count: publication.count });
  return <p className="soft">{say('submit.window', { days })}</p>;
}

function PeriodFields({ crediting }: { crediting: { from: string; to: string } | undefined }) {
  const say = useWords(reportWords);
  const rules = [{ required: true, message: say('submit.missing') }];
  return (
    <>
      <Form.Item
        name={['period', 'from']}
        label={say('submit.period/from')}
        {...(crediting && { extra: say('submit.within', crediting) })}
        rules={rules}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item name={['period', 'to']} label={say('submit.period/to')} rules={rules}>
        <Input type="date" />
      </Form.Item>
    </>
  );
}

/** What is wrong with the period as a whole stands at its beginning. */
const fieldOfPeriod = (member: string) => (member === 'period' ? ['period', 'from'] : undefined);
