/** A row of the factor tables as the API shows it: source and grade travel with the value. */
import * as z from 'zod';
import type { Factor } from '../../shared/statements/factors/factor.ts';
import { named } from '../http/named.ts';

export const FactorView = named('Factor', () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    value: z.string(),
    unit: z.string(),
    source: z.string(),
    grade: z.enum(['H', 'H*', 'M+', 'M', 'K', 'D']),
    dataYear: z.int().optional(),
    remark: z.string().optional(),
  }),
);

export const factorView = ({ id, name, value, unit, source, grade, dataYear, remark }: Factor) => ({
  id,
  name,
  value,
  unit,
  source,
  grade,
  ...(dataYear !== undefined && { dataYear }),
  ...(remark !== undefined && { remark }),
});
