/** The ways to end an offer. Accepting is for good; the two others give the units back. */
import { Button, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import type { Transfer } from '../../events/client/operations.schemas.ts';
import { Irreversible } from '../parts/irreversible.tsx';
import { useOwner } from '../parts/use-organization.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import type { End } from './use-transfers.ts';
import { transferWords } from './words.ts';

interface TransferEndsProps {
  transfer: Transfer;
  unit: string;
  ends: readonly End[];
  isPending: boolean;
  onEnd: (end: End) => void;
}

export function TransferEnds({ transfer, unit, ends, isPending, onEnd }: TransferEndsProps) {
  const say = useWords(transferWords);
  const { number } = useFormats();
  const [isAsking, setAsking] = useState(false);
  const from = useOwner(transfer.from)?.name ?? transfer.from;
  return (
    <Space wrap className="actions">
      {ends.map((end) =>
        end === 'accept' ? (
          <Button key={end} type="primary" onClick={() => setAsking(true)}>
            {say('deed.accept')}…
          </Button>
        ) : (
          <Popconfirm
            key={end}
            title={say(`ask.${end}`)}
            description={say('ask.back')}
            okText={say(`deed.${end}`)}
            cancelText={say('ask.keep')}
            onConfirm={() => onEnd(end)}
          >
            <Button loading={isPending}>{say(`deed.${end}`)}</Button>
          </Popconfirm>
        ),
      )}
      <Irreversible
        open={isAsking}
        title={say('ask.accept')}
        deed={say('deed.accept')}
        isPending={isPending}
        onConfirm={() => {
          setAsking(false);
          onEnd('accept');
        }}
        onCancel={() => setAsking(false)}
      >
        <p>
          <b>{say('accepting.what', { quantity: number(transfer.quantity), unit, from })}</b>
        </p>
        <ul>
          <li>{say('accepting.noWay')}</li>
          <li>{say('accepting.money')}</li>
        </ul>
      </Irreversible>
    </Space>
  );
}
