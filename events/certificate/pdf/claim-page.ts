/** The page of a claim's certificate (声明证书). */
import { megawattHoursOf, tonnesOf } from '../../../shared/statements/coverage.ts';
import { labelWords } from '../../../shared/statements/label.ts';
import type { ClaimCertificate } from '../claim-certificate.ts';
import { grouped } from '../figure.ts';
import { assuranceNames } from '../names.ts';
import { chinaTime, type Page, row } from './page.ts';
import { groupsOf } from './sources.ts';

export function claimPage({ claim, evidence }: ClaimCertificate): Page {
  const { organization, label, subject, boundary, period, residual, retired, green, verification } = claim;
  const { verifier, assurance, at } = verification;
  const used = megawattHoursOf(green);
  const unused = green.unused > 0 ? `（${grouped(green.unused)} MWh 未计入 unused）` : '';
  const { reduction } = claim;
  const members = claim.members.map(({ organization: { name } }) => name);
  return {
    title: { zh: '声明证书', en: 'Certificate of a Claim' },
    number: { text: claim.claim, field: '/claim/claim' },
    figure: period.from.slice(0, 4),
    unit: labelWords[label],
    party: {
      label: { zh: '声明方', en: 'Claimant' },
      name: { text: organization.name, field: '/claim/organization' },
    },
    rows: [
      ...row('统一社会信用代码', 'USCC', organization.uscc, '/claim/organization'),
      ...row('主体', 'Subject', subject.name, '/claim/subject'),
      ...row('边界', 'Boundary', boundary, '/claim/boundary'),
      ...row('作出时间', 'Claimed at', chinaTime(claim.at), '/claim/at'),
      ...row('排放声明', 'Statement', `${claim.statement} / ${claim.version}`, '/claim/statement'),
      ...row(
        '核查',
        'Verified by',
        `${verifier.name}·${assuranceNames[assurance].zh} ${assuranceNames[assurance].en}·${chinaTime(at)}`,
        '/claim/verification',
      ),
      ...row(
        '剩余排放（市场口径）',
        'Residual, market-based',
        `${grouped(residual.kilograms)} kgCO2e → ${grouped(residual.tonnes)} tCO2e`,
        '/claim/residual',
      ),
      ...row('已注销减排量', 'Credits retired', `${grouped(tonnesOf(retired))} tCO2e`, '/claim/retired'),
      ...row('其中清除 / 本地', 'Removals / local', sharesOf(claim), '/claim/retired'),
      ...row('绿电', 'Green power', `${grouped(used)} MWh${unused}`, '/claim/green'),
      ...row('所汇总成员', 'Members rolled up', members.join('；'), '/claim/members'),
      ...row('减排措施', 'Reductions made', claim.reductions, '/claim/reductions'),
      ...row(
        '较基准年',
        'Against base year',
        reduction &&
          `${reduction.baseYear}: ${(reduction.basisPoints / 100).toFixed(2)}%（${reduction.baseStatement}）`,
        '/claim/reduction',
      ),
    ],
    groups: groupsOf(
      claim.retirements.flatMap(({ serials }) => serials),
      claim,
      '/claim',
    ),
    open: {
      zh: '此外再无他人使用这些序号；声明其后未经重新开启、撤回或取代；与基准年相比的减排。此须审计整个账本：lvzhang audit。',
      en: 'that no one else has used these serials; that the claim was not reopened, withdrawn or replaced later; the reduction against a base year. That takes the whole log: lvzhang audit.',
    },
    path: `/p/claims/${claim.claim}`,
    at: claim.at,
    leaf: evidence.findIndex(({ leaf }) => (JSON.parse(leaf) as { id: string }).id === claim.commit),
  };
}

function sharesOf({ retired }: ClaimCertificate['claim']): string | undefined {
  if (tonnesOf(retired) === 0) return undefined;
  const removal = retired.removalLocal + retired.removalOther;
  const local = retired.removalLocal + retired.avoidanceLocal;
  return `${grouped(removal)} / ${grouped(local)} tCO2e`;
}
