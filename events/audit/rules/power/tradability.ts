/**
 * Which certificates are traded (DOMAIN §3), in the auditor's own words: those of power fed into the grid at
 * the market's price, of any technology but hydropower (发改能源〔2023〕1044号, 发改价格〔2025〕136号).
 */
import type { Energy, TradableFacts } from '../../../../shared/power/technology.ts';

/** Hydropower qualifies if commissioned from 2023 on, with all its power sold on the market. */
const HYDROPOWER_FROM = '2023-01-01';

export function mayBeTraded(
  { technology, connectedOn = '', marketBased = false }: TradableFacts,
  energy: Energy,
): boolean {
  if (energy !== 'on-grid') return false;
  return technology !== 'hydro' || (marketBased && connectedOn >= HYDROPOWER_FROM);
}
