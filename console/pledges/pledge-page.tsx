/** One pledge: what it locks, for which loan, and its next steps. */
import { Button, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Organization, Pledge } from '../../events/client/operations.schemas.ts';
import { SerialsTable } from '../holdings/serials-table.tsx';
import { useBatches } from '../holdings/use-units.ts';
import { Receipt } from '../log/receipt.tsx';
import { ButtonLink } from '../parts/button-link.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { AccountName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useOrganization } from '../parts/use-organization.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { type Step, usePledge, useStep } from './use-pledges.ts';
import { pledgeWords } from './words.ts';

export function PledgePage() {
  const { id = '' } = useParams();
  const say = useWords(pledgeWords);
  const { number } = useFormats();
  const { data, error, isPending, refetch } = usePledge(id);
  const organization = useOrganization(useIdentity()?.org).data;
  const step = useStep(id);
  const batch = data?.serials[0]?.batch ?? '';
  const unit = useBatches(batch === '' ? [] : [batch]).get(batch)?.unit ?? '';
  return (
    <>
      <PageHead
        title={data ? say('one', { quantity: number(data.quantity), unit }) : say('title')}
        actions={<ButtonLink to="/pledges">{say('back')}</ButtonLink>}
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {step.data && <Receipt commit={step.data.commit} title={say(`done.${step.variables}`)} />}
      <Failure error={step.error} />
      {data && <PledgeFacts pledge={data} unit={unit} />}
      {data && organization && (
        <Steps
          values={{ quantity: number(data.quantity), unit }}
          steps={stepsFor(data, organization)}
          isPending={step.isPending}
          onStep={(how) => step.mutate(how)}
        />
      )}
      {data && !step.data && <Receipt commit={{ id }} title={say('proposed')} />}
    </>
  );
}

/** What the two sides may do next; others may do nothing. */
function stepsFor({ from, to, status }: Pledge, { account }: Organization): readonly Step[] {
  if (status === 'active') return account === to ? ['release', 'enforce'] : [];
  if (status !== 'proposed') return [];
  if (account === to) return ['accept', 'reject'];
  return account === from ? ['withdraw'] : [];
}

/** Steps after which the other side has what it can't be made to give back. */
const FOR_GOOD: readonly Step[] = ['release', 'enforce'];

interface StepsProps {
  values: { quantity: string; unit: string };
  steps: readonly Step[];
  isPending: boolean;
  onStep: (step: Step) => void;
}

function Steps({ values, steps, isPending, onStep }: StepsProps) {
  const say = useWords(pledgeWords);
  const [asked, ask] = useState<Step>();
  return (
    <Space wrap className="actions">
      {steps.map((step) =>
        FOR_GOOD.includes(step) ? (
          <Button key={step} danger={step === 'enforce'} onClick={() => ask(step)}>
            {say(`deed.${step}`)}…
          </Button>
        ) : (
          <Popconfirm
            key={step}
            title={say(`ask.${step}`)}
            description={say(`why.${step}`, values)}
            okText={say(`deed.${step}`)}
            onConfirm={() => onStep(step)}
          >
            <Button type={step === 'accept' ? 'primary' : 'default'} loading={isPending}>
              {say(`deed.${step}`)}
            </Button>
          </Popconfirm>
        ),
      )}
      <Irreversible
        open={asked !== undefined}
        title={asked ? say(`ask.${asked}`) : ''}
        deed={asked ? say(`deed.${asked}`) : ''}
        isPending={isPending}
        onConfirm={() => {
          if (asked) onStep(asked);
          ask(undefined);
        }}
        onCancel={() => ask(undefined)}
      >
        {asked && <p>{say(`why.${asked}`, values)}</p>}
      </Irreversible>
    </Space>
  );
}

function PledgeFacts({ pledge, unit }: { pledge: Pledge; unit: string }) {
  const say = useWords(pledgeWords);
  const { number, yuan } = useFormats();
  const { from, to, quantity, status, loan, seal, serials } = pledge;
  return (
    <section className="card">
      <h2>{say('details')}</h2>
      <Facts
        facts={[
          [say('from'), <AccountName key="from" id={from} />],
          [say('to'), <AccountName key="to" id={to} />],
          [say('quantity'), `${number(quantity)} ${unit}`],
          [say('status'), say(`statuses.${status}`)],
          [say('loan'), loan && <b key="loan">{yuan(loan.fen)}</b>],
          [say('seal'), seal && <code key="seal">{seal.sealed}</code>],
        ]}
      />
      {loan && <p className="soft">{say('loanSealed')}</p>}
      <SerialsTable serials={serials} caption={say('serials')} />
    </section>
  );
}
