/** Endpoints of provincial accounts (省级专用账户). */
import * as z from 'zod';
import { OrganizationId } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { accountEntity, organizationEntity, provinceEntity, read } from '../../shared/ledger/entity.ts';
import { ProvinceCode } from '../../shared/power/province.ts';
import { decideOpenAccount } from '../../shared/power/provincial-account.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { reader } from '../http/reader.ts';
import { notFound, requireEntity } from '../http/require-entity.ts';
import { ProvincialAccountView, provincialAccountView } from '../views/facility.ts';

const openAccount = command({
  summary: "开立省级专用账户 Open a province's account for certificates of mechanism-priced power",
  action: 'account.open',
  event: 'account.opened',
  body: () => z.strictObject({ province: ProvinceCode, organization: OrganizationId }),
  status: 201,
  reply: ProvincialAccountView,
  load: async ({ body }, { reads, id }) => ({
    entities: await reads.entities([
      organizationEntity(body.organization),
      provinceEntity(body.province),
      accountEntity(deriveId('a', id)),
    ]),
  }),
  decide: ({ entities }, { body }, context) => decideOpenAccount(entities, body, context),
  view: ({ facts: { province, account, organization } }) => ({
    json: provincialAccountView(province, account, organization),
  }),
});

const readAccount = reader({
  summary: "省级专用账户 A province's account",
  action: 'facility.read',
  path: z.strictObject({ province: ProvinceCode }),
  reply: ProvincialAccountView,
  find: async ({ path: { province } }, { reads }) => {
    const held = read(await reads.entities([provinceEntity(province)]), provinceEntity(province));
    if (!held) throw notFound(province, 'province');
    const { holder } = held.state;
    const { state } = await requireEntity(reads, accountEntity(holder));
    return { holder, organization: state.organization };
  },
  view: ({ holder, organization }, { path: { province } }) =>
    provincialAccountView(province, holder, organization),
});

export const provincialAccountEndpoints: Endpoints = {
  'POST /v1/provincial-accounts': openAccount,
  'GET /v1/provincial-accounts/{province}': readAccount,
};
