/** The page of a green-power consumption certificate (绿电消费认证). */
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import { grouped } from '../figure.ts';
import type { GreenPowerCertificate } from '../green-power-certificate.ts';
import { assuranceNames, contractNames, unitNames } from '../names.ts';
import { chinaTime, type Group, type Page, row } from './page.ts';
import { batchText, facilityText } from './sources.ts';

export function greenPowerPage({ consumption, evidence }: GreenPowerCertificate): Page {
  const { statement, version, organization, subject, boundary, year, verification } = consumption;
  const { megawattHours, shareBasisPoints, retirements } = consumption;
  const { physical, certificate } = megawattHours;
  const { verifier, assurance, at } = verification;
  const share = shareBasisPoints === undefined ? '' : `（${(shareBasisPoints / 100).toFixed(2)}%）`;
  const last = retirements.map((each) => each.at).reduce((a, b) => (a > b ? a : b), at);
  return {
    title: { zh: '绿电消费认证', en: 'Certificate of Green Power Consumption' },
    number: { text: `${statement} / ${version}`, field: '/consumption/statement' },
    figure: grouped(physical + certificate),
    unit: unitNames.MWh,
    party: {
      label: { zh: '消费方', en: 'Consumer' },
      name: { text: organization.name, field: '/consumption/organization' },
    },
    rows: [
      ...row('统一社会信用代码', 'USCC', organization.uscc, '/consumption/organization'),
      ...row('主体', 'Subject', subject.name, '/consumption/subject'),
      ...row('边界', 'Boundary', boundary, '/consumption/boundary'),
      ...row('消费年份', 'Year of consumption', String(year), '/consumption/year'),
      ...row(
        '随电交割 / 单独交易',
        'With power / apart',
        `${grouped(physical)} MWh / ${grouped(certificate)} MWh`,
        '/consumption/megawattHours',
      ),
      ...row(
        '用电量 / 绿电覆盖',
        'Used / covered',
        `${grouped(consumption.consumedKilowattHours)} kWh / ${grouped(consumption.coveredKilowattHours)} kWh${share}`,
        '/consumption/consumedKilowattHours',
      ),
      ...row(
        '核查',
        'Verified by',
        `${verifier.name}·${assuranceNames[assurance].zh} ${assuranceNames[assurance].en}·${chinaTime(at)}`,
        '/consumption/verification',
      ),
      ...row('注销受益方', 'Beneficiaries', beneficiariesOf(consumption), '/consumption/retirements'),
      ...row('最后一笔注销', 'Last retired at', chinaTime(last), '/consumption/retirements'),
    ],
    groups: merged(consumption.sources.map((source) => groupOf(source, consumption))),
    open: {
      zh: '此外再无他人使用这些绿证；排放声明其后未经修订。此须审计整个账本：lvzhang audit。',
      en: 'that no one else has used these certificates, and that the statement was not revised later. That takes the whole log: lvzhang audit.',
    },
    path: `/p/emission-statements/${statement}`,
    at: last,
    leaf: evidence.findIndex(({ leaf }) => states(leaf, statement)),
  };
}

const beneficiariesOf = ({ retirements }: GreenPowerCertificate['consumption']): string =>
  [...new Set(retirements.map(({ beneficiary }) => beneficiary))].join('；');

function states(leaf: string, statement: string): boolean {
  const { type, facts } = JSON.parse(leaf) as { type: string; facts: { statement?: string } };
  return (type === 'statement.submitted' || type === 'statement.revised') && facts.statement === statement;
}

/** Serials of one batch that came the same way are one group, whatever retirement used them. */
const merged = (groups: readonly Group[]): Group[] =>
  [...groupedBy(groups, ({ head }) => head.text).values()].map((of) => ({
    ...of[0]!,
    ranges: of.flatMap(({ ranges }) => ranges),
  }));

function groupOf(
  source: GreenPowerCertificate['consumption']['sources'][number],
  { facilities, contracts }: GreenPowerCertificate['consumption'],
): Group {
  const facility = facilities.find(({ id }) => id === source.facility);
  const contract = contracts.find(({ id }) => id === source.contract);
  const came = contract
    ? `${contractNames[contract.kind].zh} ${contractNames[contract.kind].en} ${contract.id}`
    : '单独交易 traded apart';
  return {
    head: { text: `${batchText(source)}·${came}`, field: '/consumption/sources' },
    source: { text: facility ? facilityText(facility) : source.facility, field: '/consumption/facilities' },
    ranges: source.serials,
    unit: 'MWh',
  };
}
