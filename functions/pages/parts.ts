/** Parts that several pages have: serials, where a fact stands in the log, how to check it. */
import {
  accountEntity,
  type EntityId,
  facilityEntity,
  organizationEntity,
  projectEntity,
  read,
} from '../../shared/ledger/entity.ts';
import type { SerialRange } from '../../shared/units/states.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import type { StoredEntities } from '../ledger/stored.ts';
import { type Html, html, type Part } from './html.ts';
import { both, link, linkTo, section, table, theirs } from './page.ts';

/** Rows that a page shows of a list; the API has the rest. */
export const ROWS_MAX = 50;

/** Ranges of serials, each with the history of its first one. */
export function serialsTable(ranges: readonly SerialRange[]): Html {
  const heads = [
    { zh: '批次', en: 'Batch' },
    { zh: '序号', en: 'Serials' },
    { zh: '数量', en: 'Quantity' },
    { zh: '溯源', en: 'Provenance' },
  ];
  const rows = ranges
    .slice(0, ROWS_MAX)
    .map(({ batch, from, to }) => [
      linkTo('batches', batch),
      `${from}–${to}`,
      (to - from + 1).toLocaleString('en-US'),
      link(`/v1/units/${batch}/${from}/provenance`, 'JSON'),
    ]);
  return html`${table(heads, rows)}${more(ranges.length)}`;
}

/** What is told where a list is longer than the page shows. */
const more = (total: number): Part =>
  total > ROWS_MAX
    ? html`<p>${both({ zh: `仅列前 ${ROWS_MAX} 项，共 ${total} 项`, en: `The first ${ROWS_MAX} of ${total}` })}</p>`
    : undefined;

/** What the log has of a commit, and the proof of it. */
export async function inTheLog(reads: LedgerReads, commits: readonly string[]): Promise<Html> {
  const ids = [...new Set(commits)];
  const records = new Map((await reads.commits(ids, 'id, seq')).map((record) => [record.id, record]));
  const rows = ids.map((id) => {
    const index = records.get(id)?.seq;
    return [
      html`<code>${id}</code>`,
      index === undefined ? both({ zh: '60 秒内进入日志', en: 'within 60 s' }) : index,
      html`${link(`/v1/commits/${id}`, 'JSON')} · ${link(`/v1/commits/${id}/proof`, 'tlog-proof')}`,
    ];
  });
  const heads = [
    { zh: '提交', en: 'Commit' },
    { zh: '日志序号', en: 'Index' },
    { zh: '叶与证明', en: 'Leaf and proof' },
  ];
  return section(
    '日志',
    'In the log',
    table(heads, rows),
    html`<p>${link('/log/checkpoint', 'checkpoint')} · ${link('/log/vkey', 'vkey')}</p>`,
  );
}

/** How a reader checks a file of this registry on a machine of its own. */
export function howToVerify(file: { path: string; name: string } | undefined): Html {
  const check = file
    ? html`<p>${both({ zh: '下载', en: 'Download' })} ${link(file.path, file.name)} · ${link(file.path.replace(/json$/, 'pdf'), file.name.replace(/json$/, 'pdf'))}</p>
<pre><code>npx lvzhang verify ${file.name} --vkey vkey.txt</code></pre>`
    : undefined;
  return section(
    '如何核验',
    'How to verify',
    check,
    html`<p>${both({
      zh: '全部日志可离线审计，无需信任登记机构：',
      en: 'The whole log can be audited offline, without trusting the registry:',
    })}</p><pre><code>npx lvzhang audit https://… --vkey vkey.txt</code></pre>
<p>${both({
      zh: 'vkey.txt 中为日志的验证公钥。本登记簿给出的公钥（见下“日志”）须与从别处取得的一致，如登记机构另行公布的、见证方或审计方所持的；公钥若只取自登记簿，即仍须信任它。',
      en: 'vkey.txt holds the log’s verifier key. What this registry says it is (below, under the log) has to be the same as what you have from elsewhere: published apart by the operator, or held by a witness or an auditor. With a key from the registry alone you still trust the registry.',
    })}</p>`,
  );
}

/** The organization's name, with its page. */
export function organizationLink(known: StoredEntities, id: string): Html {
  return linkTo('organizations', id, read(known, organizationEntity(id))?.state.name ?? id);
}

/** The organization that owns an account, with its page; the account alone where it is nobody's. */
export async function ownerLink(reads: LedgerReads, account: string): Promise<Html> {
  const found = await reads.entities([accountEntity(account)]);
  const owner = read(found, accountEntity(account))?.state.organization;
  if (owner === undefined) return theirs(account);
  return html`${organizationLink(await reads.entities([organizationEntity(owner)]), owner)} <code>${account}</code>`;
}

/** The project or the facility that units come from, with its page. */
export async function originLink(
  reads: LedgerReads,
  { project, facility }: { project?: string; facility?: string },
): Promise<Part> {
  const id: EntityId | undefined =
    project !== undefined
      ? projectEntity(project)
      : facility !== undefined
        ? facilityEntity(facility)
        : undefined;
  if (id === undefined) return undefined;
  const found = await reads.entities([id]);
  if (project !== undefined)
    return linkTo('projects', project, read(found, projectEntity(project))?.state.name ?? project);
  const name = facility === undefined ? undefined : read(found, facilityEntity(facility))?.state.name;
  return linkTo('facilities', facility ?? '', name ?? facility ?? '');
}
