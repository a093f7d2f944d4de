/** One transfer: what is offered, by whom, at what price; and the ways to end it. */
import { useParams } from 'react-router';
import type { Organization, Transfer } from '../../events/client/operations.schemas.ts';
import { SerialsTable } from '../holdings/serials-table.tsx';
import { useBatches } from '../holdings/use-units.ts';
import { Division } from '../income/division.tsx';
import { Receipt } from '../log/receipt.tsx';
import { ButtonLink } from '../parts/button-link.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { AccountName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useOrganization } from '../parts/use-organization.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { TransferEnds } from './transfer-ends.tsx';
import { type End, useEnd, useTransfer } from './use-transfers.ts';
import { transferWords } from './words.ts';

export function TransferPage() {
  const { id = '' } = useParams();
  const say = useWords(transferWords);
  const { number } = useFormats();
  const { data, error, isPending, refetch } = useTransfer(id);
  const organization = useOrganization(useIdentity()?.org).data;
  const end = useEnd(id);
  const unit = useUnit(data);
  return (
    <>
      <PageHead
        title={data ? say('one', { quantity: number(data.quantity), unit }) : say('title')}
        actions={<ButtonLink to="/transfers">{say('back')}</ButtonLink>}
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {end.data && <Receipt commit={end.data.commit} title={say(`done.${end.variables}`)} />}
      <Failure error={end.error} />
      {data && <Offer transfer={data} unit={unit} />}
      {data?.status === 'offered' && !end.data && organization && (
        <TransferEnds
          transfer={data}
          unit={unit}
          ends={endsFor(data, organization)}
          isPending={end.isPending}
          onEnd={(how) => end.mutate(how)}
        />
      )}
      {data && <Division transfer={data} isSeller={organization?.account === data.from} />}
      {data && !end.data && <Receipt commit={{ id }} title={say('offered')} />}
    </>
  );
}

/** The sides of an offer end it in different ways; others don't. */
function endsFor({ from, to }: Transfer, { account }: Organization): readonly End[] {
  if (account === to) return ['accept', 'reject'];
  return account === from ? ['withdraw'] : [];
}

function useUnit(transfer: Transfer | undefined): string {
  const batch = transfer?.serials[0]?.batch;
  return useBatches(batch === undefined ? [] : [batch]).get(batch ?? '')?.unit ?? '';
}

function Offer({ transfer, unit }: { transfer: Transfer; unit: string }) {
  const say = useWords(transferWords);
  const { number, yuan } = useFormats();
  const { from, to, quantity, status, price, seal, primary, acceptedOn, serials } = transfer;
  return (
    <section className="card">
      <h2>{say('details')}</h2>
      <Facts
        facts={[
          [say('from'), <AccountName key="from" id={from} />],
          [say('to'), <AccountName key="to" id={to} />],
          [say('quantity'), `${number(quantity)} ${unit}`],
          [say('status'), say(`statuses.${status}`)],
          [say('price'), price && <b key="price">{yuan(price.fen)}</b>],
          [say('seal'), seal && <code key="seal">{seal.sealed}</code>],
          [
            say('primary'),
            primary && (
              <a key="primary" href={`/p/projects/${primary}`}>
                {primary}
              </a>
            ),
          ],
          [say('acceptedOn'), acceptedOn],
        ]}
      />
      {price && <p className="soft">{say('priceSealed')}</p>}
      <SerialsTable serials={serials} caption={say('serials')} />
    </section>
  );
}
