/** Cells of another registry's list that no member tells. */
import * as z from 'zod';
import type { Written } from '../../shared/base/field.ts';
import { named } from '../http/named.ts';

export const WrittenView = named('WrittenCells', () => z.record(z.string(), z.string()));

/** In the order of their names: stored maps lose the order in which they came. */
export const writtenView = (written: Written): Written =>
  Object.fromEntries(Object.entries(written).sort(([a], [b]) => (a < b ? -1 : 1)));
