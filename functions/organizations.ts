/** Lambda: organizations, their accounts and keys, and the accreditations of verification bodies. */
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { accreditationEndpoints } from './organizations/accreditations.ts';
import { confirmationEndpoints } from './organizations/confirmations.ts';
import { keyEndpoints } from './organizations/keys.ts';
import { mentionEndpoints } from './organizations/mentions.ts';
import { organizationEndpoints } from './organizations/organizations.ts';
import { unionEndpoints } from './organizations/union.ts';

export const endpoints: Endpoints = {
  ...organizationEndpoints,
  ...unionEndpoints,
  ...keyEndpoints,
  ...confirmationEndpoints,
  ...accreditationEndpoints,
  ...mentionEndpoints,
};

export const handler = handlerOf(endpoints);
