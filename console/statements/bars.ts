/** The bars of a statement's waterfall. */
import type { Waterfall } from '../../events/client/operations.schemas.ts';

/** One bar: where it begins and how tall it is, tonnes. */
interface Bar {
  name: 'gross' | 'green' | 'residual' | 'offset' | 'open';
  from: number;
  tonnes: number;
}

const KILOGRAMS = 1000;

/** The bars, each beginning where the last one ended. */
export function barsOf(amounts: Waterfall): Bar[] {
  const gross = amounts.grossKilograms / KILOGRAMS;
  const green = amounts.greenPowerKilograms / KILOGRAMS;
  const residual = amounts.residualKilograms / KILOGRAMS;
  const open = amounts.openKilograms / KILOGRAMS;
  return [
    { name: 'gross', from: 0, tonnes: gross },
    { name: 'green', from: residual, tonnes: green },
    { name: 'residual', from: 0, tonnes: residual },
    // Whole tonnes are retired, so the last one may cover more than is left.
    { name: 'offset', from: open, tonnes: Math.max(0, residual - open) },
    { name: 'open', from: 0, tonnes: open },
  ];
}
