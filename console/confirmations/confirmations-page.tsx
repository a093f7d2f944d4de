/** Both queues: what waits for me, and what I initiated and another is to confirm. */
import { Button } from 'antd';
import { Link } from 'react-router';
import type { Confirmation } from '../../events/client/operations.schemas.ts';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { partWords } from '../parts/words.ts';
import { useTypeNames } from '../trail/type-names.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { Demand } from './demand.tsx';
import { useConfirmations } from './use-confirmations.ts';
import { confirmationWords } from './words.ts';

const isOpen = ({ state }: Confirmation): boolean => state === 'waiting' || state === 'confirming';

export function ConfirmationsPage() {
  const say = useWords(confirmationWords);
  const sayPart = useWords(partWords);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useConfirmations();
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      <Failure error={error} onRetry={() => void refetch()} />
      {items && (
        <>
          <Queue
            title={say('toConfirm')}
            none={say('toConfirmNone')}
            items={items.filter((each) => isOpen(each) && !each.mine)}
          />
          <Queue
            title={say('initiated')}
            none={say('initiatedNone')}
            items={items.filter((each) => isOpen(each) && each.mine)}
          />
          {items.some((each) => !isOpen(each)) && (
            <Queue title={say('ended')} none="" items={items.filter((each) => !isOpen(each))} />
          )}
        </>
      )}
      {hasNextPage && (
        <p>
          <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
            {sayPart('list.more')}
          </Button>
        </p>
      )}
      <Demand />
    </>
  );
}

function Queue({ title, none, items }: { title: string; none: string; items: readonly Confirmation[] }) {
  const say = useWords(confirmationWords);
  const { nameOf } = useTypeNames();
  const { instant } = useFormats();
  return (
    <section className="card">
      <h2>{title}</h2>
      {items.length === 0 && <p className="soft">{none}</p>}
      {items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls in itself, also by keyboard.
        <div className="wide" tabIndex={0}>
          <table className="plain" aria-label={title}>
            <thead>
              <tr>
                {(['what', 'by', 'initiatedAt', 'lapsesAt', 'state'] as const).map((name) => (
                  <th key={name} scope="col">
                    {say(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, event, initiator, initiatedAt, lapsesAt, state }) => (
                <tr key={id}>
                  <td>
                    <Link to={`/confirmations/${id}`}>{nameOf(event)}</Link>
                  </td>
                  <td>{initiator}</td>
                  <td>{instant(initiatedAt)}</td>
                  <td>{instant(lapsesAt)}</td>
                  <td>{say(`states.${state}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
