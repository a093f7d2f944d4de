/** Both queues: what waits for me, and what I initiated and another is to confirm. */
import { Button } from 'antd';
import { Link } from 'react-router';
import type { Confirmation } from '../../events/client/operations.schemas.ts';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Wide } from '../parts/wide.tsx';
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
  const { data, items, more, error, refetch } = useConfirmations();
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      <Failure error={error} onRetry={() => void refetch()} />
      {data && (
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
      {more && (
        <p>
          <Button onClick={more.load} loading={more.isLoading}>
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
        <Wide label={title}>
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
        </Wide>
      )}
    </section>
  );
}
