/** Faults of members that have no field of their own, each at the field where the person mends it. */
import type { FormInstance } from 'antd';
import { useEffect, useMemo } from 'react';
import { Refusal } from '../api/refusal.ts';

type Path = readonly (string | number)[];

/**
 * @param at the field's path for a member of the body, where there is one; it stays the same function
 * @returns the members whose faults stand at a field
 */
export function useFaultsAt(
  // Any form: fields are addressed by path.
  form: FormInstance,
  error: Error | null,
  at: (member: string) => Path | undefined,
): string[] {
  const faults = useMemo(
    () =>
      (error instanceof Refusal ? error.faults : []).flatMap(({ member = '', detail }) => {
        const path = at(member);
        return path ? [{ member, path, detail }] : [];
      }),
    [error, at],
  );
  useEffect(() => {
    form.setFields(faults.map(({ path, detail }) => ({ name: [...path], errors: [detail] })));
  }, [form, faults]);
  return faults.map(({ member }) => member);
}
