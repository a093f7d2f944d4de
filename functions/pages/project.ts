/** The page of a project: facts, publication with the public's comments, reports and batches. */
import * as z from 'zod';
import { ProjectId } from '../../shared/base/field.ts';
import { keyOf, organizationEntity, projectEntity } from '../../shared/ledger/entity.ts';
import { methodologyOf } from '../../shared/sinks/methodology.ts';
import { publishedDesign } from '../../shared/sinks/publication.ts';
import { standardRow } from '../../shared/sinks/standard.ts';
import type { ProjectState, ReportState } from '../../shared/sinks/states.ts';
import { categoryNames, projectStatuses, reportStatuses } from '../../shared/terms.ts';
import { instrumentRow } from '../../shared/units/instrument.ts';
import type { BatchState } from '../../shared/units/states.ts';
import { requireEntity } from '../http/require-entity.ts';
import { batchesList, reportsList } from '../ledger/keys.ts';
import { todayOf, type World } from '../ledger/ledger-world.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { commentHere, commentsSection } from './comments.ts';
import { type Html, html, type Part } from './html.ts';
import { amount, both, type Fact, facts, link, linkTo, page, section, table, theirs } from './page.ts';
import { howToVerify, inTheLog, organizationLink, ROWS_MAX } from './parts.ts';

export const projectPage = page({
  summary: '项目页 The page of a project, for people: its publication, comments, reports and batches',
  path: z.strictObject({ id: ProjectId }),
  uncached: true,
  show: async ({ path: { id } }, world) => {
    const { reads } = world;
    const { state, commit } = await requireEntity(reads, projectEntity(id));
    const [about, reports, batches, comments] = await Promise.all([
      factsOf(reads, state),
      reportsTable(reads, id),
      batchesTable(reads, id),
      commentsSection(reads, id, state.comments ?? 0),
    ]);
    return {
      kind: { zh: '项目', en: 'Project' },
      title: state.name,
      id,
      status: projectStatuses[state.status],
      body: html`${facts(about)}
${publication(id, state, world)}
${comments}
${section('减排量核算报告', 'Monitoring reports', reports)}
${section('批次', 'Batches', batches)}
${howToVerify(undefined)}
${await inTheLog(reads, [state.registered, commit])}`,
    };
  },
});

async function factsOf(reads: LedgerReads, state: ProjectState): Promise<Fact[]> {
  const { standard, methodology, category, developer, code, origin, areaSquareMetres, design } = state;
  const { type, country, legacy, issued, facility, parcels, excess, uncovered } = state;
  const organizations = [developer, ...(design ? [design.validator] : [])];
  const known = await reads.entities(organizations.map(organizationEntity));
  const named = methodologyOf(methodology)?.name;
  return [
    ['标准', 'Standard', both(standardRow(standard).name)],
    ['方法学', 'Methodology', html`${theirs(methodology)}${named === undefined ? undefined : ` ${named}`}`],
    ['类别', 'Category', category ? both(categoryNames[category]) : type && theirs(type)],
    ['开发主体', 'Developer', organizationLink(known, developer)],
    ['登记编号', 'Code', code === undefined ? undefined : theirs(code)],
    [
      '来源登记簿',
      'Other registry',
      origin && theirs(`${origin.source} ${origin.code} ${origin.status ?? ''}`),
    ],
    ['国家或地区', 'Country or area', country === undefined ? undefined : theirs(country)],
    ['面积', 'Area', areaSquareMetres && amount(areaSquareMetres, 'm²')],
    ['地块数', 'Parcels', parcels?.length],
    ['电站', 'Facility', facility && linkTo('facilities', facility)],
    ['审定机构', 'Validator', design && organizationLink(known, design.validator)],
    ['计入期', 'Crediting period', design && `${design.crediting.from} – ${design.crediting.to}`],
    ['已签发', 'Issued', amount(issued, 'tCO2e')],
    ['多签发待取消', 'Issued in excess, to be cancelled', excess && amount(excess, 'tCO2e')],
    ['逆转未补足', 'Reversed and not covered', uncovered && amount(uncovered, 'tCO2e')],
    [
      '按旧方法学导入',
      'Imported under a former methodology',
      legacy ? both({ zh: '是', en: 'yes' }) : undefined,
    ],
  ];
}

/** The published design: until when, the file while it is public, the land. */
function publication(id: string, state: ProjectState, world: World): Part {
  const { design } = state;
  if (!design) return undefined;
  const published = publishedDesign(state, todayOf(world));
  // Whoever has a code is registered: the papers are open for good, and comments are over.
  const isDiscussed = published?.open === true && state.code === undefined;
  return section(
    '设计文件公示',
    'Publication of the design',
    facts([
      [
        '公示期（首尾两日在内）',
        'Days of publication, both included',
        `${design.comments.from} – ${design.comments.to}`,
      ],
      [
        '设计文件',
        'Design document',
        published?.open
          ? link(`/v1/projects/${id}/design`, both({ zh: '下载', en: 'Download' }))
          : both({ zh: '现不公开', en: 'Not public now' }),
      ],
      commentHere(`/projects/${id}`, isDiscussed),
      ['文件摘要', 'Digest of the file', html`<code>${design.document}</code>`],
      ['项目边界', 'Boundary', link(`/log/boundary/${design.boundary}`, 'GeoJSON')],
      ['开工日', 'Started on', design.startedOn],
    ]),
  );
}

async function reportsTable(reads: LedgerReads, project: string): Promise<Html> {
  const { items } = await reads.list<ReportState>(reportsList(project), ROWS_MAX);
  const heads = [
    { zh: '核算期', en: 'Period' },
    { zh: '状态', en: 'Status' },
    { zh: '报告', en: 'Report' },
  ];
  const rows = items.map(({ entity, state }) => [
    `${state.period.from} – ${state.period.to}`,
    both(reportStatuses[state.status]),
    linkTo('monitoring-reports', keyOf(entity)),
  ]);
  return html`${rows.length > 0 ? table(heads, rows) : none()}${all(`/v1/projects/${project}/monitoring-reports`, items.length)}`;
}

async function batchesTable(reads: LedgerReads, project: string): Promise<Html> {
  const { items } = await reads.list<BatchState>(batchesList(project), ROWS_MAX);
  const heads = [
    { zh: '年份', en: 'Vintage' },
    { zh: '数量', en: 'Quantity' },
    { zh: '批次', en: 'Batch' },
  ];
  const rows = items.map(({ entity, state }) => [
    state.vintage,
    amount(state.issued, instrumentRow(state.instrument).unit),
    linkTo('batches', keyOf(entity)),
  ]);
  return html`${rows.length > 0 ? table(heads, rows) : none()}${all(`/v1/projects/${project}/batches`, items.length)}`;
}

const none = () => html`<p>${both({ zh: '暂无', en: 'None yet' })}</p>`;

const all = (path: string, shown: number): Part =>
  shown < ROWS_MAX
    ? undefined
    : html`<p>${link(path, both({ zh: '全部（JSON）', en: 'All of them (JSON)' }))}</p>`;
