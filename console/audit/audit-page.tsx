/** A whole audit of the log, in this browser. */
import { Alert, Button, Progress } from 'antd';
import { Link } from 'react-router';
import type { AuditProgress } from '../../events/audit/audit.ts';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { AuditOutcome } from './audit-outcome.tsx';
import { cancelAudit, startAudit, useAudit } from './running-audit.ts';
import { useAuditOrder } from './use-audit-order.ts';
import { auditWords } from './words.ts';

export function AuditPage() {
  const say = useWords(auditWords);
  const state = useAudit();
  const { order, isReady, isIndependent, error, refetch } = useAuditOrder();
  const start = () => {
    const asked = order();
    if (asked) startAudit(asked);
  };
  return (
    <>
      <PageHead
        title={say('title')}
        lead={say('lead')}
        actions={
          state.kind !== 'running' &&
          isReady && (
            <Button type="primary" onClick={start}>
              {say(state.kind === 'none' ? 'start' : 'again')}
            </Button>
          )
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {!isIndependent && (
        <Alert
          type="warning"
          showIcon
          title={say('keyHint')}
          description={<Link to="/log">{say('toLog')}</Link>}
        />
      )}
      {state.kind === 'running' && <Running progress={state.progress} />}
      {state.kind === 'failed' && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={say('failed')}
          description={<code>{state.error}</code>}
        />
      )}
      {state.kind === 'done' && <AuditOutcome {...state.result} />}
    </>
  );
}

function Running({ progress }: { progress: AuditProgress | undefined }) {
  const say = useWords(auditWords);
  const { number } = useFormats();
  const count = progress && say('progress', { done: number(progress.done), total: number(progress.total) });
  return (
    <section className="card">
      <p role="status">{say(progress ? `phase.${progress.phase}` : 'preparing')}</p>
      {progress && (
        <>
          <Progress
            percent={progress.total === 0 ? 100 : Math.floor((100 * progress.done) / progress.total)}
            aria-label={say(`phase.${progress.phase}`)}
          />
          <p>{count}</p>
        </>
      )}
      <p className="soft">{say('leaveHint')}</p>
      <Button danger onClick={cancelAudit}>
        {say('cancel')}
      </Button>
    </section>
  );
}
