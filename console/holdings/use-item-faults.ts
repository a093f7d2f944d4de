/** Faults of the units that a body names, each at the amount of its batch, in the registry's words. */
import type { FormInstance } from 'antd';
import { useEffect, useMemo } from 'react';
import { Refusal } from '../api/refusal.ts';

/** An item of the body, or a member of one: `items/0/batch`. */
const ITEM = /^items\/(\d+)/;

const NONE: readonly { batch: string }[] = [];

/**
 * @param items as they were sent
 * @returns the members whose faults stand at a field
 */
export function useItemFaults(
  // Any form that has `quantities` by batch.
  form: FormInstance,
  error: Error | null,
  items: readonly { batch: string }[] = NONE,
): string[] {
  const faults = useMemo(
    () =>
      (error instanceof Refusal ? error.faults : []).flatMap(({ member = '', detail }) => {
        const batch = items[Number(ITEM.exec(member)?.[1])]?.batch;
        return batch === undefined ? [] : [{ member, batch, detail }];
      }),
    [error, items],
  );
  useEffect(() => {
    form.setFields(faults.map(({ batch, detail }) => ({ name: ['quantities', batch], errors: [detail] })));
  }, [form, faults]);
  return faults.map(({ member }) => member);
}
