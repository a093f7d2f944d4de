/** Lambda: the land inventory. */
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { inventoryEndpoints } from './parcels/inventory.ts';
import { parcelEndpoints } from './parcels/parcels.ts';

export const endpoints: Endpoints = {
  ...parcelEndpoints,
  ...inventoryEndpoints,
};

export const handler = handlerOf(endpoints);
