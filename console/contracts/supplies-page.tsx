/** Supply contracts of certificates that another registry issued: contracted, issued here, delivered. */
import { Link } from 'react-router';
import type { SupplyContract } from '../../events/client/operations.schemas.ts';
import { getV1SupplyContracts } from '../../events/client/operations.ts';
import { usePages } from '../api/use-pages.ts';
import { usePowerNames } from '../facilities/names.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { supplyWords } from './supply-words.ts';
import { contractWords } from './words.ts';

export function SuppliesPage() {
  const say = useWords(supplyWords);
  const sayOf = useWords(contractWords);
  const columns = useColumns();
  const supplies = usePages(['supplies'], (at) => getV1SupplyContracts({ limit: '50', ...at }));
  const { items, more } = supplies;
  return (
    <>
      <PageHead
        title={sayOf('supplies')}
        lead={
          <>
            {say('lead')} <Link to="/contracts">← {sayOf('back')}</Link>
          </>
        }
      />
      <Failure error={supplies.error} onRetry={() => void supplies.refetch()} />
      {supplies.data && items.length === 0 ? (
        <EmptyState title={say('empty')} hint={say('emptyHint')} />
      ) : (
        <ListTable
          name="supply-contracts"
          columns={columns}
          items={items}
          keyOf={({ id }) => id}
          isLoading={supplies.isPending}
          more={more}
        />
      )}
    </>
  );
}

function useColumns(): Column<SupplyContract>[] {
  const say = useWords(supplyWords);
  const sayOf = useWords(contractWords);
  const { number } = useFormats();
  const { technology } = usePowerNames();
  const figure = (key: 'megawattHours' | 'issued' | 'delivered'): Column<SupplyContract> => ({
    key,
    title: say(key),
    align: 'right',
    show: (each) => number(each[key]),
    text: (each) => each[key],
  });
  const period = ({ period: { from, to } }: SupplyContract) => sayOf('span', { from, to });
  return [
    {
      key: 'origin',
      title: say('origin'),
      show: ({ origin }) => `${origin.source} ${origin.code}`,
      text: ({ origin }) => `${origin.source} ${origin.code}`,
    },
    {
      key: 'seller',
      title: sayOf('seller'),
      show: ({ seller }) => <OrganizationName id={seller} />,
      text: ({ seller }) => seller,
    },
    {
      key: 'technology',
      title: say('technology'),
      show: (each) => (each.technology === 'mixed' ? say('mixed') : technology(each.technology)),
      text: (each) => (each.technology === 'mixed' ? say('mixed') : technology(each.technology)),
    },
    { key: 'period', title: say('period'), show: period, text: period },
    figure('megawattHours'),
    figure('issued'),
    figure('delivered'),
    {
      key: 'deliverBy',
      title: say('deliverBy'),
      show: ({ deliverBy }) => deliverBy,
      text: ({ deliverBy }) => deliverBy,
    },
  ];
}
