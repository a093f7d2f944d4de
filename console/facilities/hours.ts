/** Where the hours of readings lie; they are CSV, which the generated operations leave out. */
import type { Generation } from '../../events/client/operations.schemas.ts';

export const hoursPath = ({ facility, month, energy }: Pick<Generation, 'facility' | 'month' | 'energy'>) =>
  `/v1/facilities/${encodeURIComponent(facility)}/generation/${month}/${energy}/intervals`;
