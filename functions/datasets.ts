/** Lambda: activity datasets of energy-carbon platforms. */
import { datasetEndpoints } from './datasets/datasets.ts';
import { handlerOf } from './http/endpoint.ts';

export const endpoints = datasetEndpoints;

export const handler = handlerOf(endpoints);
