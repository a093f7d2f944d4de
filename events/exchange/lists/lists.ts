/** An organization's own lists, by name. */
import { entitlements } from './entitlements.ts';
import { holdings } from './holdings.ts';
import { retirements } from './retirements.ts';
import { settlements } from './settlements.ts';
import { statements } from './statements.ts';
import { transfers } from './transfers.ts';

export const lists = { holdings, transfers, retirements, entitlements, settlements, statements } as const;
export type ListName = keyof typeof lists;
export const listNames = Object.keys(lists) as ListName[];
