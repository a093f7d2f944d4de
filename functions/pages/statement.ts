/** The page of an emission statement: totals in four views, what covers them, status. Lines stay sealed. */
import * as z from 'zod';
import { StatementId } from '../../shared/base/field.ts';
import { organizationEntity, statementEntity } from '../../shared/ledger/entity.ts';
import { megawattHoursOf } from '../../shared/statements/coverage.ts';
import { type FactorProvince, provinceNames } from '../../shared/statements/factors/electricity.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { statementStatuses } from '../../shared/terms.ts';
import { requireEntity } from '../http/require-entity.ts';
import { publicStatement } from '../statements/public-statement.ts';
import { html, type Part } from './html.ts';
import { amount, both, facts, link, linkTo, page, section, table, theirs } from './page.ts';
import { howToVerify, inTheLog, organizationLink } from './parts.ts';

const VIEWS = {
  location: { zh: '位置法', en: 'Location' },
  market: { zh: '市场法', en: 'Market' },
  park910: { zh: '零碳园区（910号）', en: 'Zero-carbon park (910)' },
  ets: { zh: '碳市场', en: 'ETS' },
};
const HEADS = [
  { zh: '口径', en: 'View' },
  { zh: '绿电前 kgCO2e', en: 'Before green power' },
  { zh: '绿电后 kgCO2e', en: 'After green power' },
];

export const statementPage = page({
  summary: '排放声明页 The page of an emission statement, for people',
  path: z.strictObject({ id: StatementId }),
  show: async ({ path: { id } }, { reads }) => {
    const { state, commit } = await requireEntity(reads, statementEntity(id));
    const view = await publicStatement(reads, id, state);
    const { subject, coverage, verification, organization, year, returned } = view;
    const organizations = [organization, ...(verification ? [verification.verifier] : [])];
    const known = await reads.entities(organizations.map(organizationEntity));
    const rows = Object.entries(VIEWS).map(([name, words]) => {
      const { grossKilograms, kilograms } = view.views[name as keyof typeof VIEWS];
      return [both(words), grossKilograms.toLocaleString('en-US'), kilograms.toLocaleString('en-US')];
    });
    return {
      kind: { zh: '排放声明', en: 'Emission statement' },
      title: `${subject.name} ${year}`,
      id,
      status: statementStatuses[view.status],
      body: html`${facts([
        ['主体', 'Subject', theirs(subject.name)],
        ['机构', 'Organization', organizationLink(known, organization)],
        ['年度', 'Year', year],
        ['省份', 'Province', provinceNames[view.province as FactorProvince]],
        ['边界', 'Boundary', theirs(view.boundary)],
        ['版本', 'Version', view.version],
        ['核查机构', 'Verified by', verification && organizationLink(known, verification.verifier)],
        ['退回事由', 'Why returned', returned && theirs(returned.reason)],
        ['声明', 'Claim', view.claim && linkTo('claims', view.claim)],
        ['汇总入', 'Rolled up into', view.rolledInto && linkTo('emission-statements', view.rolledInto)],
      ])}
${section('合计', 'Totals', table(HEADS, rows), html`<p>${both({ zh: '明细已封存，仅摘要公开。', en: 'The lines are sealed; only their digest is public.' })}</p>`)}
${section(
  '抵销',
  'Coverage',
  facts([
    ['残余排放（市场法）', 'Residual, market view', amount(coverage.residualKilograms, 'kgCO2e')],
    ['所需', 'Needed', amount(coverage.neededTonnes, 'tCO2e')],
    ['已注销', 'Retired', amount(coverage.retiredTonnes, 'tCO2e')],
    ['尚余', 'Open', amount(coverage.openTonnes, 'tCO2e')],
    ['绿电（随电交割）', 'Green power delivered', amount(coverage.greenMegawattHours.physical, 'MWh')],
    ['绿电（绿证）', 'Green power by certificate', amount(coverage.greenMegawattHours.certificate, 'MWh')],
  ]),
  html`<p>${link(`/v1/emission-statements/${id}/totals`, 'JSON')}${greenPowerLinks(id, state)}</p>`,
)}
${howToVerify(undefined)}
${await inTheLog(reads, [state.submission, ...(verification ? [verification.commit] : []), commit])}`,
    };
  },
});

/** There is a certificate of a verified statement for which green certificates were retired. */
function greenPowerLinks(id: string, { verification, green }: StatementState): Part {
  if (!verification || megawattHoursOf(green) === 0) return undefined;
  const path = `/v1/emission-statements/${id}/green-power-certificate`;
  const words = { zh: '绿电消费认证', en: 'Green-power certificate' };
  return html` · ${link(`${path}.json`, both(words))} · ${link(`${path}.pdf`, 'PDF')}`;
}
