/** A further version of a statement: entered as the one before stands, and verified anew. */
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { EmissionStatement, MemberFlow } from '../../../events/client/operations.schemas.ts';
import { getV1EmissionStatementsId } from '../../../events/client/operations.ts';
import { useApi } from '../../api/use-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useWords } from '../../words/area.ts';
import { Editor } from './editor.tsx';
import { formOf } from './statement-form.ts';
import { useRollable } from './use-rollable.ts';
import { editorWords } from './words.ts';

export function ReviseStatementPage() {
  const { id = '' } = useParams();
  const say = useWords(editorWords);
  const api = useApi();
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['statements', 'to-revise', id],
    queryFn: ({ signal }) => api.read(getV1EmissionStatementsId(id), signal),
    // The version that was read is the one that is revised, however long that takes.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <>
      <PageHead
        title={say('revise.title')}
        lead={
          <>
            {say('revise.lead')}{' '}
            <Link to={`/statements/${id}`}>
              ← {data ? `${data.subject.name} ${data.year}` : say('done.show')}
            </Link>
          </>
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data?.lines && <Revised statement={data} />}
      {data && !data.lines && <Alert type="info" showIcon title={say('revise.sealed')} />}
    </>
  );
}

function Revised({ statement }: { statement: EmissionStatement }) {
  const say = useWords(editorWords);
  const [initial] = useState(() => formOf(statement));
  const { year, park, id, flows } = statement;
  const { candidates, error, isPending } = useRollable(park?.park, year, id);
  const rolling = useMemo(
    () => park && { candidates, ...(flows && { flows: flows as unknown as MemberFlow[] }) },
    [park, candidates, flows],
  );
  if (isPending) return <p aria-live="polite">…</p>;
  return (
    <>
      {statement.claim !== undefined && <Alert type="warning" showIcon title={say('revise.claim')} />}
      <Failure error={error} />
      <Editor initial={initial} revised={statement} name={`statement.${id}`} {...(rolling && { rolling })} />
    </>
  );
}
