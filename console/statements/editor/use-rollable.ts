/** Statements that a park's statement of a year may roll up. */
import { useMemo } from 'react';
import { membersIn } from '../../parks/park-years.ts';
import { usePark, useStatementsOf } from '../../parks/use-parks.ts';

const NOBODY: string[] = [];

/** @param into the park's statement, where it is revised */
export function useRollable(id: string | undefined, year: number, into?: string) {
  const park = usePark(id ?? '', id !== undefined);
  const members = useMemo(() => (park.data ? membersIn(park.data, year) : NOBODY), [park.data, year]);
  const { stated, error, isPending } = useStatementsOf(members);
  const candidates = useMemo(
    () =>
      [...stated.values()].flatMap((all) =>
        (all ?? []).filter(
          (each) =>
            each.year === year &&
            each.subject.kind === 'organization' &&
            each.status === 'verified' &&
            (each.rolledInto === undefined || each.rolledInto === into),
        ),
      ),
    [stated, year, into],
  );
  return {
    park: park.data,
    candidates,
    error: park.error ?? error,
    isPending: id !== undefined && (park.isPending || isPending),
  };
}
