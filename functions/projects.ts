/** Lambda: sink projects, from the reserve pool or another registry to their batches. */
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { projectCertificateEndpoints } from './projects/certificates.ts';
import { commentEndpoints } from './projects/comments.ts';
import { importEndpoints } from './projects/imports.ts';
import { lifecycleEndpoints } from './projects/lifecycle.ts';
import { projectReads } from './projects/read.ts';

export const endpoints: Endpoints = {
  ...projectReads,
  ...importEndpoints,
  ...lifecycleEndpoints,
  ...commentEndpoints,
  ...projectCertificateEndpoints,
};

export const handler = handlerOf(endpoints);
