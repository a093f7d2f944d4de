/** One command that two have to do: what it says word for word, and its confirmation. */
import { Alert, Button, Space } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Confirmation } from '../../events/client/operations.schemas.ts';
import { Receipt } from '../log/receipt.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Wide } from '../parts/wide.tsx';
import { useTypeNames } from '../trail/type-names.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { useConfirm, useConfirmation, useDecline } from './use-confirmations.ts';
import { confirmationWords } from './words.ts';

export function ConfirmationPage() {
  const { id = '' } = useParams();
  const say = useWords(confirmationWords);
  const { nameOf } = useTypeNames();
  const { data, error, refetch } = useConfirmation(id);
  return (
    <>
      <PageHead
        title={data ? nameOf(data.event) : say('title')}
        lead={<Link to="/confirmations">← {say('back')}</Link>}
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {data && <Shown confirmation={data} />}
    </>
  );
}

function Shown({ confirmation }: { confirmation: Confirmation }) {
  const say = useWords(confirmationWords);
  const { instant } = useFormats();
  const { id, state, initiator, mine, initiatedAt, lapsesAt, endedAt, confirmer, path, body } = confirmation;
  return (
    <>
      {state === 'waiting' && mine && (
        <Alert type="info" showIcon role="status" title={say('waitsForAnother')} />
      )}
      {state === 'done' && <Receipt commit={{ id }} title={say('done')} />}
      <section className="card">
        <Facts
          facts={[
            [say('state'), say(`states.${state}`)],
            [say('by'), initiator],
            [say('initiatedAt'), instant(initiatedAt)],
            [say('lapsesAt'), state === 'waiting' ? instant(lapsesAt) : undefined],
            [say('confirmer'), confirmer],
            [say('endedAt'), endedAt && instant(endedAt)],
          ]}
        />
      </section>
      <section className="card">
        <h2>{say('request')}</h2>
        <Facts facts={[[say('path'), <code key="path">{`POST ${path}`}</code>]]} />
        <Wide label={say('request')}>
          <pre>{JSON.stringify(body ?? {}, null, 2)}</pre>
        </Wide>
      </section>
      {state === 'waiting' && <Moves confirmation={confirmation} />}
    </>
  );
}

function Moves({ confirmation }: { confirmation: Confirmation }) {
  const say = useWords(confirmationWords);
  const confirm = useConfirm(confirmation);
  const decline = useDecline(confirmation.id);
  const [isAsking, setAsking] = useState(false);
  const { mine } = confirmation;
  return (
    <>
      <Failure error={confirm.error ?? decline.error} />
      <Space>
        {!mine && (
          <Button type="primary" onClick={() => setAsking(true)} loading={confirm.isPending}>
            {say('confirm')}
          </Button>
        )}
        <Button onClick={() => decline.mutate(undefined)} loading={decline.isPending}>
          {say(mine ? 'withdraw' : 'decline')}
        </Button>
      </Space>
      <Irreversible
        open={isAsking}
        title={say('confirmTitle')}
        deed={say('confirm')}
        isPending={confirm.isPending}
        onConfirm={() => confirm.mutate(undefined, { onSettled: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
      >
        <p>{say('confirmHint')}</p>
      </Irreversible>
    </>
  );
}
