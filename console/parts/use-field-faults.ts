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
    form.setFields(faults.map(({ member = '', detail }) => ({ name: member.split('/'), errors: [detail] })));
  }, [form, error, fields]);
}
