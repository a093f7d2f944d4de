/**
 * A list that pages on the server. Which columns are shown stands in the address, so a link shows the same;
 * what is loaded goes out as CSV.
 */
import { Button, Checkbox, Dropdown, Table } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../words/area.ts';
import { csvOfList } from './csv.ts';
import { saveFile } from './save-file.ts';
import { partWords } from './words.ts';

export interface Column<T> {
  key: string;
  title: string;
  /** What stands in the cell. */
  show: (item: T) => ReactNode;
  /** What stands in the cell of a CSV; without it the column doesn't go out. */
  text?: (item: T) => string | number | undefined;
  /** False where it is only shown when asked for. */
  isShownFirst?: boolean;
  align?: 'right';
}

interface ListTableProps<T> {
  /** Of the file that goes out, without ending. */
  name: string;
  columns: readonly Column<T>[];
  items: readonly T[];
  keyOf: (item: T) => string;
  isLoading: boolean;
  /** More pages, where there are. */
  more?: { load: () => void; isLoading: boolean } | undefined;
  /** Where the address says which columns are shown; one of several lists on a page needs its own. */
  columnsIn?: string;
}

export function ListTable<T extends object>(props: ListTableProps<T>) {
  const { name, columns, items, keyOf, isLoading, more, columnsIn = 'columns' } = props;
  const say = useWords(partWords);
  const [shown, choose] = useShownColumns(columns, columnsIn);
  const visible = columns.filter(({ key }) => shown.includes(key));
  return (
    <>
      <Table<T>
        rowKey={keyOf}
        dataSource={[...items]}
        loading={isLoading}
        pagination={false}
        size="middle"
        scroll={{ x: 'max-content' }}
        columns={visible.map(({ key, title, show, align }) => ({
          key,
          title,
          ...(align && { align }),
          render: (_: unknown, item: T) => show(item),
        }))}
      />
      <p className="list-tools">
        {more && (
          <Button onClick={more.load} loading={more.isLoading}>
            {say('list.more')}
          </Button>
        )}
        <span className="soft">{say(more ? 'list.shown' : 'list.all', { count: items.length })}</span>
        <ColumnChoice columns={columns} shown={shown} choose={choose} />
        <Button
          size="small"
          disabled={items.length === 0}
          onClick={() => saveFile(`${name}.csv`, csvOfList(columns, items), 'text/csv;charset=utf-8')}
        >
          {say('list.export')}
        </Button>
      </p>
    </>
  );
}

function ColumnChoice<T>(props: {
  columns: readonly Column<T>[];
  shown: string[];
  choose: (keys: string[]) => void;
}) {
  const { columns, shown, choose } = props;
  const say = useWords(partWords);
  return (
    <Dropdown
      trigger={['click']}
      popupRender={() => (
        <div className="card">
          <Checkbox.Group
            value={shown}
            onChange={choose}
            options={columns.map(({ key, title }) => ({ value: key, label: title }))}
            className="column-choice"
          />
        </div>
      )}
    >
      <Button size="small">{say('list.columns')}</Button>
    </Dropdown>
  );
}

/** Keys of the columns that are shown, in the address where they aren't those shown first. */
function useShownColumns<T>(
  columns: readonly Column<T>[],
  place: string,
): [string[], (keys: string[]) => void] {
  const [search, setSearch] = useSearchParams();
  const first = columns.filter(({ isShownFirst = true }) => isShownFirst).map(({ key }) => key);
  const chosen = search.get(place)?.split(',') ?? first;
  const choose = (keys: string[]) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        const isFirst = keys.length === first.length && first.every((key) => keys.includes(key));
        if (isFirst || keys.length === 0) next.delete(place);
        else next.set(place, columns.flatMap(({ key }) => (keys.includes(key) ? [key] : [])).join(','));
        return next;
      },
      { replace: true },
    );
  return [chosen, choose];
}
