/** One monitoring report: its figures, papers, publication and comments, and what was issued for it. */
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import type { MonitoringReport, Project } from '../../events/client/operations.schemas.ts';
import { getV1MonitoringReportsId } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { Comments } from '../comments/comments.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Wide } from '../parts/wide.tsx';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { DocumentList } from './documents.tsx';
import { Batches } from './issued.tsx';
import { MakeGood } from './make-good.tsx';
import { ReportMoves } from './report-moves.tsx';
import { isBuffered } from './report-moves-for.ts';
import { reportWords } from './report-words.ts';
import { useProject } from './use-projects.ts';

export function ReportPage() {
  const { id = '', report: reportId = '' } = useParams();
  const say = useWords(reportWords);
  const api = useApi();
  const { data: project } = useProject(id);
  const {
    data: report,
    error,
    isPending,
    refetch,
  } = useQuery({
    queryKey: ['projects', 'one', id, 'report', reportId],
    queryFn: ({ signal }) => api.read(getV1MonitoringReportsId(reportId), signal),
  });
  return (
    <>
      <PageHead
        title={report ? say('one', report.period) : say('title')}
        lead={<Link to={`/projects/${id}`}>← {project?.name ?? say('project')}</Link>}
        actions={report && <a href={`/p/monitoring-reports/${reportId}`}>{say('public')}</a>}
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {report && project && <Shown report={report} project={project} />}
    </>
  );
}

function Shown({ report, project }: { report: MonitoringReport; project: Project }) {
  const say = useWords(reportWords);
  const { tonnes } = useFormats();
  const { id, excess, comments, publicComments, documents, status } = report;
  return (
    <>
      {excess > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${say('excess')}：${tonnes(excess)}`}
          description={say('excessHelp')}
        />
      )}
      <MakeGood project={project} owing={{ cause: 'over-issuance', report: id, open: excess }} />
      <ReportFacts report={report} />
      <Figures report={report} project={project} />
      <ReportMoves report={report} project={project} />
      <DocumentList of={id} documents={documents} />
      <Comments
        subject={id}
        days={status === 'submitted' ? comments : undefined}
        publicComments={publicComments}
      />
      <Batches project={project.id} report={id} />
    </>
  );
}

function ReportFacts({ report }: { report: MonitoringReport }) {
  const say = useWords(reportWords);
  const term = useTerms();
  const { percent } = useFormats();
  const { status, period, comments, verifier, riskBasisPoints: risk, requested, id } = report;
  return (
    <section className="card">
      <h2>{say('facts')}</h2>
      <Facts
        facts={[
          [say('status'), term('report', status)],
          [say('period'), say('days', period)],
          [say('window'), comments && say('days', comments)],
          [say('verifier'), verifier && <OrganizationName key="verifier" id={verifier} />],
          [say('risk'), risk === undefined ? undefined : percent(risk)],
          [say('requestedOn'), requested?.on],
          [say('dueBy'), requested?.dueBy],
          [say('id'), <code key="id">{id}</code>],
        ]}
      />
    </section>
  );
}

const KILOGRAMS_PER_TONNE = 1000;

/** What was claimed is replaced by what is verified; before that nothing may be issued. */
function Figures({ report, project }: { report: MonitoringReport; project: Project }) {
  const say = useWords(reportWords);
  const { tonnes } = useFormats();
  const isVerified = report.verifier !== undefined;
  const columns = (['tonnes', 'buffer', 'issued', 'cancelled', 'open'] as const).filter(
    (name) => isVerified && (name !== 'buffer' || isBuffered(project)),
  );
  return (
    <section className="card">
      <h2>{say('figures')}</h2>
      <Wide label={say('figures')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{say('vintage')}</th>
              <th scope="col" className="amount">
                {say(isVerified ? 'verified' : 'claimed')}
              </th>
              {columns.map((name) => (
                <th key={name} scope="col" className="amount">
                  {say(name === 'tonnes' ? 'entitled' : name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.vintages.map((each) => (
              <tr key={each.vintage}>
                <th scope="row">{each.vintage}</th>
                <td className="amount">{tonnes(each.kilograms / KILOGRAMS_PER_TONNE)}</td>
                {columns.map((name) => (
                  <td key={name} className="amount">
                    {tonnes(each[name])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <p className="soft">{say('rounding')}</p>
    </section>
  );
}
