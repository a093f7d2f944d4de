/** The page of a claim: its words, whether it stands, and what it rests on. */
import * as z from 'zod';
import { ClaimId } from '../../shared/base/field.ts';
import { claimEntity, organizationEntity } from '../../shared/ledger/entity.ts';
import { claimStatuses } from '../../shared/terms.ts';
import { requireEntity } from '../http/require-entity.ts';
import { shownClaim } from '../statements/shown-claim.ts';
import { html } from './html.ts';
import { amount, both, facts, link, linkTo, page, section, theirs } from './page.ts';
import { howToVerify, inTheLog, organizationLink } from './parts.ts';

export const claimPage = page({
  summary: '声明页 The page of a claim, for people',
  path: z.strictObject({ id: ClaimId }),
  show: async ({ path: { id } }, { reads }) => {
    const { state, commit } = await requireEntity(reads, claimEntity(id));
    const { view } = await shownClaim(reads, state);
    const { subject, words, period, gross, green, residual, retired, verification, warnings } = view;
    const known = await reads.entities([view.organization, verification.verifier].map(organizationEntity));
    return {
      kind: { zh: '声明', en: 'Claim' },
      title: `${subject.name} · ${words.zh}`,
      id,
      status: claimStatuses[view.status],
      ...(view.status !== 'made' && {
        notice: {
          zh: '本声明现已不再有效，仅供追溯。',
          en: 'This claim no longer stands; it is shown for the record.',
        },
      }),
      body: html`${facts([
        ['声明内容', 'What it claims', both(words)],
        ['声明主体', 'Subject', theirs(subject.name)],
        ['声明机构', 'Claimant', organizationLink(known, view.organization)],
        ['边界', 'Boundary', theirs(view.boundary)],
        ['期间', 'Period', `${period.from} – ${period.to}`],
        ['作出日', 'Made on', view.madeOn],
        ['排放声明', 'Statement', linkTo('emission-statements', view.statement)],
        ['核查机构', 'Verified by', organizationLink(known, verification.verifier)],
        ['减排说明', 'Reductions', view.reductions === undefined ? undefined : theirs(view.reductions)],
        ['撤回事由', 'Why withdrawn', view.withdrawn === undefined ? undefined : theirs(view.withdrawn)],
        ['取代它的声明', 'Replaced by', view.replacedBy && linkTo('claims', view.replacedBy)],
      ])}
${section(
  '排放与抵销',
  'Emissions and offsets',
  facts([
    ['总量（市场法）', 'Gross, market view', amount(gross.market, 'kgCO2e')],
    ['总量（位置法）', 'Gross, location view', amount(gross.location, 'kgCO2e')],
    ['绿电（随电交割）', 'Green power delivered', amount(green.physical, 'MWh')],
    ['绿电（绿证）', 'Green power by certificate', amount(green.certificate, 'MWh')],
    [
      '残余排放',
      'Residual emissions',
      `${amount(residual.kilograms, 'kgCO2e')} → ${amount(residual.tonnes, 'tCO2e')}`,
    ],
    ['注销：本地清除', 'Retired: local removals', amount(retired.removalLocal, 'tCO2e')],
    ['注销：其他清除', 'Retired: other removals', amount(retired.removalOther, 'tCO2e')],
    ['注销：本地避免', 'Retired: local avoidance', amount(retired.avoidanceLocal, 'tCO2e')],
    ['注销：其他避免', 'Retired: other avoidance', amount(retired.avoidanceOther, 'tCO2e')],
  ]),
)}
${warnings.length > 0 ? section('提示', 'Warnings', html`<ul>${warnings.map((each) => html`<li>${both(each)}</li>`)}</ul>`) : undefined}
${section('全链', 'The whole chain', html`<p>${link(`/v1/claims/${id}/chain`, both({ zh: '从声明到地块与电站', en: 'From the claim to land and plants' }))} · ${link(`/v1/claims/${id}`, 'JSON')}</p>`)}
${howToVerify({ path: `/v1/claims/${id}/certificate.json`, name: `claim-${id}.json` })}
${await inTheLog(reads, [state.made, commit])}`,
    };
  },
});
