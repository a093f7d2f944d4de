/** What a project measured, and what was issued for it. */
import { Button } from 'antd';
import { Link } from 'react-router';
import type { MonitoringReport, Project } from '../../events/client/operations.schemas.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { Wide } from '../parts/wide.tsx';
import { partWords } from '../parts/words.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { useProjectBatches, useReports } from './use-projects.ts';
import { projectWords } from './words.ts';

const KILOGRAMS_PER_TONNE = 1000;

/** Statuses in which a project is monitored. */
const MONITORED: readonly string[] = ['registered', 'verification-approval-requested'];

/** Net amount of a report, over all its years, in tonnes. */
const netOf = ({ vintages }: MonitoringReport): number =>
  vintages.reduce((sum, { kilograms }) => sum + kilograms, 0) / KILOGRAMS_PER_TONNE;

export function Reports({ project }: { project: Project }) {
  const say = useWords(projectWords);
  const term = useTerms();
  const { tonnes } = useFormats();
  const reports = useReports(project.id);
  const isOwn = useIdentity()?.org === project.developer;
  const { items } = reports;
  const heads = ['period', 'net', 'verifier', 'window', 'dueBy'] as const;
  return (
    <section className="card">
      <h2>{say('reports.title')}</h2>
      <Failure error={reports.error} onRetry={() => void reports.refetch()} />
      {reports.data && items.length === 0 && <p className="soft">{say('reports.none')}</p>}
      {items.length > 0 && (
        <Wide label={say('reports.title')}>
          <table className="plain">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col" className={head === 'net' ? 'amount' : undefined}>
                    {say(`reports.${head}`)}
                  </th>
                ))}
                <th scope="col">{say('status')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((report) => (
                <tr key={report.id}>
                  <th scope="row">
                    <Link to={`/projects/${project.id}/reports/${report.id}`}>
                      {report.period.from} – {report.period.to}
                    </Link>
                  </th>
                  <td className="amount">{tonnes(netOf(report))}</td>
                  <td>{report.verifier && <OrganizationName id={report.verifier} />}</td>
                  <td>{report.comments?.to}</td>
                  <td>{report.requested?.dueBy}</td>
                  <td>{term('report', report.status)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      <More list={reports} />
      {isOwn && MONITORED.includes(project.status) && (
        <p>
          <ButtonLink to={`/projects/${project.id}/reports/new`}>{say('reports.submit')}</ButtonLink>
        </p>
      )}
    </section>
  );
}

interface BatchesProps {
  project: string;
  /** Only what was issued for this report. */
  report?: string;
}

export function Batches({ project, report }: BatchesProps) {
  const say = useWords(projectWords);
  const { number } = useFormats();
  const batches = useProjectBatches(project);
  const items = batches.items.filter((batch) => report === undefined || batch.report === report);
  return (
    <section className="card">
      <h2>{say('batches.title')}</h2>
      <Failure error={batches.error} onRetry={() => void batches.refetch()} />
      {batches.data && items.length === 0 && <p className="soft">{say('batches.none')}</p>}
      {items.length > 0 && (
        <Wide label={say('batches.title')}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{say('batches.batch')}</th>
                <th scope="col">{say('batches.vintage')}</th>
                <th scope="col" className="amount">
                  {say('batches.quantity')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, vintage, issued, unit }) => (
                <tr key={id}>
                  <th scope="row">
                    <a href={`/p/batches/${id}`}>{id}</a>
                  </th>
                  <td>{vintage}</td>
                  <td className="amount">
                    {number(issued)} {unit}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      <More list={batches} />
    </section>
  );
}

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

function More({ list }: { list: Pages }) {
  const say = useWords(partWords);
  if (!list.hasNextPage) return null;
  return (
    <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
      {say('list.more')}
    </Button>
  );
}
