/** What a party is entitled to of first sales, by day of settlement. */
import * as z from 'zod';
import { getV1Entitlements } from '../../client/operations.ts';
import { ask } from '../../client/request.ts';
import { column, type ListSource, listOf, PAGE_LIMIT, PageOf, type Pages } from './column.ts';

const Entitlement = z.object({
  transfer: z.string(),
  project: z.string(),
  organization: z.string(),
  basisPoints: z.number(),
  fen: z.number(),
  settledOn: z.string(),
  commit: z.object({ id: z.string() }),
});
type Entitlement = z.infer<typeof Entitlement>;

const EntitlementPage = PageOf(Entitlement);

const entitlementsOf =
  ({ client, organization, from, to }: ListSource): Pages<Entitlement> =>
  async (cursor) => {
    const query = { party: organization, from, to, limit: PAGE_LIMIT, cursor };
    const { items, next } = await ask(client, getV1Entitlements(query), EntitlementPage);
    return { rows: items, next };
  };

export const entitlements = listOf<Entitlement>(entitlementsOf, [
  column('day', '结算日', 'settledOn', ({ settledOn }) => settledOn),
  column('text', '机构', 'organization', ({ organization }) => organization),
  column('text', '项目', 'project', ({ project }) => project),
  column('text', '转让', 'transfer', ({ transfer }) => transfer),
  column('integer', '份额（基点）', 'basisPoints', ({ basisPoints }) => basisPoints),
  column('integer', '金额（分）', 'fen', ({ fen }) => fen),
  column('text', '提交', 'commit', ({ commit }) => commit.id),
]);
