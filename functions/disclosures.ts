/** Lambda: sealed facts that a party opens to a named organization. */
import { disclosureEndpoints } from './disclosures/disclosures.ts';
import { handlerOf } from './http/endpoint.ts';

export const endpoints = disclosureEndpoints;

export const handler = handlerOf(endpoints);
