/** The page of a monitoring report: what is claimed and verified, and its days of publication. */
import * as z from 'zod';
import { ReportId } from '../../shared/base/field.ts';
import { organizationEntity, projectEntity, read, reportEntity } from '../../shared/ledger/entity.ts';
import { publishedReport } from '../../shared/sinks/publication.ts';
import { reportStatuses } from '../../shared/terms.ts';
import { requireEntity } from '../http/require-entity.ts';
import { todayOf } from '../ledger/ledger-world.ts';
import { commentHere, commentsSection } from './comments.ts';
import { html } from './html.ts';
import { both, facts, link, linkTo, page, section, table } from './page.ts';
import { howToVerify, inTheLog, organizationLink } from './parts.ts';

const HEADS = [
  { zh: '年份', en: 'Vintage' },
  { zh: '减排量 kgCO2e', en: 'Amount, kgCO2e' },
  { zh: '可签发 tCO2e', en: 'To be issued, tCO2e' },
  { zh: '其中缓冲', en: 'Of it, buffer' },
  { zh: '已签发', en: 'Issued' },
];

export const reportPage = page({
  summary: '减排量核算报告页 The page of a monitoring report, for people',
  path: z.strictObject({ id: ReportId }),
  uncached: true,
  show: async ({ path: { id } }, world) => {
    const { reads } = world;
    const { state, commit } = await requireEntity(reads, reportEntity(id));
    const { project, period, window, verifier, vintages, status } = state;
    const known = await reads.entities([
      projectEntity(project),
      ...(verifier === undefined ? [] : [organizationEntity(verifier)]),
    ]);
    const name = read(known, projectEntity(project))?.state.name ?? project;
    const rows = vintages.map(({ vintage, kilograms, tonnes, buffer, issued }) => [
      vintage,
      ...[kilograms, tonnes, buffer, issued].map((each) => each.toLocaleString('en-US')),
    ]);
    const { open } = publishedReport(state, todayOf(world));
    return {
      kind: { zh: '减排量核算报告', en: 'Monitoring report' },
      title: `${name} ${period.from} – ${period.to}`,
      id,
      status: reportStatuses[status],
      body: html`${facts([
        ['项目', 'Project', linkTo('projects', project, name)],
        ['核算期', 'Period', `${period.from} – ${period.to}`],
        [
          '公示期（首尾两日在内）',
          'Days of publication, both included',
          window && `${window.from} – ${window.to}`,
        ],
        [
          '报告文件',
          'Document',
          open
            ? link(`/v1/monitoring-reports/${id}/document`, both({ zh: '下载', en: 'Download' }))
            : both({ zh: '现不公开', en: 'Not public now' }),
        ],
        commentHere(`/projects/${project}/reports/${id}`, open && status === 'submitted'),
        ['核查机构', 'Verifier', verifier && organizationLink(known, verifier)],
      ])}
${section('各年减排量', 'Amounts by year', table(HEADS, rows))}
${await commentsSection(reads, id, state.comments ?? 0)}
${howToVerify(undefined)}
${await inTheLog(reads, [commit])}`,
    };
  },
});
