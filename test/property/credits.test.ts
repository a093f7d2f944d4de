/** A list of credits that comes in goes out as it was, whatever stands in it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherCredits } from '../../events/exchange/credits/gather.ts';
import { readCredits } from '../../events/exchange/credits/read-credits.ts';
import type { CreditFormat, Layout } from '../../events/exchange/credits/record.ts';
import { yearColumn } from '../../events/exchange/credits/vrod.ts';
import { byCode, headerOf, linesOf, tablesOf } from '../../events/exchange/credits/write-credits.ts';
import { readCsv } from '../../events/exchange/csv.ts';
import { Findings, formatFinding } from '../../events/exchange/findings.ts';
import { VCU_COLUMNS } from '../../events/exchange/vcu-columns.ts';
import { heldOf } from '../support/held.ts';

type File = { name: string; text: string };

/** The files of a format as an export would write what came in of these, and what was said of them. */
function roundTrip(format: CreditFormat, files: readonly File[], spreadsheet = false) {
  const said: string[] = [];
  const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
  const given = files.map((file) => ({ ...file, spreadsheet }));
  const held = heldOf(gatherCredits(readCredits(given, findings).records, findings)).sort(byCode);
  const written = tablesOf(format).map((table) => ({
    name: `${table.layout.table}.csv`,
    text: [headerOf(table), ...held.flatMap((project) => linesOf(table, project, spreadsheet))].join('\n'),
  }));
  return { written, said };
}

/** Letters, Han, commas, quotes, and what a spreadsheet runs: trimmed, as every reader of cells leaves it. */
const text = fc
  .array(fc.constantFrom('a', 'Ü', '林', ',', '"', "'", ' ', '=', '-', '+', '@', '1', '；'), {
    maxLength: 12,
  })
  .map((letters) => letters.join('').trim().replaceAll(/ +/g, ' '));
const word = text.map((each) => `x${each}`.trim());
const quantities = fc.array(fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.boolean()), {
  minLength: 1,
  maxLength: 5,
});
const day = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}-01`;
const quoted = (each: string) => (/[",\n]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each);
const csv = (columns: readonly string[], rows: readonly Record<string, string | number>[]) =>
  [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n');
const layoutOf = (format: CreditFormat, table: Layout['table']) =>
  tablesOf(format).find(({ layout }) => layout.table === table)!.layout;

/** Parts of block 9660 side by side, each live or retired. */
const verra = fc
  .record({ parts: quantities, name: word, texts: fc.array(text, { minLength: 5, maxLength: 5 }) })
  .map(({ parts, name, texts }) => {
    let from = 1;
    const total = parts.reduce((sum, [quantity]) => sum + quantity, 0);
    const rows = parts.map(([quantity, retired]) => {
      const to = from + quantity - 1;
      const serial = `9660-${from}-${to}-VCS-VCU-261-VER-CN-14-1577-01012013-31122013-0`;
      from = to + 1;
      return {
        'Issuance Date': '2016-03-01',
        'Sustainable Development Goals': texts[0]!,
        'Vintage Start': '2013-01-01',
        'Vintage End': '2013-12-31',
        ID: 1577,
        Name: name,
        'Country/Area': 'China',
        'Project Type': 'Agriculture Forestry and Other Land Use',
        Methodology: 'VM0010',
        'Total Vintage Quantity': total.toLocaleString('en-US'),
        'Quantity Issued': quantity.toLocaleString('en-US'),
        'Serial Number': serial,
        'Additional Certifications': texts[1]!,
        'Retirement/Cancellation Date': retired ? '2018-05-06' : '',
        'Retirement Beneficiary': retired ? texts[2]! : '',
        'Retirement Reason': retired ? texts[3]! : '',
        'Retirement Details': retired ? texts[4]! : '',
      };
    });
    return [{ name: 'units.csv', text: csv(VCU_COLUMNS, rows) }];
  });

/** One issuance, and the retired parts of it. */
const gold = fc
  .record({ parts: quantities, name: word, texts: fc.array(text, { minLength: 8, maxLength: 8 }) })
  .map(({ parts, name, texts }) => {
    const total = parts.reduce((sum, [quantity]) => sum + quantity, 0);
    const serial = (from: number, to: number) => `GS1-1-KE-GS11603-16-2025-30256-${from}-${to}`;
    const common = {
      ...{
        Vintage: 2025,
        GSID: 11603,
        'Project Name': name,
        'Project Developer': `y${texts[0]}`,
        Country: 'Kenya',
      },
      ...{ 'Project Type': 'Energy Efficiency - Domestic', Methodology: `z${texts[1]}` },
      ...{ 'Programme of Activities': 'VPA', 'POA GSID': '10789.0', 'Product Type': 'VER' },
      ...{ 'Monitoring Period Start': '2024-03-02', 'Monitoring Period End': '2025-03-10', Label: texts[2]! },
      'Article Six Authorization': texts[3]!,
    };
    const issuance = {
      ...common,
      ...{ 'Credit Status': 'Issued', Quantity: total, 'Issuance Date': '2026-03-31T14:08:58.606444' },
      'Serial Number': serial(1, total),
    };
    let from = 1;
    const retired = parts.flatMap(([quantity, isRetired]) => {
      const to = from + quantity - 1;
      const range = serial(from, to);
      from = to + 1;
      if (!isRetired) return [];
      return {
        ...common,
        ...{ 'Credit Status': 'Retired', Quantity: quantity, 'Issuance Date': '2026-03-31' },
        ...{
          'Retirement Date': '2026-04-10',
          'Serial Number': range,
          Note: texts[4]!,
          'Use Case': texts[5]!,
        },
        ...{ 'Using Entity': texts[6]!, 'Aeroplane Operator Name': texts[7]! },
      };
    });
    return [
      { name: 'issuances.csv', text: csv(layoutOf('gold-standard', 'issuances').columns, [issuance]) },
      { name: 'retirements.csv', text: csv(layoutOf('gold-standard', 'retirements').columns, retired) },
    ];
  });

/** Issuances by day, and retirements of as much as there is. */
const offsetsDb = fc
  .record({ parts: quantities, name: word, texts: fc.array(text, { minLength: 6, maxLength: 6 }) })
  .map(({ parts, name, texts }) => {
    const issued = parts.map(([quantity], index) => ({
      project_id: 'VCS1577',
      quantity: `${quantity}.0`,
      transaction_date: `${day(2018, index + 1)} 00:00:00+00:00`,
      transaction_type: 'issuance',
      transaction_url: texts[0]!,
      vintage: 2017,
    }));
    const retired = parts.flatMap(([quantity, isRetired], index) => {
      if (!isRetired) return [];
      return {
        project_id: 'VCS1577',
        quantity: `${quantity}.0`,
        retirement_account: texts[1]!,
        retirement_beneficiary: texts[2]!,
        retirement_beneficiary_harmonized: texts[3]!,
        retirement_note: texts[4]!,
        retirement_reason: texts[5]!,
        transaction_date: `${day(2020, index + 1)} 00:00:00+00:00`,
        transaction_type: index % 2 === 0 ? 'retirement' : 'cancellation',
        vintage: 2017,
      };
    });
    const sum = (flags: readonly boolean[]) =>
      `${parts.filter(([, each]) => flags.includes(each)).reduce((all, [quantity]) => all + quantity, 0)}.0`;
    const firstRetired = parts.findIndex(([, isRetired]) => isRetired);
    const project = {
      category: "['forest']",
      country: 'China',
      first_issuance_at: `${day(2018, 1)} 00:00:00+00:00`,
      first_retirement_at: firstRetired < 0 ? '' : `${day(2020, firstRetired + 1)} 00:00:00+00:00`,
      is_compliance: 'False',
      issued: sum([true, false]),
      name,
      project_id: 'VCS1577',
      project_type: 'Afforestation/Reforestation',
      project_type_source: 'carbonplan',
      proponent: `y${texts[0]}`,
      protocol: "['vm0010']",
      registry: 'verra',
      retired: sum([true]),
      status: 'registered',
    };
    return [
      { name: 'credits.csv', text: csv(layoutOf('offsets-db', 'credits').columns, [...issued, ...retired]) },
      { name: 'projects.csv', text: csv(layoutOf('offsets-db', 'projects').columns, [project]) },
    ];
  });

const vrod = fc
  .record({ parts: quantities, name: word, texts: fc.array(text, { minLength: 3, maxLength: 3 }) })
  .map(({ parts, name, texts }) => {
    const issued = parts.reduce((sum, [quantity]) => sum + quantity, 0);
    const retired = parts.reduce((sum, [quantity, all]) => sum + (all ? quantity : 0), 0);
    const years = parts.flatMap(([quantity, all], index) => [
      [yearColumn('issued', 2010 + index), quantity],
      ...(all ? [] : [[yearColumn('remaining', 2010 + index), quantity]]),
    ]);
    const row = {
      ...{ 'Project ID': 'GS751', 'Project Name': name, 'Voluntary Registry': 'GOLD', Scope: texts[0]! },
      ...{ Type: 'Biodigesters', 'Methodology / Protocol': `z${texts[1]}`, Country: 'Cambodia' },
      ...{ 'Project Developer': `y${texts[2]}`, 'Voluntary Status': 'Registered' },
      ...{ 'Total Credits Issued': issued, 'Total Credits Retired': retired },
      'Total Credits Remaining': issued - retired,
      ...Object.fromEntries(years),
      [yearColumn('retired', 2018)]: retired === 0 ? '' : retired,
      'Project Description': texts[1]!,
    };
    const { columns } = layoutOf('vrod', 'projects');
    const [header = '', ...lines] = csv(columns, [row]).split('\n');
    return [{ name: 'projects.csv', text: [header.replaceAll(/\w+: (\d{4})/g, '$1'), ...lines].join('\n') }];
  });

describe('a list of credits that came in', () => {
  it.each<[CreditFormat, fc.Arbitrary<File[]>]>([
    ['verra', verra],
    ['gold-standard', gold],
    ['offsets-db', offsetsDb],
    ['vrod', vrod],
  ])('as %s goes out as it was, byte for byte, and so again', (format, files) => {
    fc.assert(
      fc.property(files, (given) => {
        const { written, said } = roundTrip(format, given);
        expect(said.filter((each) => each.includes(' error: '))).toEqual([]);
        const wanted = new Map(given.map(({ name, text: bytes }) => [name, bytes]));
        expect(new Map(written.map(({ name, text: bytes }) => [name, bytes]))).toEqual(wanted);
        const safe = roundTrip(format, roundTrip(format, given).written).written;
        expect(safe).toEqual(written);
      }),
      { numRuns: 60 },
    );
  });

  it('and goes out for a spreadsheet has no formula in it, and comes in again as it was', () => {
    fc.assert(
      fc.property(verra, ([file]) => {
        const findings = new Findings(() => undefined);
        const [table] = tablesOf('verra');
        const held = heldOf(gatherCredits(readCredits([file!], findings).records, findings));
        const safe = [headerOf(table!), ...held.flatMap((project) => linesOf(table!, project, true))].join(
          '\n',
        );
        const cells = [...readCsv(safe)].flatMap((record) => ('cells' in record ? record.cells : []));
        expect(cells.filter(({ text: each }) => /^[=+@-]/.test(each))).toEqual([]);
        expect(roundTrip('verra', [{ name: 'safe.csv', text: safe }], true).written[0]!.text).toBe(safe);
        const again = gatherCredits(
          readCredits([{ name: 'safe.csv', text: safe, spreadsheet: true }], findings).records,
          findings,
        );
        const plain = [
          headerOf(table!),
          ...heldOf(again).flatMap((project) => linesOf(table!, project)),
        ].join('\n');
        expect(plain).toBe(file!.text);
      }),
      { numRuns: 60 },
    );
  });
});
