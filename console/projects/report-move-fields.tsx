/** What each move of a report asks for. */
import { Form, Input, InputNumber, Select } from 'antd';
import type { MonitoringReport, Project } from '../../events/client/operations.schemas.ts';
import { TreatmentFields } from '../comments/treatment-fields.tsx';
import { FileField } from '../parts/file-field.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { AmountFields } from './amount-fields.tsx';
import { openOf } from './report-move-requests.ts';
import { isBuffered, type ReportMove } from './report-moves-for.ts';
import { reportWords } from './report-words.ts';

interface ReportMoveFieldsProps {
  move: ReportMove;
  report: MonitoringReport;
  project: Project;
}

export function ReportMoveFields({ move, report, project }: ReportMoveFieldsProps) {
  if (move === 'request') return <AppliedFor report={report} />;
  if (move === 'issue') return <IssueFields report={report} />;
  const isVerifying = move === 'verify';
  return (
    <>
      {(isVerifying || move === 'correct') && <Verified move={move} report={report} />}
      {isVerifying && isBuffered(project) && <RiskField />}
      {isVerifying && <TreatmentFields subject={report.id} after={0} />}
      {!isVerifying && <ReasonField />}
    </>
  );
}

function Verified({ move, report }: { move: 'verify' | 'correct'; report: MonitoringReport }) {
  const say = useWords(reportWords);
  return (
    <>
      <Form.Item
        name="document"
        label={say(move === 'verify' ? 'moves.document' : 'moves.correction')}
        rules={[{ required: true, message: say('submit.missing') }]}
      >
        <FileField accept=".pdf" label={say('submit.choosePdf')} />
      </Form.Item>
      <AmountFields years={report.vintages.map(({ vintage }) => vintage)} legend={say('moves.amounts')} />
    </>
  );
}

const POINTS_PER_PERCENT = 100;

/** In percent, to the hundredth; the form has basis points. */
function RiskField() {
  const say = useWords(reportWords);
  return (
    <Form.Item
      name="riskBasisPoints"
      label={say('moves.riskBasisPoints')}
      getValueProps={(points?: number) => ({
        value: points === undefined ? undefined : points / POINTS_PER_PERCENT,
      })}
      normalize={(percent: number | null) =>
        percent === null ? undefined : Math.round(percent * POINTS_PER_PERCENT)
      }
      rules={[{ required: true, message: say('submit.missing') }]}
    >
      <InputNumber precision={2} min={0} max={99} controls={false} suffix="%" />
    </Form.Item>
  );
}

function ReasonField() {
  const say = useWords(reportWords);
  return (
    <Form.Item
      name="reason"
      label={say('moves.reason')}
      rules={[{ required: true, whitespace: true, message: say('submit.missing') }]}
    >
      <Input.TextArea rows={2} maxLength={500} showCount />
    </Form.Item>
  );
}

function AppliedFor({ report }: { report: MonitoringReport }) {
  const say = useWords(reportWords);
  const { tonnes } = useFormats();
  return (
    <>
      <p>{say('moves.quantities')}</p>
      <ul>
        {openOf(report).map(({ vintage, tonnes: open }) => (
          <li key={vintage}>
            {vintage}: {tonnes(open)}
          </li>
        ))}
      </ul>
      <p className="soft">{say('moves.quantitiesHelp')}</p>
    </>
  );
}

/** The most blocks that one issuance makes; the registry's. */
const LANES_MAX = 90;

function IssueFields({ report }: { report: MonitoringReport }) {
  const say = useWords(reportWords);
  const { tonnes } = useFormats();
  const required = [{ required: true, message: say('submit.missing') }];
  return (
    <>
      <Form.Item name="vintage" label={say('moves.vintage')} rules={required}>
        <Select
          options={openOf(report).map(({ vintage, tonnes: open }) => ({
            value: vintage,
            label: `${vintage}：${tonnes(open)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="lanes" label={say('moves.lanes')} extra={say('moves.lanesHelp')} rules={required}>
        <InputNumber precision={0} min={1} max={LANES_MAX} controls={false} />
      </Form.Item>
    </>
  );
}
