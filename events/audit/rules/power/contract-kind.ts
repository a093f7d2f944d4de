/** Consequences of a power contract's kind alone. */
import type { ContractKind } from '../../../../shared/power/facts-contract.ts';
import type { Programme } from '../../../../shared/power/ratio.ts';
import type { ContractState } from '../../../../shared/power/states.ts';
import type { Energy } from '../../../../shared/power/technology.ts';

/** The energy that each kind delivers: the consumption of direct supply never enters the grid. */
const DELIVERS: Record<ContractKind, Energy> = {
  bilateral: 'on-grid',
  'multi-year': 'on-grid',
  'direct-single': 'self-use',
  'direct-multi': 'self-use',
  'park-supply': 'self-use',
};

export const deliveredEnergy = (kind: ContractKind): Energy => DELIVERS[kind];

/** 绿电直连, and 工业园区绿色供电. */
export const isDirectSupply = (kind: ContractKind): boolean => DELIVERS[kind] === 'self-use';

/** The rules that direct supply is under. */
export const rulesOf = (kind: ContractKind): Programme =>
  kind === 'park-supply' ? 'park-supply' : 'direct-connection';

/** The least and the most buyers; the common law has the most that fit one leaf. */
export const BUYERS: Record<ContractKind, [least: number, most: number]> = {
  bilateral: [1, 1],
  'multi-year': [1, 1],
  'direct-single': [1, 1],
  'direct-multi': [2, Number.POSITIVE_INFINITY],
  'park-supply': [1, Number.POSITIVE_INFINITY],
};

/** Several users of direct supply share it hour by hour. */
export const byTheHour = ({ kind, buyers }: Pick<ContractState, 'kind' | 'buyers'>): boolean =>
  isDirectSupply(kind) && buyers.length >= 2;
