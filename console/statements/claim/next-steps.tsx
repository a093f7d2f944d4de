/** What comes next for a statement: for its own organization, from verification over cover to the claim. */
import { Space } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { EmissionStatement } from '../../../events/client/operations.schemas.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { useWords } from '../../words/area.ts';
import { useFormats } from '../../words/use-formats.ts';
import { claimSteps } from './claim-steps.ts';
import { useClaim } from './use-claim.ts';
import { claimWords } from './words.ts';

export function NextSteps({ statement }: { statement: EmissionStatement }) {
  const say = useWords(claimWords);
  const { number, tonnes } = useFormats();
  const { id, year, returned, rolledInto, claim } = statement;
  const steps = claimSteps(statement, new Date().toISOString());
  const { verification, openTonnes, last, isClosed, uncoveredKilowattHours, isYearOver, canClaim } = steps;
  const standing = useClaim(claim).data?.status;
  const claimPage = `/statements/${id}/claim`;
  return (
    <section className="card">
      <h2>{say('steps.title')}</h2>
      {verification === 'waiting' && <p>{say('steps.verifying')}</p>}
      {verification === 'returned' && (
        <Step to={`/statements/${id}/revise`} deed={say('steps.revise')}>
          {say('steps.returned', { reason: returned?.reason ?? '' })}
        </Step>
      )}
      {standing === 'reopened' && <p>{say('steps.reopened')}</p>}
      {uncoveredKilowattHours > 0 && openTonnes > 0 && (
        <Step to={`/retire?kind=certificate&statement=${id}`} deed={say('steps.certificates')}>
          {say('steps.power', { left: number(uncoveredKilowattHours) })}
        </Step>
      )}
      {openTonnes > 0 && verification !== 'returned' && (
        <Step to={isClosed ? undefined : `/retire?kind=credit&statement=${id}`} deed={say('steps.credits')}>
          {say(isClosed ? 'steps.closed' : 'steps.open', { open: tonnes(openTonnes), last })}
        </Step>
      )}
      {standing === 'made' && (
        <Step to={claimPage} deed={say('steps.see')}>
          {say('steps.standing')}
        </Step>
      )}
      {!isYearOver && <p>{say('steps.unfinished', { year })}</p>}
      {canClaim && standing !== 'made' && (claim === undefined || standing !== undefined) && (
        <Step to={claimPage} deed={say('steps.make')} isPrimary>
          {say('steps.claim')}
        </Step>
      )}
      {rolledInto !== undefined && (
        <p>
          <Link to={`/statements/${rolledInto}`}>{say('steps.rolled')}</Link>
        </p>
      )}
    </section>
  );
}

interface StepProps {
  children: ReactNode;
  /** Undefined where there is nothing left to do. */
  to: string | undefined;
  deed: string;
  isPrimary?: boolean;
}

function Step({ children, to, deed, isPrimary = false }: StepProps) {
  return (
    <p>
      <Space wrap>
        <span>{children}</span>
        {to !== undefined && (
          <ButtonLink to={to} primary={isPrimary}>
            {deed}
          </ButtonLink>
        )}
      </Space>
    </p>
  );
}
