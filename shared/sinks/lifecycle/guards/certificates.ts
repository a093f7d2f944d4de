/** Guard of power projects: CCER or green certificate, never both (2024 notice, DOMAIN §3). */

import type { Rejection } from '../../../ledger/rejection.ts';
import { unfrozenFault } from '../../../power/freeze-certificates.ts';
import type { Subject } from '../../commands.ts';

/** Every certificate of the crediting period is frozen or sold. */
export function certificatesFrozen({ entities, project, state }: Subject<object>): Rejection | undefined {
  return unfrozenFault(entities, project, state);
}
