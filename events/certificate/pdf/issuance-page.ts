/** The page of the certificate of an issuance (签发证书). */
import { grouped } from '../figure.ts';
import type { IssuanceCertificate } from '../issuance-certificate.ts';
import { unitNames } from '../names.ts';
import { chinaTime, type Page, row } from './page.ts';
import { batchText, facilityText, instrumentText, projectText } from './sources.ts';

export function issuancePage({ issuance, evidence }: IssuanceCertificate): Page {
  const { batch, instrument, quantity, unit, serials, holder, account, issuedAt } = issuance;
  const { project, facility, buffer, retiredElsewhere, foreign, certificates } = issuance;
  const last = (count: number) => `${serials.to - count + 1}–${serials.to}（${grouped(count)} ${unit}）`;
  const drawn = certificates?.map(({ number, drawn: kWh }) => `${number}（${grouped(kWh)} kWh）`);
  const source = project ? projectText(project) : facility ? facilityText(facility) : '';
  return {
    title: { zh: '签发证书', en: 'Certificate of Issuance' },
    number: { text: batch, field: '/issuance/batch' },
    figure: grouped(quantity),
    unit: unitNames[unit],
    party: {
      label: { zh: '签发至', en: 'Issued to' },
      name: { text: holder.name, field: '/issuance/holder' },
    },
    rows: [
      ...row('统一社会信用代码', 'USCC', holder.uscc, '/issuance/holder'),
      ...row('账户', 'Account', account, '/issuance/account'),
      ...row('品种', 'Instrument', instrumentText(instrument), '/issuance/instrument'),
      ...row('减排年份', 'Vintage', issuance.vintage?.toString(), '/issuance/vintage'),
      ...row('签发时间', 'Issued at', chinaTime(issuedAt), '/issuance/issuedAt'),
      ...row('项目业主', 'Developer', project?.developer.name, '/issuance/project'),
      ...row('计入期', 'Crediting period', daysText(project?.crediting), '/issuance/project'),
      ...row('发电企业', 'Generator', facility?.owner.name, '/issuance/facility'),
      ...row('并网日期', 'Connected on', facility?.connectedOn, '/issuance/facility'),
      ...row('首张绿证编码', 'First certificate', issuance.code, '/issuance/code'),
      ...row('监测报告', 'Monitoring report', issuance.report, '/issuance/report'),
      ...row('缓冲池', 'In the buffer', buffer && last(buffer.quantity), '/issuance/buffer'),
      ...row(
        '此前已在原登记簿注销',
        'Retired elsewhere',
        retiredElsewhere === undefined ? undefined : last(retiredElsewhere),
        '/issuance/retiredElsewhere',
      ),
      ...row('原登记簿序号', 'Serials elsewhere', foreign?.serial, '/issuance/foreign'),
      ...row('原登记簿签发日', 'Issued elsewhere on', foreign?.issuedOn, '/issuance/foreign'),
      ...row('原登记簿认证', 'Certifications', foreign?.certifications, '/issuance/foreign'),
      ...row('所取原证书', 'Draws on certificates', drawn?.join('；'), '/issuance/certificates'),
      ...row(
        '状态',
        'State at issuance',
        issuance.frozen ? '签发时即冻结 frozen from its issuance on' : undefined,
        '/issuance/frozen',
      ),
      ...row(
        '来源',
        'Came in',
        issuance.imported ? '自其他登记簿导入 imported from another registry' : undefined,
        '/issuance/imported',
      ),
    ],
    groups: [
      {
        head: { text: batchText(issuance), field: '/issuance/batch' },
        source: { text: source, field: project ? '/issuance/project' : '/issuance/facility' },
        ranges: [serials],
        unit,
      },
    ],
    open: {
      zh: '这些序号现由何人持有，是否已注销、取消或过期。此须审计整个账本：lvzhang audit。',
      en: 'who holds these serials today, and whether they were retired, cancelled or expired. That takes the whole log: lvzhang audit.',
    },
    path: `/p/batches/${batch}`,
    at: issuedAt,
    leaf: evidence.findIndex(({ leaf }) => (JSON.parse(leaf) as { id: string }).id === issuance.commit),
  };
}

const daysText = (days: { from: string; to: string } | undefined): string | undefined =>
  days && `${days.from} – ${days.to}`;
