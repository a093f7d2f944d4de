/** One project: its course, its papers, and what was measured and issued. */
import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import type { Project } from '../../events/client/operations.schemas.ts';
import { Comments } from '../comments/comments.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { Agreement } from './agreement.tsx';
import { Course } from './course.tsx';
import { Documents } from './documents.tsx';
import { Batches, Reports } from './issued.tsx';
import { MakeGood } from './make-good.tsx';
import { isFinal } from './project-course.ts';
import { ProjectMoves } from './project-moves.tsx';
import { useProject, useReports } from './use-projects.ts';
import { projectWords } from './words.ts';

export function ProjectPage() {
  const { id = '' } = useParams();
  const say = useWords(projectWords);
  const { data: project, error, isPending, refetch } = useProject(id);
  return (
    <>
      <PageHead
        title={project?.name ?? say('title')}
        lead={<Link to="/projects">← {say('back')}</Link>}
        actions={project && <a href={`/p/projects/${id}`}>{say('public')}</a>}
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {project && (
        <>
          <Owed project={project} />
          <MakeGood project={project} owing={{ cause: 'reversal', open: project.uncovered ?? 0 }} />
          <ProjectFacts project={project} />
          <Course project={project} />
          <ProjectMoves project={project} />
          <Documents project={project} />
          {project.design && (
            <Comments
              subject={project.id}
              days={isFinal(project.status) ? undefined : project.design.comments}
              publicComments={project.publicComments}
            />
          )}
          <Agreement id={project.agreement} />
          <Reports project={project} />
          <Batches project={project.id} />
        </>
      )}
    </>
  );
}

/** What has to be made good before anything else is issued. */
function Owed({ project: { id, excess = 0, uncovered = 0 } }: { project: Project }) {
  const say = useWords(projectWords);
  const { tonnes } = useFormats();
  const { items } = useReports(id);
  return (
    <>
      {excess > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${say('excess')}: ${tonnes(excess)}`}
          description={items
            .filter((report) => report.excess > 0)
            .map((report) => (
              <p key={report.id}>
                <Link to={`/projects/${id}/reports/${report.id}`}>{say('excessOf', report.period)}</Link>
              </p>
            ))}
        />
      )}
      {uncovered > 0 && <Alert type="warning" showIcon title={`${say('uncovered')}: ${tonnes(uncovered)}`} />}
    </>
  );
}

function ProjectFacts({ project }: { project: Project }) {
  const say = useWords(projectWords);
  const term = useTerms();
  const { number, tonnes } = useFormats();
  const { standard, methodology, status, before, design, origin, parcels, facility, code } = project;
  const { category, areaSquareMetres: area } = project;
  const { received = 0, waiting = 0 } = project.publicComments ?? {};
  const isDiscussed = project.comments !== undefined || received > 0;
  return (
    <section className="card">
      <h2>{say('facts')}</h2>
      <Facts
        facts={[
          [say('status'), term('project', status)],
          [say('before'), before && term('project', before)],
          [say('standard'), `${standard} ${methodology}`],
          [say('category'), category ? term('category', category) : project.type],
          [say('developer'), <OrganizationName key="developer" id={project.developer} />],
          [say('code'), code],
          [say('origin'), origin && `${origin.source} ${origin.code}`],
          [say('issued'), tonnes(project.issued)],
          [say('buffered'), project.buffered !== undefined ? tonnes(project.buffered) : undefined],
          [say('area'), area !== undefined ? say('hectares', { value: number(area / 10_000) }) : undefined],
          [say('parcels'), parcels && say('parcelCount', { count: parcels.length })],
          [say('facility'), facility && <a href={`/p/facilities/${facility}`}>{facility}</a>],
          [say('validator'), design && <OrganizationName key="validator" id={design.validator} />],
          [say('startedOn'), design?.startedOn],
          [say('crediting'), design && `${design.crediting.from} – ${design.crediting.to}`],
          [
            say('boundary'),
            design && (
              <a key="boundary" href={`/log/boundary/${design.boundary}`}>
                <code>{design.boundary.slice(0, 16)}…</code>
              </a>
            ),
          ],
          [
            say('comments'),
            isDiscussed ? say('commentCount', { count: number(project.comments ?? 0), waiting }) : undefined,
          ],
          [say('id'), <code key="id">{project.id}</code>],
        ]}
      />
    </section>
  );
}
