/**
 * A row that says "retired" comes in as a whole or not at all: nothing is issued of one
 * that can't be retired.
 */
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { ApiClient } from '../../events/cli/api-client.ts';
import { readPowerFiles } from '../../events/cli/import/power-files.ts';
import { PowerImport } from '../../events/cli/import/power-import.ts';
import { readSinkFiles } from '../../events/cli/import/sink-files.ts';
import { Findings, formatFinding } from '../../events/exchange/findings.ts';
import { retirementFault } from '../../events/exchange/import/recordable.ts';
import { SinkImport } from '../../events/exchange/import/sink-import.ts';
import { amountsOf } from '../../events/exchange/import/sink-registry.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';

/** Answers as a registry would that refuses nothing, and keeps what it was sent. */
class Yielding extends ApiClient {
  readonly sent: string[] = [];
  readonly lists: Record<string, object[]> = {};
  constructor() {
    super({ url: 'http://registry.invalid', token: async () => '' });
  }
  override async get<T>(_path: string, reply: z.ZodType<T>): Promise<T> {
    return reply.parse({ id: 'b-1', vintage: 2015, issued: 10, imported: true });
  }
  override async *list<T>(path: string, item: z.ZodType<T>): AsyncGenerator<T> {
    for (const each of this.lists[path] ?? []) yield item.parse(each);
  }
  override async post<T>(path: string, _key: string, body: object, reply: z.ZodType<T>): Promise<T> {
    this.sent.push(path);
    const made = {
      id: 'x-1',
      account: 'a-1',
      issued: 0,
      delivered: 0,
      imported: true,
      ...body,
      developer: 'o-1',
    };
    return reply.parse({ ...made, ...(path.endsWith('/issuances') && { issued: 10 }) });
  }
}

const PROJECTS =
  'project_id,name,standard,scope,type,methodology,developer,status,estimated_annual_tco2e,total_issued,total_retired,total_remaining';
const VINTAGES = 'project_id,vintage,issued,retired,remaining,issued_on,serial,beneficiary,retired_on,reason';

const file = (name: string, ...lines: string[]) => ({ name, bytes: toUtf8(lines.join('\n')) });

async function imported(vintage: string, { code = 'VCS1', source = 'Elsewhere' } = {}) {
  const said: string[] = [];
  const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
  const project = `${code},Forest,VCS,Forestry & Land Use,Improved Forest Management,VM0010,Dev,Registered,1,10,10,0`;
  const files = readSinkFiles(file('p.csv', PROJECTS, project), file('v.csv', VINTAGES, vintage), findings);
  const client = new Yielding();
  const sinks = new SinkImport(client, source, findings, () => undefined);
  for (const each of files.projects) await sinks.run(each);
  return { said, units: client.sent.filter((path) => /issuances|retirements/.test(path)) };
}

describe('a row that says "retired"', () => {
  it('is issued and retired', async () => {
    const { said, units } = await imported('VCS1,2015,10,10,0,2016-01-01,,Example Ltd,2018-05-06,Flights');
    expect([said, units]).toEqual([[], ['/v1/projects/x-1/issuances', '/v1/retirements']]);
  });

  it.each<[string, string, string]>([
    ['on a day to come', 'VCS1,2015,10,10,0,,,,2099-05-01,', 'The day of retirement elsewhere has not come'],
    [
      'for a beneficiary with too long a name',
      `VCS1,2015,10,10,0,,,${'b'.repeat(201)},2018-05-06,`,
      '200 characters at most',
    ],
    [
      'for too long a reason',
      `VCS1,2015,10,10,0,,,B,2018-05-06,${'r'.repeat(501)}`,
      '500 characters at most',
    ],
    ['for somebody with a telephone', 'VCS1,2015,10,10,0,,,Li 13812345678,2018-05-06,', 'a mobile number'],
  ])('%s is not issued either', async (_what, vintage, expected) => {
    const { said, units } = await imported(vintage);
    expect(units).toEqual([]);
    expect(said).toEqual([expect.stringContaining(expected)]);
  });

  it('and would carry personal data in the reason that is put for it, is not issued either', async () => {
    const { said, units } = await imported('13812345678,2015,10,10,0,,,,,', { code: '13812345678' });
    expect(units).toEqual([]);
    expect(said).toEqual([expect.stringContaining('a mobile number')]);
  });

  it.each([
    ['a day of retirement', 'VCS1,2015,10,0,10,,,,2018-05-06,'],
    ['a beneficiary', 'VCS1,2015,10,0,10,,,Example Ltd,,'],
  ])('with %s and of nothing retired is neither', async (_what, vintage) => {
    const { said, units } = await imported(vintage);
    expect(units).toEqual([]);
    expect(said).toEqual([expect.stringContaining('retired is 0')]);
  });
});

describe('a certificate', () => {
  it('whose number looks like personal data in the reason of its retirement is not issued', async () => {
    const contracts =
      'contract,seller,energy_source,contract_date,delivery_date,period_start,period_end,volume_mwh';
    const certificates =
      'certificate,contract,generator,energy_source,generation_start,generation_end,volume_kwh,beneficiary';
    const said: string[] = [];
    const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
    const of = 'SP-1,Plant,wind,2021-04-01,2021-06-30,1000,f01';
    const read = readPowerFiles(
      file('c.csv', contracts, 'SP-1,Seller,wind,2022-02-07,2022-05-30,2021-04-01,2021-06-30,1'),
      file('e.csv', certificates, `13812345678,${of}`),
      findings,
    );
    const client = new Yielding();
    await new PowerImport(client, 'Elsewhere', findings, () => undefined).run(read);
    expect(client.sent.filter((path) => /generation|deliveries|retirements/.test(path))).toEqual([]);
    expect(said).toEqual([expect.stringMatching(/^e\.csv:2:1: error: .*a mobile number/)]);
  });
});

describe('the day of a retirement elsewhere', () => {
  it('may be today', () => {
    const row = { beneficiary: 'B', reason: 'R', foreign: { retiredOn: '2024-05-06' } };
    expect(retirementFault(row, '2024-05-06')).toBeUndefined();
    expect(retirementFault(row, '2024-05-05')).toMatchObject({ pointer: '#/foreign/retiredOn' });
  });
});

describe('the amounts of a batch', () => {
  it('have what is retired elsewhere and not recorded yet neither as retired nor as remaining', async () => {
    const client = new Yielding();
    client.lists['/v1/batches/b-1/blocks'] = [
      { quantity: 4, status: 'held' },
      { quantity: 6, status: 'retired-elsewhere' },
    ];
    expect(await amountsOf(client, 'b-1')).toEqual({ issued: 10, retired: 0, remaining: 4 });
  });
});
