/** Consequences of a power contract's kind alone. */
import type { ContractKind } from '../../../../shared/power/facts-contract.ts';
import type { Energy } from '../../../../shared/power/technology.ts';

/** The energy that each kind delivers: a direct connection's consumption never enters the grid. */
const DELIVERS: Record<ContractKind, Energy> = {
  bilateral: 'on-grid',
  'multi-year': 'on-grid',
  'direct-single': 'self-use',
  'direct-multi': 'self-use',
};

export const deliveredEnergy = (kind: ContractKind): Energy => DELIVERS[kind];

/** 绿电直连. */
export const isDirectConnection = (kind: ContractKind): boolean => DELIVERS[kind] === 'self-use';
