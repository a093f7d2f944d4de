/** One emission statement: what was emitted by which rule, what green power took off, what covers it. */
import { useQuery } from '@tanstack/react-query';
import { Space } from 'antd';
import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import type { EmissionStatement } from '../../events/client/operations.schemas.ts';
import { getV1EmissionStatementsId } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { provinceName } from '../parks/province.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { NextSteps } from './claim/next-steps.tsx';
import { Indicator, Members } from './park-parts.tsx';
import { Cover, GreenPower, Views } from './statement-parts.tsx';
import { statementWords } from './words.ts';

const Waterfall = lazy(async () => ({ default: (await import('./waterfall.tsx')).Waterfall }));

export function StatementPage() {
  const { id = '' } = useParams();
  const say = useWords(statementWords);
  const api = useApi();
  const org = useIdentity()?.org;
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['statements', 'one', id],
    queryFn: ({ signal }) => api.read(getV1EmissionStatementsId(id), signal),
  });
  return (
    <>
      <PageHead
        title={data ? `${data.subject.name} ${data.year}` : say('title')}
        lead={<Link to="/statements">← {say('back')}</Link>}
        actions={
          data &&
          data.organization === org && (
            <Space wrap>
              <ButtonLink to={`/statements/${id}/revise`}>{say('revise')}</ButtonLink>
              {data.status !== 'returned' && (
                <ButtonLink to={`/retire?kind=credit&statement=${id}`}>{say('retire')}</ButtonLink>
              )}
            </Space>
          )
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data && data.organization === org && <NextSteps statement={data} />}
      {data && <Shown statement={data} />}
    </>
  );
}

function Shown({ statement }: { statement: EmissionStatement }) {
  const say = useWords(statementWords);
  const { waterfall, park, indicator } = statement;
  return (
    <>
      <Head statement={statement} />
      <section className="card">
        <h2>{say('waterfall.title')}</h2>
        <Suspense fallback={<div className="chart" />}>
          <Waterfall amounts={waterfall} />
        </Suspense>
        <p className="soft">{say('waterfall.hint')}</p>
      </section>
      <Views statement={statement} />
      <Cover coverage={statement.coverage} />
      <GreenPower statement={statement} />
      {park && <Members park={park} />}
      {indicator && <Indicator indicator={indicator} />}
    </>
  );
}

function Head({ statement }: { statement: EmissionStatement }) {
  const say = useWords(statementWords);
  const term = useTerms();
  const { number } = useFormats();
  const { id, organization, boundary, province, status, evidence, claim, factors } = statement;
  const { count, documented, metered } = evidence;
  return (
    <section className="card">
      <Facts
        facts={[
          [say('subject'), <OrganizationName key="subject" id={organization} />],
          [say('boundary'), boundary],
          [say('province'), provinceName(province)],
          [say('status'), term('statement', status)],
          [
            say('evidence'),
            say('evidenceText', {
              count: number(count),
              documented: number(documented),
              metered: number(metered),
            }),
          ],
          [say('factors'), factors.join('、')],
          [say('claim'), claim && <Link to={`/statements/${id}/claim`}>{claim}</Link>],
          [
            say('publicPage'),
            <a key="page" href={`/p/emission-statements/${id}`}>{`/p/emission-statements/${id}`}</a>,
          ],
          [say('id'), <code key="id">{id}</code>],
        ]}
      />
    </section>
  );
}
