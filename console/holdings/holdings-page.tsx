/** What the organization holds, in sums. */
import { Link } from 'react-router';
import type { BlockStatus, Holding } from '../../events/client/operations.schemas.ts';
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
import { OriginLink, StatusName, useInstrumentName } from './names.tsx';
import { NeedsAccount } from './needs-account.tsx';
import { type Place, totalsOf, unitOf } from './units.ts';
import { useHoldings } from './use-units.ts';
import { holdingWords } from './words.ts';

export function HoldingsPage() {
  const say = useWords(holdingWords);
  return (
    <>
      <PageHead
        title={say('title')}
        lead={say('lead')}
        actions={<ButtonLink to="/holdings/blocks">{say('toBlocks')}</ButtonLink>}
      />
      <NeedsAccount>{(account) => <Sums account={account} />}</NeedsAccount>
    </>
  );
}

function Sums({ account }: { account: string }) {
  const say = useWords(holdingWords);
  const term = useTerms();
  const nameOf = useInstrumentName();
  const { data, error, isPending, refetch } = useHoldings(account);
  const columns = useColumns();
  const [instrument] = useChoice('instrument');
  const [status] = useChoice('status');
  const all = data?.items ?? [];
  const items = all.filter(
    (each) => (instrument ?? each.instrument) === each.instrument && (status ?? each.status) === each.status,
  );
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data && all.length === 0) return <EmptyState title={say('empty')} hint={say('emptyHint')} />;
  const choices = (of: (each: Holding) => string) => [...new Set(all.map(of))];
  return (
    <>
      <Totals holdings={all} />
      <div className="filters">
        <ChoiceFilter
          name="instrument"
          label={say('instrument')}
          all={say('all')}
          options={choices((each) => each.instrument).map((value) => ({ value, label: nameOf(value) }))}
        />
        <ChoiceFilter
          name="status"
          label={say('status')}
          all={say('all')}
          options={choices((each) => each.status).map((value) => ({
            value,
            label: term('block', value),
          }))}
        />
      </div>
      <ListTable name="holdings" columns={columns} items={items} keyOf={keyOf} isLoading={isPending} />
    </>
  );
}

const keyOf = ({ instrument, project, facility, vintage, imported, status }: Holding): string =>
  [instrument, project ?? facility, vintage, imported, status].join(' ');

const PLACES = ['usable', 'locked', 'used', 'ended'] as const satisfies readonly Place[];

function Totals({ holdings }: { holdings: readonly Holding[] }) {
  const say = useWords(holdingWords);
  const { number } = useFormats();
  return (
    <div className="totals">
      {[...totalsOf(holdings)].map(([unit, sums]) => (
        <section key={unit} className="card">
          <h2>{say(`unit.${unit}`)}</h2>
          <Facts
            facts={PLACES.map((place) => [
              say(`total.${place}`),
              place === 'usable' || sums[place] > 0 ? <b key={place}>{number(sums[place])}</b> : undefined,
            ])}
          />
        </section>
      ))}
    </div>
  );
}

function useColumns(): Column<Holding>[] {
  const say = useWords(holdingWords);
  const term = useTerms();
  const { number } = useFormats();
  const nameOf = useInstrumentName();
  const blocksOf = ({ instrument, vintage, status }: Holding) =>
    `/holdings/blocks?${new URLSearchParams({ instrument, vintage: String(vintage), status })}`;
  const unitText = ({ instrument }: Holding) => {
    const unit = unitOf(instrument);
    return unit && say(`unitShort.${unit}`);
  };
  return [
    {
      key: 'instrument',
      title: say('instrument'),
      show: ({ instrument }) => nameOf(instrument),
      text: ({ instrument }) => instrument,
    },
    {
      key: 'origin',
      title: say('origin'),
      show: (holding) => <OriginLink {...holding} />,
      text: ({ project, facility }) => project ?? facility,
    },
    { key: 'vintage', title: say('vintage'), show: ({ vintage }) => vintage, text: ({ vintage }) => vintage },
    {
      key: 'status',
      title: say('status'),
      show: ({ status }) => <StatusName status={status as BlockStatus} />,
      text: ({ status }) => term('block', status),
    },
    {
      key: 'quantity',
      title: say('quantity'),
      align: 'right',
      show: (holding) => <Link to={blocksOf(holding)}>{number(holding.quantity)}</Link>,
      text: ({ quantity }) => quantity,
    },
    { key: 'unit', title: say('unitTitle'), show: unitText, text: unitText },
    {
      key: 'imported',
      title: say('imported'),
      show: ({ imported }) => say(imported ? 'yes' : 'no'),
      text: ({ imported }) => say(imported ? 'yes' : 'no'),
    },
  ];
}
