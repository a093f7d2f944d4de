/** Lambda: certificates as PDF. It alone carries the font, and what draws with it. */
import { certificateEndpoints } from './certificates/pdf.ts';
import { type Endpoints, handlerOf } from './http/endpoint.ts';

export const endpoints: Endpoints = {
  ...certificateEndpoints,
};

export const handler = handlerOf(endpoints);
