/** The page of a batch: what was issued, and who has which serials in which status. */
import * as z from 'zod';
import { BatchId, QUANTITY_MAX } from '../../shared/base/field.ts';
import { batchEntity } from '../../shared/ledger/entity.ts';
import { validThrough } from '../../shared/power/expiry.ts';
import { energyNames } from '../../shared/power/technology.ts';
import { blockStatuses } from '../../shared/terms.ts';
import { instruments } from '../../shared/units/instrument.ts';
import type { BatchState, BlockState } from '../../shared/units/states.ts';
import { notFound, requireEntity } from '../http/require-entity.ts';
import { wholeParameter } from '../http/whole-parameter.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { html } from './html.ts';
import { amount, both, type Fact, facts, link, page, section, table, theirs } from './page.ts';
import { howToVerify, inTheLog, originLink, ROWS_MAX } from './parts.ts';

export const batchPage = page({
  summary: '批次页 The page of a batch, for people; with serial, of the block that has it',
  path: z.strictObject({ id: BatchId }),
  query: z.strictObject({
    serial: wholeParameter(QUANTITY_MAX).optional(),
    cursor: z.string().min(1).max(2000).optional(),
  }),
  show: async ({ path: { id }, query: { serial, cursor } }, { reads }) => {
    const { state, commit } = await requireEntity(reads, batchEntity(id));
    const { name, unit } = instruments[state.instrument];
    const { blocks, next } = await blocksShown(reads, id, serial, cursor);
    const further = next === undefined ? undefined : `/p/batches/${id}?cursor=${encodeURIComponent(next)}`;
    return {
      kind: { zh: '批次', en: 'Batch' },
      title: `${name.zh} ${state.vintage} · ${amount(state.issued, unit)}`,
      id,
      body: html`${facts(await factsOf(reads, state))}
${section(
  serial === undefined ? '号段' : `序号 ${serial} 所在号段`,
  serial === undefined ? 'Blocks' : `The block with serial ${serial}`,
  blocksTable(blocks),
  further && html`<p>${link(further, both({ zh: '后续号段', en: 'Further blocks' }))}</p>`,
  serial === undefined
    ? undefined
    : html`<p>${link(`/v1/units/${id}/${serial}/provenance`, both({ zh: '溯源', en: 'Provenance' }))} · ${link(`/p/batches/${id}`, both({ zh: '全部号段', en: 'All blocks' }))}</p>`,
)}
${howToVerify({ path: `/v1/batches/${id}/certificate.json`, name: `issuance-${id}.json` })}
${await inTheLog(reads, [commit])}`,
    };
  },
});

async function blocksShown(
  reads: LedgerReads,
  id: string,
  serial: number | undefined,
  cursor: string | undefined,
): Promise<{ blocks: BlockState[]; next?: string }> {
  if (serial !== undefined) {
    const found = await reads.blocksCovering(id, serial, serial, 1);
    if (found.length === 0) throw notFound(`${id}/${serial}`, 'serial');
    return { blocks: found.map(({ state }) => state) };
  }
  const { items, next } = await reads.blocksOfBatch(id, ROWS_MAX, cursor);
  return { blocks: items.map(({ state }) => state), ...(next !== undefined && { next }) };
}

async function factsOf(reads: LedgerReads, state: BatchState): Promise<Fact[]> {
  const { instrument, vintage, issued, energy, generated, code, foreign, imported, report } = state;
  const { name, unit } = instruments[instrument];
  return [
    ['种类', 'Instrument', both(name)],
    ['签发数量', 'Issued', amount(issued, unit)],
    ['年份', 'Vintage', vintage],
    ['来源', 'From', await originLink(reads, state)],
    ['核算报告', 'Monitoring report', report && link(`/p/monitoring-reports/${report}`, report)],
    ['电量类型', 'Kind of energy', energy && both(energyNames[energy])],
    ['发电期间', 'Generated', generated && `${generated.from} – ${generated.to}`],
    ['有效期至', 'Valid through', validThrough(state)],
    ['首张证书编码', 'Code of the first certificate', code === undefined ? undefined : theirs(code)],
    [
      '来源登记簿序号',
      'Serial in the other registry',
      foreign?.serial === undefined ? undefined : theirs(foreign.serial),
    ],
    ['来源登记簿签发日', 'Issued there on', foreign?.issuedOn],
    ['导入', 'Imported', imported ? both({ zh: '是', en: 'yes' }) : undefined],
  ];
}

const HEADS = [
  { zh: '序号', en: 'Serials' },
  { zh: '数量', en: 'Quantity' },
  { zh: '状态', en: 'Status' },
  { zh: '账户', en: 'Account' },
  { zh: '最近变动', en: 'Last change' },
];

const blocksTable = (blocks: readonly BlockState[]) =>
  table(
    HEADS,
    blocks.map(({ batch, from, to, status, account, since }) => [
      link(`/v1/units/${batch}/${from}/provenance`, `${from}–${to}`),
      (to - from + 1).toLocaleString('en-US'),
      both(blockStatuses[status]),
      html`<code>${account}</code>`,
      link(`/v1/commits/${since}`, both({ zh: '提交', en: 'commit' })),
    ]),
  );
