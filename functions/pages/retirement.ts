/** The page of a retirement: what the certificate says, for people. */
import * as z from 'zod';
import { CommitId } from '../../shared/base/field.ts';
import { serialsOf } from '../../shared/units/block.ts';
import { purposes, unitOfPurpose } from '../../shared/units/purpose.ts';
import { requireRetirement } from '../evidence/require.ts';
import { html } from './html.ts';
import { amount, both, chinaTime, facts, link, linkTo, page, section, theirs } from './page.ts';
import { howToVerify, inTheLog, ownerLink, serialsTable } from './parts.ts';

export const retirementPage = page({
  summary: '注销页 The page of a retirement, for people',
  path: z.strictObject({ id: CommitId }),
  show: async ({ path: { id } }, { reads }) => {
    const { event } = await requireRetirement(reads, id);
    const { account, quantity, items, beneficiary, reason, purpose } = event.facts;
    const { consumptionYear, foreign, covers, imported } = event.facts;
    const certificate = `/v1/retirements/${id}/certificate.json`;
    return {
      kind: { zh: '注销', en: 'Retirement' },
      title: `${amount(quantity, unitOfPurpose(purpose))} · ${beneficiary}`,
      id,
      status: { zh: '已注销，不可再用', en: 'Retired for good' },
      body: html`${facts([
        ['数量', 'Quantity', amount(quantity, unitOfPurpose(purpose))],
        ['受益方', 'Beneficiary', theirs(beneficiary)],
        ['事由', 'Reason', theirs(reason)],
        ['用途', 'Purpose', both(purposes[purpose])],
        ['消费年度', 'Year of consumption', consumptionYear],
        ['时间', 'Time', chinaTime(event.at)],
        ['账户', 'From the account', await ownerLink(reads, account)],
        [
          '来源登记簿注销日',
          'Retired in the other registry on',
          imported ? (foreign?.retiredOn ?? both({ zh: '未载明', en: 'not stated' })) : undefined,
        ],
        [
          '来源登记簿说明',
          'Details there',
          foreign?.details === undefined ? undefined : theirs(foreign.details),
        ],
        ['为此排放声明', 'For the statement', covers && linkTo('emission-statements', covers.statement)],
      ])}
${section('序号', 'Serials', serialsTable(serialsOf(items)))}
${section('证书', 'Certificate', html`<ul><li>${link(certificate, 'JSON')}</li><li>${link(`/v1/retirements/${id}/proof`, 'tlog-proof')}</li></ul>`)}
${howToVerify({ path: certificate, name: `retirement-${id}.json` })}
${await inTheLog(reads, [id])}`,
    };
  },
});
