/** Leaves of the log in a table, each with what its proof came to. */
import { Alert, Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Tampered } from '../log/tampered.tsx';
import { isEvidence } from '../log/use-log.ts';
import type { VerifiedLog } from '../log/verified-log.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import type { TrailLeaf } from './find-leaves.ts';
import { LogHealth } from './log-health.tsx';
import { useTypeNames } from './type-names.ts';
import { useNewest } from './use-newest.ts';
import { useAsked, useTrail } from './use-trail.ts';
import { trailWords } from './words.ts';

const ENTITIES_SHOWN = 2;

interface TrailProps {
  log: VerifiedLog;
  vkey: string;
  isIndependent: boolean;
  children: ReactNode;
}

export function Trail({ log, children, ...head }: TrailProps) {
  const say = useWords(trailWords);
  return (
    <>
      <LogHealth log={log} newestAt={useNewest(log)?.event?.at} {...head} />
      {children}
      <h2>{say('list')}</h2>
      {log.size === 0 ? (
        <EmptyState title={say('emptyLog')} hint={say('emptyLogHint')} />
      ) : (
        <Leaves log={log} />
      )}
    </>
  );
}

function Leaves({ log }: { log: VerifiedLog }) {
  const say = useWords(trailWords);
  const { number } = useFormats();
  const columns = useColumns();
  const [asked] = useAsked();
  const trail = useTrail(log, asked);
  const again = () => void trail.refetch();
  const leaves = trail.data?.pages.flatMap((page) => page.leaves) ?? [];
  const tampered = leaves.filter(({ isProven }) => !isProven).length;
  const next = trail.data?.pages.at(-1)?.next ?? 0;
  if (isEvidence(trail.error)) return <Tampered error={trail.error} onRetry={again} />;
  return (
    <>
      <Failure error={trail.error} onRetry={again} />
      {tampered > 0 && (
        <Alert type="error" showIcon role="alert" title={say('tamperedSome', { count: number(tampered) })} />
      )}
      {trail.data && leaves.length === 0 && next === 0 && (
        <EmptyState title={say('empty')} hint={say('emptyHint')} />
      )}
      {(trail.isPending || leaves.length > 0) && (
        <ListTable
          name="log"
          columns={columns}
          items={leaves}
          keyOf={({ index }) => String(index)}
          isLoading={trail.isPending}
          more={
            trail.hasNextPage
              ? { load: () => void trail.fetchNextPage(), isLoading: trail.isFetchingNextPage }
              : undefined
          }
        />
      )}
      {trail.data && next > 0 && (
        <p className="soft" role="status">
          {say('looked', { index: number(next) })}{' '}
          {leaves.length === 0 && (
            <Button
              size="small"
              loading={trail.isFetchingNextPage}
              onClick={() => void trail.fetchNextPage()}
            >
              {say('goOn')}
            </Button>
          )}
        </p>
      )}
    </>
  );
}

function useColumns(): Column<TrailLeaf>[] {
  const say = useWords(trailWords);
  const { number, instant } = useFormats();
  const { nameOf } = useTypeNames();
  return [
    {
      key: 'index',
      title: say('index'),
      align: 'right',
      show: ({ index }) => number(index),
      text: ({ index }) => index,
    },
    {
      key: 'at',
      title: say('at'),
      show: ({ event }) => event && instant(event.at),
      text: ({ event }) => event?.at,
    },
    {
      key: 'event',
      title: say('event'),
      show: ({ event }) =>
        event ? <Link to={`/log/${event.id}`}>{nameOf(event.type)}</Link> : say('unreadable'),
      text: ({ event }) => event?.type,
    },
    {
      key: 'by',
      title: say('by'),
      show: ({ event }) => event && <OrganizationName id={event.by.for ?? event.by.org} />,
      text: ({ event }) => event?.by.for ?? event?.by.org,
    },
    {
      key: 'entities',
      title: say('entities'),
      show: ({ event }) => event && <Entities event={event} />,
      text: ({ event }) => event?.advances.map(({ entity }) => entity).join(' '),
    },
    {
      key: 'proof',
      title: say('proof'),
      show: ({ isProven }) => (
        <Tag color={isProven ? 'success' : 'error'}>
          {isProven ? `✓ ${say('proven')}` : `✗ ${say('tampered')}`}
        </Tag>
      ),
      text: ({ isProven }) => say(isProven ? 'proven' : 'tampered'),
    },
    {
      key: 'id',
      title: say('id'),
      show: ({ event }) => <code>{event?.id}</code>,
      text: ({ event }) => event?.id,
      isShownFirst: false,
    },
  ];
}

function Entities({ event: { advances } }: { event: NonNullable<TrailLeaf['event']> }) {
  const say = useWords(trailWords);
  const { number } = useFormats();
  return (
    <>
      {advances.slice(0, ENTITIES_SHOWN).map(({ entity }) => (
        <div key={entity}>
          <code>{entity}</code>
        </div>
      ))}
      {advances.length > ENTITIES_SHOWN && (
        <span className="soft">{say('more', { count: number(advances.length) })}</span>
      )}
    </>
  );
}
