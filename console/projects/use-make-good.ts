/** What can be cancelled for a project: units of its own instrument that the account holds. */
import { useMemo } from 'react';
import type {
  PostV1CancellationsBody,
  PostV1CancellationsBodyCause,
} from '../../events/client/operations.schemas.ts';
import { instrumentOf } from '../../shared/units/instrument.ts';
import type { Quantities } from '../holdings/lots.ts';
import { useLots } from '../holdings/use-units.ts';
import { rulesOf } from './project-course.ts';

/** What was left open, and why. */
export interface Owing {
  cause: PostV1CancellationsBodyCause;
  /** The corrected report. */
  report?: string;
  /** Tonnes. */
  open: number;
}

export interface MakeGoodForm {
  quantities?: Quantities;
  reason?: string;
}

/** The instrument that the standard's projects issue; undefined where the console doesn't know it. */
export const unitsOf = (standard: string) =>
  rulesOf(standard) && instrumentOf(standard as Parameters<typeof instrumentOf>[0]);

/** Any units of the instrument will do: others may hold the project's own in good faith. */
export function useCancellable(account: string, standard: string) {
  const { data, error, isPending } = useLots(account);
  const lots = useMemo(
    () => (data ?? []).filter(({ batch }) => batch.instrument === unitsOf(standard)),
    [data, standard],
  );
  return { lots, error, isPending };
}

export const cancellationInput = (
  project: string,
  account: string,
  { cause, report }: Owing,
  { reason = '' }: MakeGoodForm,
  items: PostV1CancellationsBody['items'],
): PostV1CancellationsBody => ({
  project,
  cause,
  ...(report && { report }),
  account,
  items,
  reason: reason.trim(),
});
