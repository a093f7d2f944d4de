/** Lambda: batches and blocks, transfers and the income of first sales, pledges, retirements. */
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { batchEndpoints } from './units/batches.ts';
import { incomeEndpoints } from './units/income.ts';
import { pledgeEndpoints } from './units/pledges.ts';
import { retirementEndpoints } from './units/retirements.ts';
import { transferEndpoints } from './units/transfers.ts';

export const endpoints: Endpoints = {
  ...batchEndpoints,
  ...transferEndpoints,
  ...incomeEndpoints,
  ...pledgeEndpoints,
  ...retirementEndpoints,
};

export const handler = handlerOf(endpoints);
