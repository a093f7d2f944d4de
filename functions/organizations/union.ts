/** Uniting two identities of one organization. */
import * as z from 'zod';
import { freeText, OrganizationId, Uscc } from '../../shared/base/field.ts';
import { foreignEntity, organizationEntity, read, usccEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { decideUniteOrganizations } from '../../shared/parties/unite-organizations.ts';
import { CommitReceipt, commitReply } from '../http/committed.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { theWorld } from '../world.ts';

const unite = endpoint({
  summary:
    '合并同一机构的两个身份 Unite two identities of one organization: this one remains, the other is closed and acted for by it',
  action: 'organization.unite',
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
  commits: true,
  run: (request) => {
    const { reads } = theWorld();
    const { organization: united, uscc, reason } = request.body;
    const command = { organization: request.path.id, united, uscc, reason };
    const ids = [...new Set([command.organization, united])].map(organizationEntity);
    return commitReply(
      theWorld(),
      request,
      {
        load: async () => {
          const entities = await reads.entities([...ids, ...(uscc ? [usccEntity(uscc)] : [])]);
          const foreign = read(entities, organizationEntity(united))?.state.foreign;
          if (foreign)
            for (const [id, name] of await reads.entities([foreignEntity(foreign)])) entities.set(id, name);
          return { entities };
        },
        decide: ({ entities }) => decideUniteOrganizations(entities, command),
      },
      ({ facts, advances }: EventOfType<'organization.united'>) => {
        const version = advances[0]?.version ?? 0;
        const { organization: id, united: closed, uscc: given } = facts;
        return { json: { id, united: closed, ...(given && { uscc: given }), version }, etag: version };
      },
    );
  },
});

export const unionEndpoints: Endpoints = { 'POST /v1/organizations/{id}/unite': unite };
