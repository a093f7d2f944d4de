/** Every block of the account. The registry gives them page by page; the filters choose among what came. */
import { Link } from 'react-router';
import type { Batch, Block } from '../../events/client/operations.schemas.ts';
import { BLOCK_STATUSES } from '../../shared/units/states.ts';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { OriginLink, StatusName, useInstrumentName } from './names.tsx';
import { NeedsAccount } from './needs-account.tsx';
import { serialsText } from './units.ts';
import { useBatches, useBlocks } from './use-units.ts';
import { holdingWords } from './words.ts';

/** A block with its batch, once that is read. */
type Held = Block & { of: Batch | undefined };

export function BlocksPage() {
  const say = useWords(holdingWords);
  return (
    <>
      <PageHead
        title={say('blocksTitle')}
        lead={
          <>
            {say('blocksLead')} <Link to="/holdings">← {say('toSums')}</Link>
          </>
        }
      />
      <NeedsAccount>{(account) => <Blocks account={account} />}</NeedsAccount>
    </>
  );
}

const FILTERS = ['instrument', 'vintage', 'status'] as const;

function Blocks({ account }: { account: string }) {
  const say = useWords(holdingWords);
  const columns = useColumns();
  const blocks = useBlocks(account);
  const { items: loaded, more } = blocks;
  const batches = useBatches(loaded.map(({ batch }) => batch));
  const all = loaded.map((block): Held => ({ ...block, of: batches.get(block.batch) }));
  const [items, isFiltered] = useFiltered(all);
  if (blocks.data && all.length === 0) return <EmptyState title={say('empty')} hint={say('emptyHint')} />;
  return (
    <>
      <Filters blocks={all} />
      {isFiltered && more && <p className="soft">{say('filterHint')}</p>}
      <Failure error={blocks.error} onRetry={() => void blocks.refetch()} />
      <ListTable
        name="blocks"
        columns={columns}
        items={items}
        keyOf={({ batch, from }) => `${batch} ${from}`}
        isLoading={blocks.isPending}
        more={more}
      />
    </>
  );
}

function useFiltered(all: readonly Held[]): [Held[], boolean] {
  const [instrument] = useChoice('instrument');
  const [vintage] = useChoice('vintage');
  const [status] = useChoice('status');
  const items = all.filter(
    (each) =>
      (instrument === undefined || each.of?.instrument === instrument) &&
      (vintage === undefined || String(each.of?.vintage) === vintage) &&
      (status === undefined || each.status === status),
  );
  return [items, [instrument, vintage, status].some((each) => each !== undefined)];
}

function Filters({ blocks }: { blocks: readonly Held[] }) {
  const say = useWords(holdingWords);
  const term = useTerms();
  const nameOf = useInstrumentName();
  const among = {
    instrument: [...new Set(blocks.flatMap(({ of }) => of?.instrument ?? []))].map((value) => ({
      value,
      label: nameOf(value),
    })),
    vintage: [...new Set(blocks.flatMap(({ of }) => (of ? [String(of.vintage)] : [])))]
      .sort()
      .map((value) => ({ value, label: value })),
    status: BLOCK_STATUSES.map((value) => ({ value, label: term('block', value) })),
  };
  return (
    <div className="filters">
      {FILTERS.map((name) => (
        <ChoiceFilter key={name} name={name} label={say(name)} all={say('all')} options={among[name]} />
      ))}
    </div>
  );
}

function useColumns(): Column<Held>[] {
  const say = useWords(holdingWords);
  const term = useTerms();
  const nameOf = useInstrumentName();
  const { number } = useFormats();
  return [
    {
      key: 'serials',
      title: say('serials'),
      show: (block) => <Link to={`/holdings/blocks/${block.batch}/${block.from}`}>{serialsText(block)}</Link>,
      text: serialsText,
    },
    {
      key: 'quantity',
      title: say('quantity'),
      align: 'right',
      show: ({ quantity }) => number(quantity),
      text: ({ quantity }) => quantity,
    },
    {
      key: 'unit',
      title: say('unitTitle'),
      show: ({ of }) => of?.unit,
      text: ({ of }) => of?.unit,
    },
    {
      key: 'status',
      title: say('status'),
      show: ({ status }) => <StatusName status={status} />,
      text: ({ status }) => term('block', status),
    },
    {
      key: 'instrument',
      title: say('instrument'),
      show: ({ of }) => of && nameOf(of.instrument),
      text: ({ of }) => of?.instrument,
    },
    {
      key: 'origin',
      title: say('origin'),
      show: ({ of }) => of && <OriginLink {...of} />,
      text: ({ of }) => of?.project ?? of?.facility,
    },
    {
      key: 'vintage',
      title: say('vintage'),
      show: ({ of }) => of?.vintage,
      text: ({ of }) => of?.vintage,
    },
    {
      key: 'validThrough',
      title: say('validThrough'),
      show: ({ of }) => of && (of.validThrough ?? say('noEnd')),
      text: ({ of }) => of?.validThrough,
    },
    {
      key: 'since',
      title: say('since'),
      show: (block) => <Since block={block} />,
      text: ({ since }) => since,
    },
    {
      key: 'batch',
      title: say('batch'),
      show: ({ batch }) => <a href={`/p/batches/${batch}`}>{batch}</a>,
      text: ({ batch }) => batch,
      isShownFirst: false,
    },
  ];
}

/** Where a block's last change is shown: a retirement has its certificate, everything else its commit. */
function Since({ block: { status, since } }: { block: Block }) {
  const say = useWords(holdingWords);
  return status === 'retired' ? (
    <Link to={`/retirements/${since}`}>{say('sinceRetired')}</Link>
  ) : (
    <Link to={`/log/${since}`}>{say('sinceCommit')}</Link>
  );
}
