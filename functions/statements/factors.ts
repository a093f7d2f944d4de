/** Endpoint of the factor tables, for everyone. */
import * as z from 'zod';
import { allFactors, FACTOR_TABLES, tableOf } from '../../shared/statements/factors/factors.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { FactorView, factorView } from '../views/factor.ts';

const readFactors = endpoint({
  summary: '排放因子表 The factor tables: each row with value, unit, source and grade of confidence',
  query: z.strictObject({ table: z.enum(FACTOR_TABLES).optional() }),
  status: 200,
  reply: () =>
    z.strictObject({
      items: z.array(z.strictObject({ table: z.enum(FACTOR_TABLES), ...FactorView().shape })),
    }),
  run: async ({ query: { table } }) => {
    const rows = allFactors().map((factor) => ({ table: tableOf(factor), ...factorView(factor) }));
    return { json: { items: rows.filter((row) => table === undefined || row.table === table) } };
  },
});

export const factorEndpoints: Endpoints = { 'GET /v1/factors': readFactors };
