/** Green certificates of an account: what was generated when, what ends when, what is past. */
import { lazy, Suspense, useMemo } from 'react';
import { Link } from 'react-router';
import { chinaDate } from '../../shared/base/day.ts';
import { monthOf } from '../../shared/base/month.ts';
import { BLOCK_STATUSES } from '../../shared/units/states.ts';
import { usePowerNames } from '../facilities/names.ts';
import { OriginLink, StatusName } from '../holdings/names.tsx';
import { NeedsAccount } from '../holdings/needs-account.tsx';
import { useBatches, useSums } from '../holdings/use-units.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import {
  byExpiry,
  byMonthOfExpiry,
  type Holding,
  isCertificate,
  isLive,
  sumsByTerm,
  TERMS,
  termOf,
} from './by-expiry.ts';
import { certificateWords } from './words.ts';

const ExpiryChart = lazy(async () => ({ default: (await import('./expiry-chart.tsx')).ExpiryChart }));

export function CertificatesPage() {
  const say = useWords(certificateWords);
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      <NeedsAccount>{(account) => <Certificates account={account} />}</NeedsAccount>
    </>
  );
}

function Certificates({ account }: { account: string }) {
  const say = useWords(certificateWords);
  const sums = useSums(account);
  const ids = (sums.data?.items ?? []).filter(isCertificate).map(({ batch = '' }) => batch);
  const batches = useBatches(ids);
  const today = chinaDate(new Date().toISOString());
  const holdings = useMemo(
    () => byExpiry(sums.data?.items ?? [], batches, today),
    [sums.data, batches, today],
  );
  const isRead = sums.data !== undefined && ids.every((id) => batches.has(id));
  if (sums.error) return <Failure error={sums.error} onRetry={() => void sums.refetch()} />;
  if (isRead && holdings.length === 0)
    return (
      <EmptyState
        title={say('empty')}
        hint={say('emptyHint')}
        action={<ButtonLink to="/contracts">{say('toContracts')}</ButtonLink>}
      />
    );
  return (
    <>
      <Sums holdings={holdings} today={today} />
      <List holdings={holdings} isLoading={!isRead} />
    </>
  );
}

function Sums({ holdings, today }: { holdings: readonly Holding[]; today: string }) {
  const say = useWords(certificateWords);
  const { number } = useFormats();
  const sums = sumsByTerm(holdings);
  const months = useMemo(() => byMonthOfExpiry(holdings), [holdings]);
  const label = say('chart', {
    lapsed: number(sums.lapsed),
    soon: number(sums.soon),
    year: number(sums.year),
    later: number(sums.later),
  });
  return (
    <section className="card">
      <h2>{say('usable')}</h2>
      <Facts
        facts={TERMS.map((term) => [
          say(`terms.${term}`),
          <b key={term} className={term === 'lapsed' && sums.lapsed > 0 ? 'fault' : undefined}>
            {say('count', { count: number(sums[term]) })}
          </b>,
        ])}
      />
      {months.length > 0 && (
        <Suspense fallback={<div className="chart" />}>
          <ExpiryChart label={label} months={months} current={monthOf(today)} />
        </Suspense>
      )}
    </section>
  );
}

function List({ holdings, isLoading }: { holdings: readonly Holding[]; isLoading: boolean }) {
  const say = useWords(certificateWords);
  const term = useTerms();
  const columns = useColumns();
  const [status] = useChoice('status');
  const [expiry] = useChoice('expiry');
  const items = holdings.filter(
    (each) =>
      (status ?? each.status) === each.status &&
      (expiry === undefined || (isLive(each) && termOf(each.daysLeft) === expiry)),
  );
  const statuses = BLOCK_STATUSES.filter((value) => holdings.some((each) => each.status === value));
  return (
    <>
      <div className="filters">
        <ChoiceFilter
          name="expiry"
          label={say('expiry')}
          all={say('all')}
          options={TERMS.map((value) => ({ value, label: say(`terms.${value}`) }))}
        />
        <ChoiceFilter
          name="status"
          label={say('status')}
          all={say('all')}
          options={statuses.map((value) => ({ value, label: term('block', value) }))}
        />
      </div>
      <ListTable
        name="certificates"
        columns={columns}
        items={items}
        keyOf={({ key }) => key}
        isLoading={isLoading}
      />
      <p>
        <ButtonLink to="/transfers/new">{say('sell')}</ButtonLink>{' '}
        <ButtonLink to="/retire?kind=certificate">{say('use')}</ButtonLink>
      </p>
    </>
  );
}

function useColumns(): Column<Holding>[] {
  const say = useWords(certificateWords);
  const term = useTerms();
  const { number } = useFormats();
  const { energy } = usePowerNames();
  const left = ({ daysLeft }: Holding) => {
    if (daysLeft === undefined) return '—';
    return daysLeft < 0 ? say('lapsed') : number(daysLeft);
  };
  const traded = (each: Holding) => (isLive(each) ? say(each.isTraded ? 'once' : 'fresh') : '');
  return [
    {
      key: 'month',
      title: say('month'),
      show: ({ batch, month }) => <Link to={`/certificates/${batch.id}`}>{month}</Link>,
      text: ({ month }) => month,
    },
    {
      key: 'quantity',
      title: say('quantity'),
      align: 'right',
      show: ({ quantity }) => number(quantity),
      text: ({ quantity }) => quantity,
    },
    {
      key: 'status',
      title: say('status'),
      show: ({ status }) => <StatusName status={status} />,
      text: ({ status }) => term('block', status),
    },
    {
      key: 'validThrough',
      title: say('validThrough'),
      show: ({ batch }) => batch.validThrough,
      text: ({ batch }) => batch.validThrough,
    },
    {
      key: 'left',
      title: say('left'),
      align: 'right',
      show: (each) => (
        <span className={isLive(each) && termOf(each.daysLeft) === 'lapsed' ? 'fault' : undefined}>
          {left(each)}
        </span>
      ),
      text: left,
    },
    { key: 'traded', title: say('traded'), show: traded, text: traded },
    {
      key: 'facility',
      title: say('facility'),
      show: ({ batch }) => <OriginLink {...batch} />,
      text: ({ batch }) => batch.facility,
    },
    {
      key: 'energy',
      title: say('energy'),
      show: ({ batch }) => batch.energy && energy(batch.energy),
      text: ({ batch }) => batch.energy && energy(batch.energy),
      isShownFirst: false,
    },
    {
      key: 'code',
      title: say('code'),
      show: ({ batch }) => batch.code && <code>{batch.code}</code>,
      text: ({ batch }) => batch.code,
      isShownFirst: false,
    },
  ];
}
