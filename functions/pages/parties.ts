/** The pages of an organization and of a facility. */
import * as z from 'zod';
import { FacilityId, OrganizationId } from '../../shared/base/field.ts';
import { banners } from '../../shared/land/banner.ts';
import { facilityEntity, keyOf, organizationEntity } from '../../shared/ledger/entity.ts';
import { technologyNames } from '../../shared/power/technology.ts';
import { roleNames } from '../../shared/terms.ts';
import type { BatchState } from '../../shared/units/states.ts';
import { requireEntity } from '../http/require-entity.ts';
import { batchesList } from '../ledger/keys.ts';
import { html } from './html.ts';
import { amount, both, facts, link, linkTo, page, section, table, theirs } from './page.ts';
import { howToVerify, inTheLog, organizationLink, ROWS_MAX } from './parts.ts';

export const organizationPage = page({
  summary: '机构页 The page of an organization, for people',
  path: z.strictObject({ id: OrganizationId }),
  show: async ({ path: { id } }, { reads }) => {
    const { state, commit } = await requireEntity(reads, organizationEntity(id));
    const { name, uscc, foreign, roles, account, unitedInto } = state;
    return {
      kind: { zh: '机构', en: 'Organization' },
      title: name,
      id,
      body: html`${facts([
        ['统一社会信用代码', 'USCC', uscc],
        ['来源登记簿', 'Other registry', foreign && theirs(`${foreign.source}: ${foreign.name}`)],
        ['角色', 'Roles', roles.map((role) => html`${both(roleNames[role])} `)],
        ['账户', 'Account', account],
        ['已并入', 'United into', unitedInto && linkTo('organizations', unitedInto)],
      ])}
${howToVerify(undefined)}
${await inTheLog(reads, [commit])}`,
    };
  },
});

export const facilityPage = page({
  summary: '发电项目页 The page of a facility, for people',
  path: z.strictObject({ id: FacilityId }),
  show: async ({ path: { id } }, { reads }) => {
    const { state, commit } = await requireEntity(reads, facilityEntity(id));
    const { name, owner, technology, banner, capacityKilowatts, connectedOn, code, origin } = state;
    const [known, batches] = await Promise.all([
      reads.entities([organizationEntity(owner)]),
      reads.list<BatchState>(batchesList(id), ROWS_MAX),
    ]);
    const heads = [
      { zh: '发电期间', en: 'Generated' },
      { zh: '数量', en: 'Quantity' },
      { zh: '批次', en: 'Batch' },
    ];
    const rows = batches.items.map(({ entity, state: { generated, issued } }) => [
      generated && `${generated.from} – ${generated.to}`,
      amount(issued, 'MWh'),
      linkTo('batches', keyOf(entity)),
    ]);
    return {
      kind: { zh: '发电项目', en: 'Facility' },
      title: name,
      id,
      body: html`${facts([
        ['技术', 'Technology', both(technologyNames[technology])],
        ['业主', 'Owner', organizationLink(known, owner)],
        ['旗县区', 'Banner', banner && banners[banner]],
        ['装机容量', 'Capacity', capacityKilowatts && amount(capacityKilowatts, 'kW')],
        ['并网日', 'Connected on', connectedOn],
        ['建档立卡编码', 'Code', code === undefined ? undefined : theirs(code)],
        ['来源登记簿', 'Other registry', origin && theirs(`${origin.source} ${origin.code}`)],
      ])}
${section('绿证批次', 'Batches of certificates', table(heads, rows), html`<p>${link(`/v1/facilities/${id}/batches`, both({ zh: '全部（JSON）', en: 'All of them (JSON)' }))}</p>`)}
${howToVerify(undefined)}
${await inTheLog(reads, [state.registered, commit])}`,
    };
  },
});
