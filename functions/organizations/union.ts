/** Uniting two identities of one organization. */
import * as z from 'zod';
import { freeText, OrganizationId, Uscc } from '../../shared/base/field.ts';
import { foreignEntity, organizationEntity, read, usccEntity } from '../../shared/ledger/entity.ts';
import { decideUniteOrganizations } from '../../shared/parties/unite-organizations.ts';
import { command, moved } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { addTo } from '../ledger/stored.ts';

const unite = command({
  summary:
    '合并同一机构的两个身份 Unite two identities of one organization: this one remains, the other is closed and acted for by it',
  action: 'organization.unite',
  event: 'organization.united',
  path: z.strictObject({ id: OrganizationId }),
  body: () => z.strictObject({ organization: OrganizationId, uscc: Uscc.optional(), reason: freeText(500) }),
  status: 200,
  reply: () =>
    z.strictObject({
      id: z.string(),
      united: z.string(),
      uscc: z.string().optional(),
      version: z.int(),
      commit: CommitReceipt(),
    }),
  load: async ({ path, body: { organization: united, uscc } }, { reads }) => {
    const ids = [...new Set([path.id, united])].map(organizationEntity);
    const entities = await reads.entities([...ids, ...(uscc ? [usccEntity(uscc)] : [])]);
    const foreign = read(entities, organizationEntity(united))?.state.foreign;
    if (foreign) addTo(entities, await reads.entities([foreignEntity(foreign)]));
    return { entities };
  },
  decide: ({ entities }, { path, body: { organization: united, uscc, reason } }) =>
    decideUniteOrganizations(entities, { organization: path.id, united, uscc, reason }),
  view: (event) => {
    const { organization: id, united, uscc } = event.facts;
    return moved(event, { id, united, ...(uscc && { uscc }) });
  },
});

export const unionEndpoints: Endpoints = { 'POST /v1/organizations/{id}/unite': unite };
