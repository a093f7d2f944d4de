/** The log: its head, and its leaves, read from its own tiles and verified in this browser. */
import { Button } from 'antd';
import { forgetHeads } from '../log/seen-head.ts';
import { Tampered } from '../log/tampered.tsx';
import { isEvidence, useLog } from '../log/use-log.ts';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { Trail } from './trail.tsx';
import { TrailFilter } from './trail-filter.tsx';
import { trailWords } from './words.ts';

export function TrailPage() {
  const say = useWords(trailWords);
  const { data, error, refetch, isFetching } = useLog();
  const again = () => void refetch();
  const isRefused = isEvidence(error);
  return (
    <>
      <PageHead
        title={say('title')}
        lead={say('lead')}
        actions={
          <Button onClick={again} loading={isFetching}>
            {say('refresh')}
          </Button>
        }
      />
      {isRefused ? (
        <Tampered error={error} onRetry={again} more={<ForgetSeen onDone={again} />} />
      ) : (
        <Failure error={error} onRetry={again} />
      )}
      {!data && !error && <p aria-live="polite">{say('loading')}</p>}
      {data && !isRefused && (
        <Trail key={`${data.vkey} ${data.log.size}`} {...data}>
          <TrailFilter />
        </Trail>
      )}
    </>
  );
}

/** The way out for whoever knows that the log was set up anew. */
function ForgetSeen({ onDone }: { onDone: () => void }) {
  const say = useWords(trailWords);
  return (
    <details>
      <summary>{say('health.forgetSeen')}</summary>
      <p>{say('health.forgetSeenHint')}</p>
      <Button
        size="small"
        onClick={() => {
          forgetHeads();
          onDone();
        }}
      >
        {say('health.forgetSeen')}
      </Button>
    </details>
  );
}
