/** Emission statements of an organization: totals, coverage and claim, a line for each. */
import * as z from 'zod';
import { getV1EmissionStatements } from '../../client/operations.ts';
import { ask } from '../../client/request.ts';
import { column, type ListSource, listOf, PAGE_LIMIT, PageOf, type Pages } from './column.ts';

const Sum = z.object({ kilograms: z.number(), grossKilograms: z.number() });

const Statement = z.object({
  id: z.string(),
  version: z.number(),
  status: z.string(),
  organization: z.string(),
  subject: z.object({ kind: z.string(), name: z.string() }),
  year: z.number(),
  province: z.string(),
  boundary: z.string(),
  views: z.object({ location: Sum, market: Sum, park910: Sum, ets: Sum }),
  purchasedKilowattHours: z.string(),
  consumedKilowattHours: z.string(),
  coverage: z.object({
    neededTonnes: z.number(),
    retiredTonnes: z.number(),
    openTonnes: z.number(),
    greenMegawattHours: z.object({ physical: z.number(), certificate: z.number() }),
  }),
  greenPower: z.object({ shareBasisPoints: z.number().optional() }),
  verification: z.object({ verifier: z.string(), assurance: z.string() }).optional(),
  claim: z.string().optional(),
  sealed: z.string(),
});
type Statement = z.infer<typeof Statement>;

const StatementPage = PageOf(Statement);

const statementsOf =
  ({ client, organization }: ListSource): Pages<Statement> =>
  async (cursor) => {
    const asked = getV1EmissionStatements({ limit: PAGE_LIMIT, cursor });
    const { items, next } = await ask(client, asked, StatementPage);
    return { rows: items.filter((statement) => statement.organization === organization), next };
  };

export const statements = listOf<Statement>(statementsOf, [
  column('text', '排放报告', 'statement', ({ id }) => id),
  column('integer', '版本', 'version', ({ version }) => version),
  column('text', '状态', 'status', ({ status }) => status),
  column('text', '机构', 'organization', ({ organization }) => organization),
  column('text', '主体类别', 'subjectKind', ({ subject }) => subject.kind),
  column('text', '主体', 'subject', ({ subject }) => subject.name),
  column('integer', '年度', 'year', ({ year }) => year),
  column('text', '省份', 'province', ({ province }) => province),
  column('text', '边界', 'boundary', ({ boundary }) => boundary),
  column('integer', '基于位置（kg）', 'locationKilograms', ({ views }) => views.location.kilograms),
  column(
    'integer',
    '基于市场（kg，计绿电前）',
    'marketGrossKilograms',
    (each) => each.views.market.grossKilograms,
  ),
  column('integer', '基于市场（kg）', 'marketKilograms', ({ views }) => views.market.kilograms),
  column('integer', '零碳园区口径（kg）', 'park910Kilograms', ({ views }) => views.park910.kilograms),
  column('integer', '碳市场口径（kg）', 'etsKilograms', ({ views }) => views.ets.kilograms),
  column('decimal', '外购电量（kWh）', 'purchasedKilowattHours', (each) => each.purchasedKilowattHours),
  column('decimal', '用电量（kWh）', 'consumedKilowattHours', (each) => each.consumedKilowattHours),
  column(
    'integer',
    '直供绿电（MWh）',
    'greenPhysicalMegawattHours',
    (each) => each.coverage.greenMegawattHours.physical,
  ),
  column(
    'integer',
    '绿证（MWh）',
    'greenCertificateMegawattHours',
    (each) => each.coverage.greenMegawattHours.certificate,
  ),
  column('integer', '绿电占比（基点）', 'greenShareBasisPoints', (each) => each.greenPower.shareBasisPoints),
  column('integer', '应抵消（t）', 'neededTonnes', ({ coverage }) => coverage.neededTonnes),
  column('integer', '已注销（t）', 'retiredTonnes', ({ coverage }) => coverage.retiredTonnes),
  column('integer', '未抵消（t）', 'openTonnes', ({ coverage }) => coverage.openTonnes),
  column('text', '核查机构', 'verifier', ({ verification }) => verification?.verifier),
  column('text', '保证等级', 'assurance', ({ verification }) => verification?.assurance),
  column('text', '声明', 'claim', ({ claim }) => claim),
  column('text', '封存摘要', 'sealed', ({ sealed }) => sealed),
]);
