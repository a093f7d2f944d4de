/** Imports tell who is registered under a like name, where the file names the organization. */
import { expect, it } from 'vitest';
import type * as z from 'zod';
import { ApiClient } from '../../events/cli/api-client.ts';
import { readPowerFiles } from '../../events/cli/import/power-files.ts';
import { PowerOrganizations } from '../../events/cli/import/power-organizations.ts';
import { PROJECT_COLUMNS, readSinkFiles, VINTAGE_COLUMNS } from '../../events/cli/import/sink-files.ts';
import { Findings, formatFinding } from '../../events/exchange/findings.ts';
import { SinkImport } from '../../events/exchange/import/sink-import.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';

const DETAIL = 'o-1 is registered under the same name but for width';

/** A registry that has everybody with a bracket in the name under a like one already. */
class Registry extends ApiClient {
  constructor() {
    super({ url: 'http://registry', token: async () => '' });
  }
  override async post<T>(path: string, _key: string, body: object | undefined, reply: z.ZodType<T>) {
    const { name } = body as { name: string };
    const warned = path === '/v1/organizations' && /[()（）]/.test(name);
    const warnings = warned
      ? [{ type: 'organization-alike', organization: 'o-1', detail: DETAIL }]
      : undefined;
    const project = { standard: 'VCS', methodology: 'VM0047', developer: 'o-2', issued: 0 };
    return reply.parse({ id: 'o-2', account: 'a-2', name, ...project, warnings });
  }
  override async *list<T>(): AsyncGenerator<T> {}
}

function reading() {
  const said: string[] = [];
  return { said, findings: new Findings((finding) => said.push(formatFinding(finding, 'en'))) };
}
const fileOf = (name: string, ...lines: string[]) => ({ name, bytes: toUtf8(lines.join('\n')) });

it('of projects, at the developer', async () => {
  const { said, findings } = reading();
  const rowOf = (code: string) =>
    `${code},造林,VCS,Forest,Afforestation,VM0047,林业（集团）,Registered,0,0,0,0`;
  const projects = fileOf('p.csv', PROJECT_COLUMNS.join(','), rowOf('VCS1'), rowOf('VCS2'));
  const { projects: read } = readSinkFiles(projects, fileOf('v.csv', VINTAGE_COLUMNS.join(',')), findings);
  const before = said.length;
  const run = new SinkImport(new Registry(), 'VROD', findings, () => {});
  for (const project of read) await run.run(project);
  expect(said.slice(before)).toEqual([`p.csv:2:41: warning: ${DETAIL}`]);
});

it('of power contracts, where each is named first', async () => {
  const { said, findings } = reading();
  const contracts = readPowerFiles(
    fileOf(
      'c.csv',
      'contract,seller,energy_source,contract_date,delivery_date,period_start,period_end,volume_mwh',
      'SP-1,卖方(甲),wind,2022-02-07,2022-05-30,2021-04-01,2021-06-30,25',
    ),
    fileOf(
      'e.csv',
      'certificate,contract,generator,energy_source,generation_start,generation_end,volume_kwh,beneficiary',
      'SP-1-1,SP-1,龙里(风电),wind,2021-04-01,2021-06-30,16000,某用户',
      'SP-1-2,SP-1,龙里(风电),wind,2021-04-01,2021-06-30,9000,用户（乙）',
    ),
    findings,
  );
  const organizations = new PowerOrganizations(new Registry(), 'registry', findings, contracts);
  for (const name of [...organizations.names, ...organizations.names]) await organizations.holder(name);
  expect(said.sort()).toEqual([
    `c.csv:2:6: warning: ${DETAIL}`,
    `e.csv:2:13: warning: ${DETAIL}`,
    `e.csv:3:52: warning: ${DETAIL}`,
  ]);
});
