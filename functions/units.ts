/** Lambda: batches and blocks, transfers and retirements. */
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { batchEndpoints } from './units/batches.ts';
import { retirementEndpoints } from './units/retirements.ts';
import { transferEndpoints } from './units/transfers.ts';

export const endpoints: Endpoints = { ...batchEndpoints, ...transferEndpoints, ...retirementEndpoints };

export const handler = handlerOf('units', endpoints);
