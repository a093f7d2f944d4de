/** A list that is there as a whole, and shown a part at a time. */
import { useState } from 'react';
import { type Column, ListTable } from '../parts/list-table.tsx';

const PART = 100;

interface PartTableProps<T> {
  name: string;
  columns: readonly Column<T>[];
  items: readonly T[];
  keyOf: (item: T) => string;
}

export function PartTable<T extends object>({ items, ...rest }: PartTableProps<T>) {
  const [shown, show] = useState(PART);
  return (
    <ListTable
      {...rest}
      columnsIn={`${rest.name}-columns`}
      items={items.slice(0, shown)}
      isLoading={false}
      more={items.length > shown ? { load: () => show(shown + PART), isLoading: false } : undefined}
    />
  );
}
