/** Faults that the registry found, each at the field of its member, in the registry's words. */
import type { FormInstance } from 'antd';
import { useEffect } from 'react';
import { Refusal } from '../api/refusal.ts';

/** @param fields members of the body that have a field: `from`, or `price/amount` */
export function useFieldFaults(
  // Any form: fields are addressed by path.
  form: FormInstance,
  error: Error | null,
  fields: readonly string[],
): void {
  useEffect(() => {
    if (!(error instanceof Refusal)) return;
    const faults = error.faults.filter(({ member }) => member !== undefined && fields.includes(member));
    form.setFields(faults.map(({ member = '', detail }) => ({ name: pathOf(member), errors: [detail] })));
  }, [form, error, fields]);
}

/** `meters/0/id` → `['meters', 0, 'id']`: fields of a list are addressed by their number. */
const pathOf = (member: string): (string | number)[] =>
  member.split('/').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
