/** One retirement: what was done, its place in the log with the proof, and the certificate to hand on. */
import { useQuery } from '@tanstack/react-query';
import { Space } from 'antd';
import { Link, useParams } from 'react-router';
import type { Retirement } from '../../events/client/operations.schemas.ts';
import { getV1RetirementsId } from '../../events/client/operations.ts';
import { purposes } from '../../shared/units/purpose.ts';
import { useApi } from '../api/use-api.ts';
import { SerialsTable } from '../holdings/serials-table.tsx';
import { Receipt } from '../log/receipt.tsx';
import { ButtonLink } from '../parts/button-link.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { AccountName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { retireWords } from './words.ts';

export function RetirementPage() {
  const { id = '' } = useParams();
  const api = useApi();
  const say = useWords(retireWords);
  const { number } = useFormats();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['retirements', id],
    queryFn: ({ signal }) => api.read(getV1RetirementsId(id), signal),
  });
  return (
    <>
      <PageHead
        title={
          data ? say('done.title', { quantity: number(data.quantity), unit: data.unit }) : say('done.facts')
        }
        actions={
          <Space wrap>
            <ButtonLink to="/retire">{say('done.another')}</ButtonLink>
            <ButtonLink to="/holdings">{say('done.holdings')}</ButtonLink>
          </Space>
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data?.commit && <Receipt commit={data.commit} title={say('done.receipt')} />}
      {data && <Certificate retirement={data} />}
    </>
  );
}

function Certificate({ retirement }: { retirement: Retirement }) {
  const say = useWords(retireWords);
  const language = useWordsLanguage();
  const { number, instant } = useFormats();
  const { id, account, quantity, unit, beneficiary, reason, purpose, consumptionYear, covers, at, serials } =
    retirement;
  return (
    <section className="card">
      <h2>{say('done.facts')}</h2>
      <Facts
        facts={[
          [say('preview.by'), <AccountName key="by" id={account} />],
          [say('beneficiary.label'), beneficiary],
          [say('preview.quantity'), `${number(quantity)} ${unit}`],
          [say('purpose.label'), purposes[purpose][language]],
          [say('year.label'), consumptionYear],
          [say('reason.label'), reason],
          [
            say('preview.covers'),
            covers && (
              <Link key="covers" to={`/statements/${covers.statement}`}>
                {covers.statement}
              </Link>
            ),
          ],
          [say('done.at'), instant(at)],
        ]}
      />
      <SerialsTable serials={serials} caption={say('done.serials')} />
      <ul>
        <li>
          <a href={`/v1/retirements/${id}/certificate.pdf`}>{say('done.pdf')}</a>
        </li>
        <li>
          <a href={`/v1/retirements/${id}/certificate.json`}>{say('done.json')}</a>
        </li>
        <li>
          <a href={`/p/retirements/${id}`}>{say('done.public')}</a>
        </li>
      </ul>
      <p className="soft">{say('done.waits')}</p>
    </section>
  );
}
