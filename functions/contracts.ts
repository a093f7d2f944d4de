/** Lambda: power-purchase agreements, consumption and settlement, and imported supply contracts. */
import { consumptionEndpoints } from './contracts/consumption.ts';
import { contractEndpoints } from './contracts/contracts.ts';
import { settlementEndpoints } from './contracts/settlements.ts';
import { supplyEndpoints } from './contracts/supplies.ts';
import { type Endpoints, handlerOf } from './http/endpoint.ts';

export const endpoints: Endpoints = {
  ...contractEndpoints,
  ...consumptionEndpoints,
  ...settlementEndpoints,
  ...supplyEndpoints,
};

export const handler = handlerOf(endpoints);
