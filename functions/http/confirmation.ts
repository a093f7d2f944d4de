/** Which step of two a command is, from its header: `Lvzhang-Confirmation: initiate` or `confirm`. */
import type { HttpEvent } from './event.ts';
import { Problem } from './problem.ts';
import { pathOf } from './signature.ts';

export const CONFIRMATION_HEADER = 'Lvzhang-Confirmation';

/** One of the two steps, and the request as the other one has to send it. */
export interface Step {
  step: 'initiate' | 'confirm';
  path: string;
  /** The body as it was sent; undefined where there was none. */
  body: unknown;
}

/**
 * Undefined where one acts alone.
 * @throws Problem `confirmation-malformed`, also where such a command isn't done in two steps: the sender
 * meant that it isn't done yet
 */
export function stepOf(event: HttpEvent, isConfirmable: boolean, body: unknown): Step | undefined {
  const step = event.headers[CONFIRMATION_HEADER.toLowerCase()];
  if (step === undefined) return undefined;
  if (isConfirmable && (step === 'initiate' || step === 'confirm'))
    return { step, path: pathOf(event), body };
  throw new Problem('confirmation-malformed', [{ parameter: CONFIRMATION_HEADER, detail: step }]);
}
