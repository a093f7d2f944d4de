/** Blocks of the account, as the address asks for them; the registry filters, and gives them page by page. */
import { Link } from 'react-router';
import type { Batch, Block, BlockStatus } from '../../events/client/operations.schemas.ts';
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
import { isInstrument, serialsText } from './units.ts';
import { type BlocksWanted, useBatches, useBlocks, useHoldings } from './use-units.ts';
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

function Blocks({ account }: { account: string }) {
  const say = useWords(holdingWords);
  const columns = useColumns();
  const wanted = useWanted();
  const blocks = useBlocks(account, wanted);
  const { items: loaded, more } = blocks;
  const batches = useBatches(loaded.map(({ batch }) => batch));
  const items = loaded.map((block): Held => ({ ...block, of: batches.get(block.batch) }));
  const isFiltered = Object.keys(wanted).length > 0;
  const isEmpty = !blocks.isPending && !blocks.error && items.length === 0;
  if (isEmpty && !isFiltered) return <EmptyState title={say('empty')} hint={say('emptyHint')} />;
  return (
    <>
      <Filters account={account} />
      <Failure error={blocks.error} onRetry={() => void blocks.refetch()} />
      {isEmpty ? (
        <EmptyState title={say('nothingMatches')} hint={say('nothingMatchesHint')} />
      ) : (
        <ListTable
          name="blocks"
          columns={columns}
          items={items}
          keyOf={({ batch, from }) => `${batch} ${from}`}
          isLoading={blocks.isPending}
          more={more}
        />
      )}
    </>
  );
}

/** What the address asks for. */
function useWanted(): BlocksWanted {
  const [instrument] = useChoice('instrument');
  const [vintage] = useChoice('vintage');
  const [status] = useChoice('status');
  const [batch] = useChoice('batch');
  return {
    ...(instrument !== undefined && isInstrument(instrument) && { instrument }),
    ...(vintage !== undefined && { vintage }),
    ...(isStatus(status) && { status }),
    ...(batch !== undefined && { batch }),
  };
}

const isStatus = (status: string | undefined): status is BlockStatus =>
  BLOCK_STATUSES.some((each) => each === status);

/** The choices are what the account's sums have. */
function Filters({ account }: { account: string }) {
  const say = useWords(holdingWords);
  const term = useTerms();
  const nameOf = useInstrumentName();
  const { data } = useHoldings(account);
  const [instrument] = useChoice('instrument');
  const [vintage] = useChoice('vintage');
  const [batch] = useChoice('batch');
  const held = data?.items ?? [];
  const among = (values: readonly string[], chosen: string | undefined) =>
    [...new Set([...values, ...(chosen === undefined ? [] : [chosen])])].sort();
  const instruments = among(
    held.map((each) => each.instrument),
    instrument,
  );
  const vintages = among(
    held.map((each) => String(each.vintage)),
    vintage,
  );
  const plain = (value: string) => ({ value, label: value });
  const options = {
    instrument: instruments.map((value) => ({ value, label: nameOf(value) })),
    vintage: vintages.map(plain),
    status: BLOCK_STATUSES.map((value) => ({ value, label: term('block', value) })),
    // A link asks for one batch; there are too many to choose among.
    ...(batch !== undefined && { batch: [plain(batch)] }),
  };
  return (
    <div className="filters">
      {Object.entries(options).map(([name, each]) => (
        <ChoiceFilter
          key={name}
          name={name}
          label={say(name as keyof typeof options)}
          all={say('all')}
          options={each}
        />
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
