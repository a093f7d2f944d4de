/** Endpoints of provincial accounts (省级专用账户). */
import * as z from 'zod';
import { OrganizationId } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { accountEntity, organizationEntity, provinceEntity } from '../../shared/ledger/entity.ts';
import { ProvinceCode } from '../../shared/power/province.ts';
import { decideOpenAccount } from '../../shared/power/provincial-account.ts';
import { command } from '../http/command.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { Problem } from '../http/problem.ts';
import { requireEntity } from '../http/require-entity.ts';
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

const readAccount = endpoint({
  summary: "省级专用账户 A province's account",
  action: 'facility.read',
  path: z.strictObject({ province: ProvinceCode }),
  status: 200,
  reply: ProvincialAccountView,
  run: async ({ path: { province } }, { reads }) => {
    const [held] = (await reads.entities([provinceEntity(province)])).values();
    if (!held) throw new Problem('not-found', [{ parameter: 'province', detail: province }]);
    const { holder } = held.state as { holder: string };
    const { state } = await requireEntity(reads, accountEntity(holder));
    return { json: provincialAccountView(province, holder, state.organization) };
  },
});

export const provincialAccountEndpoints: Endpoints = {
  'POST /v1/provincial-accounts': openAccount,
  'GET /v1/provincial-accounts/{province}': readAccount,
};
