/** The claim on a statement: made here where it can be, shown and withdrawn where it stands. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Claim, EmissionStatement } from '../../../events/client/operations.schemas.ts';
import { getV1EmissionStatementsId } from '../../../events/client/operations.ts';
import { useApi } from '../../api/use-api.ts';
import { Receipt } from '../../log/receipt.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Failure } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useIdentity } from '../../session/use-session.ts';
import { useWords, useWordsLanguage } from '../../words/area.ts';
import { useTerms } from '../../words/terms.ts';
import { ClaimForm } from './claim-form.tsx';
import { claimSteps } from './claim-steps.ts';
import type { Deed } from './deed.ts';
import { NextSteps } from './next-steps.tsx';
import { useClaim } from './use-claim.ts';
import { Withdraw } from './withdraw.tsx';
import { claimWords } from './words.ts';

export function ClaimPage() {
  const { id = '' } = useParams();
  const say = useWords(claimWords);
  const api = useApi();
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['statements', 'one', id],
    queryFn: ({ signal }) => api.read(getV1EmissionStatementsId(id), signal),
  });
  return (
    <>
      <PageHead
        title={data ? `${say('title')} · ${data.subject.name} ${data.year}` : say('title')}
        lead={
          <>
            {say('lead')} <Link to={`/statements/${id}`}>← {say('back')}</Link>
          </>
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data && <OfStatement statement={data} />}
    </>
  );
}

function OfStatement({ statement }: { statement: EmissionStatement }) {
  const say = useWords(claimWords);
  const isOwn = useIdentity()?.org === statement.organization;
  const [done, setDone] = useState<Deed>();
  const { data: claim, error } = useClaim(statement.claim);
  const stands = claim?.status === 'made';
  const { canClaim } = claimSteps(statement, new Date().toISOString());
  return (
    <>
      {done && (
        <Receipt commit={{ id: done.commit }} title={say(done.what === 'made' ? 'done' : 'withdraw.done')} />
      )}
      <Failure error={error} />
      {claim && <Shown claim={claim} isOwn={isOwn} onDone={setDone} />}
      {isOwn && !stands && !canClaim && <NextSteps statement={statement} />}
      {isOwn && !stands && canClaim && (statement.claim === undefined || claim) && (
        <ClaimForm statement={statement} onDone={setDone} />
      )}
    </>
  );
}

interface ShownProps {
  claim: Claim;
  isOwn: boolean;
  onDone: (deed: Deed) => void;
}

function Shown({ claim, isOwn, onDone }: ShownProps) {
  const say = useWords(claimWords);
  const term = useTerms();
  const language = useWordsLanguage();
  const { id, status, words, madeOn, boundary, withdrawn, warnings } = claim;
  const page = `/p/claims/${id}`;
  return (
    <section className="card">
      <h2>{words[language]}</h2>
      <Facts
        facts={[
          [say('status'), term('claim', status)],
          [say('withdraw.reason'), withdrawn],
          [say('madeOn'), madeOn],
          [say('preview.boundary'), boundary],
          [
            say('public'),
            <a key="page" href={page}>
              {page}
            </a>,
          ],
          [say('id'), <code key="id">{id}</code>],
        ]}
      />
      {warnings.map((warning) => (
        <p key={warning.code} className="fault">
          {warning[language]}
        </p>
      ))}
      {isOwn && (status === 'made' || status === 'reopened') && <Withdraw claim={id} onDone={onDone} />}
    </section>
  );
}
