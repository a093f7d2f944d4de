/** The page of a retirement's certificate (注销证书). */
import type { RegistryEvent } from '../../../shared/ledger/event.ts';
import { purposes, type RetirementPurpose } from '../../../shared/units/purpose.ts';
import { grouped } from '../figure.ts';
import { unitNames } from '../names.ts';
import { originsOf } from '../origin.ts';
import type { Certificate } from '../retirement-certificate.ts';
import { sourcesOf } from '../unit-words.ts';
import { chinaTime, type Page, row } from './page.ts';
import { groupsOf } from './sources.ts';

/** @throws Error where the certificate's leaves don't prove it */
export function retirementPage({ retirement, evidence, consent }: Certificate): Page {
  const events = evidence.map(({ leaf }) => JSON.parse(leaf) as RegistryEvent);
  const [event] = events;
  if (event?.type !== 'units.retired') throw new Error('the first leaf retires nothing');
  const origins = originsOf(event, events, (path, _zh, en) => {
    throw new Error(`${path}: ${en}`);
  });
  const { id, quantity, unit = 'tCO2e', serials, beneficiary, reason, account, at, foreign } = retirement;
  const { zh, en } = purposes[retirement.purpose as RetirementPurpose];
  const { org, for: party = org } = event.by;
  return {
    title: { zh: '注销证书', en: 'Certificate of Retirement' },
    number: { text: id, field: '/retirement/id' },
    figure: grouped(quantity),
    unit: unitNames[unit as keyof typeof unitNames],
    party: {
      label: { zh: '受益方', en: 'Beneficiary' },
      name: { text: beneficiary, field: '/retirement/beneficiary' },
    },
    rows: [
      ...row('用途', 'Purpose', `${zh} ${en}`, '/retirement/purpose'),
      ...row('原因', 'Reason', reason, '/retirement/reason'),
      ...row(
        '消费年份',
        'Year of consumption',
        retirement.consumptionYear?.toString(),
        '/retirement/consumptionYear',
      ),
      ...row('注销时间', 'Retired at', chinaTime(at), '/retirement/at'),
      ...row('注销账户', 'Account', `${account}（${party}）`, '/retirement/account'),
      ...row('所抵排放声明', 'Covers statement', retirement.covers?.statement, '/retirement/covers'),
      ...row('原登记簿注销日', 'Retired elsewhere on', foreign?.retiredOn, '/retirement/foreign'),
      ...row('原登记簿所载', 'As registered there', foreign?.details, '/retirement/foreign'),
      ...row('办理意愿', 'Consent', consentText(retirement.imported, consent !== undefined), '/consent'),
    ],
    groups: groupsOf(serials, sourcesOf(origins), '/retirement'),
    open: {
      zh: '此外再无他人使用这些序号。此须审计整个账本：lvzhang audit。',
      en: 'that no one else has used these serials. That takes the whole log: lvzhang audit.',
    },
    path: `/p/retirements/${id}`,
    at,
    leaf: 0,
  };
}

function consentText(imported: boolean, signed: boolean): string {
  if (imported) return '导入：由登记机构据原登记簿的注销记录办理 imported: recorded by the operator';
  return signed
    ? '请求由办理机构签名，核验时一并证明 the request is signed, which verifying proves too'
    : "请求未签名，以登记簿之言为凭 not signed: the registry's word";
}
