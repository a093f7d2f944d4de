/**
 * What the demo leaves on disk, made and checked by the command line tool as anyone would: certificates as
 * PDF and as a Verifiable Credential, lists as workbooks, the project in CAD Trust's tables and as CDOP's
 * documents, the green certificates in EnergyTag's and I-REC's columns, the log as a folder and as Parquet.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { instancesFolder } from '../../../events/cli/instance.ts';
import { answerOf, vkeyOf } from './command.ts';
import { megawattHours } from './power/plant.ts';
import type { Actor, Demo } from './registry.ts';

/** Replaced by each demo. */
const LEFT = join(instancesFolder, 'demo');
const VKEY = join(LEFT, 'log.vkey');
/** How an audit says that it found nothing. */
const CLEAN = '无违规';
const REPOSITORY = join(instancesFolder, '..');

const Chain = z.object({
  nodes: z.array(
    z.object({ id: z.string(), kind: z.string(), about: z.object({ unit: z.string().optional() }) }),
  ),
});

/** What is certified, and whose lists are left. */
export interface Certified {
  claim: string;
  /** Of the land, and an issuance to it. */
  project: string;
  batch: string;
  statement: string;
  /** Whose statement that is; it has retired units. */
  enterprise: Actor;
  /** Who holds units. */
  holder: Actor;
  generator: Actor;
  /** By whom projects are validated and reports verified. */
  bodies: readonly Actor[];
}

/**
 * Names in CAD Trust's picklists of verification bodies. Those of the demo are made up and in no such list,
 * so each is written as one that is.
 */
const LISTED_BODIES = ['China Quality Certification Center', 'China Certification Center Inc.'];

/** CDOP requires one, and the registry has none. */
const DESCRIPTION = '在赤峰市敖汉旗的退化土地上造林，按核证自愿减排量方法学监测碳汇（示例）。';

/** Whether all of it is left, and what can be checked is proven. */
export async function leave(demo: Demo, certified: Certified): Promise<boolean> {
  demo.chapter('留下的文件，逐一核验 · What stays on disk, each checked');
  await demo.settled();
  await rm(LEFT, { recursive: true, force: true });
  await mkdir(LEFT, { recursive: true });
  await writeFile(VKEY, `${await vkeyOf(demo.registry.url)}\n`);
  const done = [
    ...(await certificates(demo, certified)),
    ...(await workbooks(demo, certified)),
    await tables(demo, certified.bodies),
    await documents(demo, certified.project),
    ...(await greenCertificates(demo)),
    ...(await log(demo)),
  ];
  return done.every(Boolean);
}

/** Each proven by what is in the file and the log's key alone; of a PDF, the page too. */
async function certificates(
  demo: Demo,
  { claim, batch, statement, enterprise }: Certified,
): Promise<boolean[]> {
  const { nodes } = await demo.readOpenly(`/v1/claims/${claim}/chain?limit=200`, Chain);
  const retirement = nodes.find(({ kind, about }) => kind === 'retirement' && about.unit === 'tCO2e')?.id;
  const files = [
    ['retirement.pdf', `/v1/retirements/${retirement}/certificate.pdf`],
    ['claim.pdf', `/v1/claims/${claim}/certificate.pdf`],
    ['issuance.pdf', `/v1/batches/${batch}/certificate.pdf`],
    ['green-power.pdf', `/v1/emission-statements/${statement}/green-power-certificate.pdf`],
    ['retirement.json', `/v1/retirements/${retirement}/certificate.json`],
    ['retirement.credential.json', `/v1/retirements/${retirement}/credential.json`],
  ] as const;
  const proven: boolean[] = [];
  for (const [name, path] of files) {
    const headers = { authorization: `Bearer ${await enterprise.token()}` };
    const answer = await fetch(demo.registry.url + path, { headers });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    const file = join(LEFT, name);
    await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
    proven.push(await tell(demo, ['verify', file, '--vkey', VKEY]));
  }
  return proven;
}

async function workbooks(demo: Demo, { enterprise, holder, generator }: Certified): Promise<boolean[]> {
  const lists = [
    ['holdings', holder],
    ['retirements', enterprise],
    ['statements', enterprise],
    ['settlements', generator],
  ] as const;
  const written: boolean[] = [];
  for (const [list, by] of lists)
    written.push(
      await tell(demo, ['export', list, '--format', 'xlsx', '-o', join(LEFT, `${list}.xlsx`)], by),
    );
  return written;
}

async function tables(demo: Demo, bodies: readonly Actor[]): Promise<boolean> {
  const file = join(LEFT, 'cadt-bodies.json');
  const names = bodies.map(({ name }, at) => [name, LISTED_BODIES[at]]);
  await writeFile(file, JSON.stringify(Object.fromEntries(names), null, 2));
  return tell(demo, ['export', 'cadt', '--bodies', file, '-o', join(LEFT, 'cadt')], demo.operator);
}

async function documents(demo: Demo, project: string): Promise<boolean> {
  const file = join(LEFT, 'cdop-descriptions.json');
  await writeFile(file, JSON.stringify({ [project]: DESCRIPTION }, null, 2));
  return tell(demo, ['export', 'cdop', '--descriptions', file, '-o', join(LEFT, 'cdop')], demo.operator);
}

/** In the columns of others, whose sums must agree: blocks with issuances, and used ones with redemptions. */
async function greenCertificates(demo: Demo): Promise<boolean[]> {
  const files = [
    ['energytag.csv', ['--format', 'energytag']],
    ['irec-issuances.csv', ['--format', 'irec']],
    ['irec-redemptions.csv', ['--format', 'irec', '--table', 'redemptions']],
  ] as const;
  const written: boolean[] = [];
  for (const [name, args] of files)
    written.push(
      await tell(demo, ['export', 'certificates', ...args, '-o', join(LEFT, name)], demo.operator),
    );
  if (!written.every(Boolean)) return written;
  const bundles = await rowsOf('energytag.csv');
  const cancelled = bundles.filter((row) => row.certificate_bundle_status === 'Cancelled');
  const issued = sumOf(await rowsOf('irec-issuances.csv'), 'Volume Issued');
  const redeemed = sumOf(await rowsOf('irec-redemptions.csv'), 'Volume Redeemed');
  return [
    agree(demo, 'EnergyTag 各号段', sumOf(bundles, 'bundle_quantity'), 'I-REC 各次核发', issued),
    agree(demo, 'EnergyTag 已注销', sumOf(cancelled, 'bundle_quantity'), 'I-REC 各次注销', redeemed),
  ];
}

type Row = Readonly<Record<string, string>>;

const rowsOf = async (name: string): Promise<Row[]> =>
  parse(await readFile(join(LEFT, name)), { columns: true });

const sumOf = (rows: readonly Row[], column: string): number =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);

function agree(demo: Demo, one: string, sum: number, other: string, otherSum: number): boolean {
  const same = sum === otherSum && sum > 0;
  demo.add(`${one} ${megawattHours(sum)} ${same ? '=' : '≠'} ${other} ${megawattHours(otherSum)}`);
  return same;
}

/** As a folder, which is audited as of the demo's time, and from that as Parquet. */
async function log(demo: Demo): Promise<boolean[]> {
  const folder = join(LEFT, 'log');
  const parquet = join(LEFT, 'log.parquet');
  const now = demo.now().toISOString();
  return [
    await tell(demo, ['export', 'log', demo.registry.url, '--vkey', VKEY, '-o', folder]),
    await tell(demo, ['audit', folder, '--vkey', VKEY, '--now', now]),
    await tell(demo, ['export', 'log', folder, '--vkey', VKEY, '--format', 'parquet', '-o', parquet]),
  ];
}

/**
 * Runs the tool, and prints the command and the line of its answer that says how it ended; all of it, if not
 * well.
 */
async function tell(demo: Demo, args: readonly string[], by?: Actor): Promise<boolean> {
  const all = by ? [...args, '--url', demo.registry.url] : args;
  const { ok, text } = await answerOf([...all, '--lang', 'zh'], await by?.token());
  const named = all.map((each) => (each.startsWith(LEFT) ? relative(REPOSITORY, each) : each));
  console.log(`  npx lvzhang ${named.join(' ')}`);
  const folder = relative(REPOSITORY, LEFT);
  const lines = text.replaceAll(LEFT, folder).split('\n');
  const said = lines.find((line) => line === CLEAN || line.startsWith(folder)) ?? lines[0] ?? '';
  for (const line of ok ? [said] : ['≠', ...lines]) if (line) demo.add(line);
  return ok;
}
