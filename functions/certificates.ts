/** Lambda: certificates as PDF. It alone carries the font, and what draws with it. */
import { pdfCertificates } from './certificates/pdf.ts';
import { type Endpoints, handlerOf } from './http/endpoint.ts';

export const endpoints: Endpoints = {
  ...pdfCertificates,
};

export const handler = handlerOf(endpoints);
