/** What the caller may do with a report now, and the receipt of what was done. */
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Space } from 'antd';
import { useState } from 'react';
import type { CommitReceipt, MonitoringReport, Project } from '../../events/client/operations.schemas.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { upload } from '../api/upload.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { treatFirst } from '../comments/treatments.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { windowOn } from './project-course.ts';
import { ReportMoveFields } from './report-move-fields.tsx';
import { type ReportMoveForm, reportRequestOf } from './report-move-requests.ts';
import { type ReportMove, reportMovesFor } from './report-moves-for.ts';
import { reportWords } from './report-words.ts';

interface ReportMovesProps {
  report: MonitoringReport;
  project: Project;
}

export function ReportMoves({ report, project }: ReportMovesProps) {
  const say = useWords(reportWords);
  const [move, setMove] = useState<ReportMove>();
  const [done, setDone] = useState<{ move: ReportMove; commit: CommitReceipt; remaining: number }>();
  const open = reportMovesFor(report, project, useIdentity());
  if (open.length === 0 && !done) return null;
  const chosen = open.find((each) => each === move);
  return (
    <section className="card">
      <h2>{say('moves.title')}</h2>
      {done && <Receipt commit={done.commit} title={say(`moves.done.${done.move}`)} />}
      {done && done.remaining > 0 && (
        <Alert type="warning" showIcon title={say('moves.remaining', { count: done.remaining })} />
      )}
      {report.status === 'submitted' && <NotYet report={report} />}
      <Space wrap>
        {open.map((each) => (
          <Button key={each} aria-expanded={each === chosen} onClick={() => setMove(each)}>
            {say(`moves.names.${each}`)}
          </Button>
        ))}
      </Space>
      {chosen && (
        <ReportMoveCard
          key={chosen}
          move={chosen}
          report={report}
          project={project}
          onDone={(commit, remaining) => {
            setDone({ move: chosen, commit, remaining });
            setMove(undefined);
          }}
        />
      )}
    </section>
  );
}

/** Why a report isn't verified yet. */
function NotYet({ report: { comments, publicComments } }: { report: MonitoringReport }) {
  const say = useWords(reportWords);
  const window = comments && windowOn(comments, chinaDate(new Date().toISOString()));
  const waiting = publicComments?.waiting ?? 0;
  return (
    <>
      {window && window.state !== 'over' && (
        <Alert type="warning" showIcon title={say('moves.open', { to: window.to })} />
      )}
      {waiting > 0 && <Alert type="warning" showIcon title={say('moves.waiting', { count: waiting })} />}
    </>
  );
}

interface CardProps extends ReportMovesProps {
  move: ReportMove;
  onDone: (commit: CommitReceipt, remaining: number) => void;
}

const FIELDS = ['document', 'riskBasisPoints', 'reason', 'vintage', 'lanes'] as const;

function ReportMoveCard({ move, report, project, onDone }: CardProps) {
  const say = useWords(reportWords);
  const api = useApi();
  const queries = useQueryClient();
  const [form] = Form.useForm<ReportMoveForm>();
  const draft = useDraft(form, `report.${report.id}.${move}`);
  const [asked, setAsked] = useState<ReportMoveForm>();
  const change = useChange(
    async (values: ReportMoveForm) => {
      const [file] = values.document ?? [];
      const document = file && (await upload(api, file, 'application/pdf'));
      const treatments = await treatFirst(api, report.id, values.treatments ?? {});
      return reportRequestOf(move, report, values, { document, treatments });
    },
    async ({ commit, remaining = 0 }) => {
      draft.drop();
      if (commit) onDone(commit, remaining);
      await queries.invalidateQueries({ queryKey: ['projects'] });
    },
  );
  useFieldFaults(form, change.error, FIELDS);
  const deed = say(`moves.names.${move}`);
  const warning = useWarning(move, report, asked);
  return (
    <Form<ReportMoveForm>
      form={form}
      className="form actions"
      layout="vertical"
      requiredMark={false}
      initialValues={{
        amounts: Object.fromEntries(report.vintages.map(({ vintage, kilograms }) => [vintage, kilograms])),
        lanes: 1,
      }}
      onValuesChange={() => draft.keep(form.getFieldsValue(true))}
      onFinish={(values) => (isForGood(move) ? setAsked(values) : change.mutate(values))}
    >
      <ReportMoveFields move={move} report={report} project={project} />
      <Failure error={change.error} fields={FIELDS} />
      <Button type="primary" danger={move === 'refuse'} htmlType="submit" loading={change.isPending}>
        {say('moves.submit', { deed })}
      </Button>
      <Irreversible
        open={asked !== undefined}
        title={`${deed}：${project.name}`}
        deed={deed}
        isPending={change.isPending}
        onConfirm={() => {
          if (asked) change.mutate(asked);
          setAsked(undefined);
        }}
        onCancel={() => setAsked(undefined)}
      >
        <p>{warning}</p>
      </Irreversible>
    </Form>
  );
}

type ForGood = 'refuse' | 'issue' | 'certificates';
const isForGood = (move: ReportMove): move is ForGood =>
  move === 'refuse' || move === 'issue' || move === 'certificates';

/** What can't be undone about it. */
function useWarning(move: ReportMove, { vintages }: MonitoringReport, asked: ReportMoveForm | undefined) {
  const say = useWords(reportWords);
  const { tonnes } = useFormats();
  if (!isForGood(move)) return '';
  const year = vintages.find(({ vintage }) => vintage === asked?.vintage);
  return say(`moves.deeds.${move}`, { vintage: year?.vintage ?? '', quantity: tonnes(year?.open ?? 0) });
}
