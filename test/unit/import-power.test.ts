/** Reading the files of `import power-contracts`, and the reconciliation that it ends with. */
import { describe, expect, it } from 'vitest';
import { certificatesOf, megawattHoursOf, readPowerFiles } from '../../events/cli/import/power-files.ts';
import { rolesOf } from '../../events/cli/import/power-organizations.ts';
import { comparisonOf } from '../../events/cli/import/power-reconcile.ts';
import { formatPowerReconciliation } from '../../events/cli/import/power-reconciliation-text.ts';
import { Findings, formatFinding } from '../../events/exchange/findings.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';

const CONTRACTS =
  'contract,seller,energy_source,contract_date,delivery_date,period_start,period_end,volume_mwh';
const CERTIFICATES =
  'certificate,contract,generator,energy_source,generation_start,generation_end,volume_kwh,beneficiary';
const GOOD = 'SP-1,卖方,wind,2022-02-07,2022-05-30,2021-04-01,2021-06-30,25';
const GOOD_CERTIFICATE = 'SP-1-1,SP-1,Longli,wind,2021-04-01,2021-06-30,16000,f01';

/** Reads two files, a header before the rows of each. */
function read(contracts: string, certificates = GOOD_CERTIFICATE) {
  const said: string[] = [];
  const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
  const file = (name: string, header: string, text: string) => ({
    name,
    bytes: toUtf8(`${header}\n${text}`),
  });
  const read = readPowerFiles(
    file('c.csv', CONTRACTS, contracts),
    file('e.csv', CERTIFICATES, certificates),
    findings,
  );
  return { contracts: read, said, errors: findings.errors, warnings: findings.warnings };
}

/** What | the bad row, put on line 3 below a good one | what is said. */
const badContracts: [string, string, string][] = [
  ['no code', GOOD.replace('SP-1', ''), 'c.csv:3:1: error: contract is empty'],
  [
    'no seller',
    'SP-2,,wind,2022-02-07,2022-05-30,2021-04-01,2021-06-30,25',
    'c.csv:3:6: error: seller is empty',
  ],
  [
    'an unknown source',
    GOOD.replace('SP-1', 'SP-2').replace('wind', 'coal'),
    'c.csv:3:9: error: energy_source: unknown source "coal"; give one of wind, solar',
  ],
  [
    'a day that the calendar lacks',
    GOOD.replace('SP-1', 'SP-2').replace('2021-06-30', '2021-06-31'),
    'c.csv:3:47: error: period_end: "2021-06-31" is no day of the calendar; write YYYY-MM-DD',
  ],
  [
    'a day in another form',
    GOOD.replace('SP-1', 'SP-2').replace('2022-02-07', '44599'),
    'c.csv:3:14: error: contract_date: "44599" is no day; write YYYY-MM-DD',
  ],
  [
    'a day that may be two',
    GOOD.replace('SP-1', 'SP-2').replace('2022-02-07', '07/02/2022'),
    'c.csv:3:14: error: contract_date: 07/02/2022 may have the day first or the month; write YYYY-MM-DD',
  ],
  [
    'a period that ends before it begins',
    GOOD.replace('SP-1', 'SP-2').replace('2021-06-30', '2021-03-31'),
    'c.csv:3:47: error: period_end 2021-03-31 is before period_start 2021-04-01; check',
  ],
  ['no volume', GOOD.replace('SP-1', 'SP-2').replace(',25', ',0'), 'volume_mwh is 0; it must be 1 or more'],
  [
    'a fraction',
    GOOD.replace('SP-1', 'SP-2').replace(',25', ',2.5'),
    'volume_mwh: 2.5 is not a whole number',
  ],
  ['a code again', GOOD, 'c.csv:3:1: error: SP-1 again, first on line 2'],
];

const badCertificates: [string, string, string][] = [
  ['no code', GOOD_CERTIFICATE.replace('SP-1-1', ''), 'e.csv:3:1: error: certificate is empty'],
  [
    'a beneficiary with a mobile number',
    GOOD_CERTIFICATE.replace('SP-1-1', 'SP-1-2').replace('f01', '张三 13800000000'),
    'e.csv:3:53: error: beneficiary: looks like a mobile number: what is public for good holds no personal data (PIPL art. 6',
  ],
  [
    'a beneficiary whom a retirement has no room for',
    GOOD_CERTIFICATE.replace('SP-1-1', 'SP-1-2').replace('f01', 'f'.repeat(201)),
    'e.csv:3:53: error: beneficiary is longer than the 200 characters that a retirement names it in; shorten it',
  ],
  [
    'half a certificate',
    'SP-1-2,SP-1,Longli,wind,2021-04-01,2021-06-30,1500,f01',
    'e.csv:3:47: error: volume_kwh 1500 is no multiple of 1000: one certificate is 1 MWh; check the volume',
  ],
  ['no kWh', 'SP-1-2,SP-1,Longli,wind,2021-04-01,2021-06-30,0,f01', 'e.csv:3:47: error: volume_kwh is 0'],
  [
    'negative kWh',
    'SP-1-2,SP-1,Longli,wind,2021-04-01,2021-06-30,-1000,f01',
    'volume_kwh: -1000 is negative',
  ],
  [
    'an unknown contract',
    'SP-1-2,SP-9,Longli,wind,2021-04-01,2021-06-30,1000,f01',
    'e.csv:3:8: error: unknown contract SP-9; check the code, or add the contract',
  ],
  [
    'another source than the contract',
    'SP-1-2,SP-1,Longli,solar,2021-04-01,2021-06-30,1000,f01',
    'e.csv:3:20: error: energy_source solar: the contract SP-1 is for wind; check either',
  ],
  [
    'no beneficiary',
    'SP-1-2,SP-1,Longli,wind,2021-04-01,2021-06-30,1000, ',
    'e.csv:3:52: error: beneficiary is',
  ],
  ['a certificate again', GOOD_CERTIFICATE, 'e.csv:3:1: error: SP-1-1 again, first on line 2'],
  [
    'a certificate again in another spelling',
    GOOD_CERTIFICATE.replace('SP-1-1', 'ｓｐ–1–1.'),
    'e.csv:3:1: error: ｓｐ–1–1. again, first on line 2',
  ],
];

describe('a bad row is reported where it is, and the good one stays', () => {
  it.each(badContracts)('contract with %s', (_what, row, expected) => {
    const { contracts, said, errors } = read(`${GOOD}\n${row}`);
    expect(said).toEqual([expect.stringContaining(expected)]);
    expect(errors).toBe(1);
    expect(contracts.map(({ code }) => code)).toEqual(['SP-1']);
  });

  it.each(badCertificates)('certificate with %s', (_what, row, expected) => {
    const { contracts, said, errors } = read(GOOD, `${GOOD_CERTIFICATE}\n${row}`);
    expect(said).toEqual([expect.stringContaining(expected)]);
    expect(errors).toBe(1);
    expect(contracts.flatMap(certificatesOf).map(({ code }) => code)).toEqual(['SP-1-1']);
  });

  it('certificates of a contract whose row is bad name that row', () => {
    const { contracts, said } = read(GOOD.replace(',25', ',x'));
    expect(contracts).toEqual([]);
    expect(said.at(-1)).toBe('e.csv:2:8: error: the row of contract SP-1 has a fault; mend that row first');
  });
});

describe('certificates', () => {
  const rows = [
    GOOD_CERTIFICATE,
    'SP-1-2,SP-1,Longli,wind,2021-05-01,2021-05-31,1000,f02',
    'SP-1-3,SP-1,Longli,wind,2021-04-01,2021-06-30,8000,f02',
    'SP-1-4,SP-1,Other,wind,2021-06-01,2021-07-01,2000,f03',
    'SP-1-5,SP-1,Other,wind,2021-06-01,2021-07-01,3000,f03',
  ];

  it('of a file without its header are not put to any contract, nor are contracts without them', () => {
    const file = (name: string, text: string) => ({ name, bytes: toUtf8(text) });
    const contracts = file('c.csv', `${CONTRACTS}\n${GOOD}`);
    const certificates = file('e.csv', `${CERTIFICATES}\n${GOOD_CERTIFICATE}`);
    for (const [first, second, errors] of [
      [certificates, contracts, 2],
      [file('c.csv', ''), certificates, 1],
      [contracts, file('e.csv', ''), 1],
    ] as const) {
      const findings = new Findings(() => {});
      expect(readPowerFiles(first, second, findings)).toEqual([]);
      expect(findings.errors).toBe(errors);
    }
  });

  it('of one generator and period are one generation', () => {
    const [contract] = read(GOOD, rows.join('\n')).contracts;
    const groups = contract!.generations.map(({ generator, period, certificates }) => [
      generator,
      period.from,
      certificates.map(({ code }) => code),
      megawattHoursOf(certificates),
    ]);
    expect(groups).toEqual([
      ['Longli', '2021-04-01', ['SP-1-1', 'SP-1-3'], 24],
      ['Longli', '2021-05-01', ['SP-1-2'], 1],
      ['Other', '2021-06-01', ['SP-1-4', 'SP-1-5'], 5],
    ]);
  });

  it("of days outside the contract's own are warned of once, and taken", () => {
    const { said, errors, warnings } = read(GOOD, rows.join('\n'));
    expect([errors, warnings]).toEqual([0, 1]);
    expect(said[0]).toMatch(
      /^e\.csv:5:24: warning: Other generated in 2021-06-01–2021-07-01.*certificates: 2/,
    );
  });

  it('a name in two places has the roles of both', () => {
    const { contracts } = read(
      GOOD.replace('卖方', 'f01'),
      `${rows[0]}\n${rows[1]!.replace('f02', 'Longli')}`,
    );
    expect([...rolesOf(contracts)]).toEqual([
      ['f01', ['enterprise']],
      ['Longli', ['enterprise', 'generator']],
    ]);
  });
});

describe('a certificate in several rows', () => {
  const contracts = `${GOOD}\n${GOOD.replace('SP-1', 'SP-2')}`;
  const share = (contract: string, kilowattHours: number, whole = '', more = '2021-04-01,2021-06-30') =>
    `C-1,${contract},Longli,wind,${more},${kilowattHours},f01,${whole}`;
  const readShares = (...rows: string[]) => {
    const said: string[] = [];
    const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
    const file = (name: string, text: string) => ({ name, bytes: toUtf8(text) });
    const read = readPowerFiles(
      file('c.csv', `${CONTRACTS}\n${contracts}`),
      file('e.csv', `${CERTIFICATES},certificate_kwh\n${rows.join('\n')}`),
      findings,
    );
    const drawn = read.flatMap(certificatesOf).map((each) => [each.megawattHours, each.wholeKilowattHours]);
    return { said, drawn };
  };

  it('is shared by contracts where the file says what the whole is, in any of the rows', () => {
    expect(readShares(share('SP-1', 16000), share('SP-2', 3000, '20000'))).toEqual({
      said: [],
      drawn: [
        [16, 20_000],
        [3, 20_000],
      ],
    });
  });

  it.each<[string, string[], string]>([
    ['is one too many without that', [share('SP-2', 3000)], 'e.csv:3:1: error: C-1 again, first on line 2;'],
    ['is one too many in one contract', [share('SP-1', 3000, '20000')], 'e.csv:3:1: error: C-1 again,'],
    [
      'is shared up to the whole',
      [share('SP-2', 5000, '20000')],
      'e.csv:3:44: error: C-1: its rows come to more than the 20000 kWh',
    ],
    [
      'is of one period',
      [share('SP-2', 3000, '20000', '2021-04-01,2021-06-29')],
      'e.csv:3:33: error: C-1: generation_end is another than on line 2',
    ],
    [
      'is of one quantity',
      [share('SP-2', 1000, '20000'), share('SP-3', 1000, '20001')],
      'e.csv:4:53: error: C-1: certificate_kwh is another than on line 2',
    ],
  ])('%s', (_what, more, expected) => {
    expect(readShares(share('SP-1', 16000), ...more).said).toContainEqual(expect.stringContaining(expected));
  });
});

describe('a contract of several technologies', () => {
  const technologies = (source: string) => {
    const { contracts, errors } = read(GOOD.replace(',wind,', `,"${source}",`));
    return errors > 0 ? errors : contracts.map((each) => [each.technology, each.technologies.join()])[0];
  };
  it.each([
    ['wind', ['wind', 'wind']],
    ['Wind/Solar', ['mixed', 'wind,solar']],
    ['wind, solar and hydro', ['mixed', 'wind,solar,hydro']],
    ['mixed', ['mixed', 'wind,solar,biomass,geothermal,ocean,hydro']],
    ['wind/coal', 2],
  ])('%s', (source, expected) => expect(technologies(source)).toEqual(expected));

  it('takes certificates of those that it names, generator by generator', () => {
    const rows = ['wind', 'solar', 'hydro'].map(
      (technology, at) => `M-${at},SP-1,Longli,${technology},2021-04-01,2021-06-30,1000,f01`,
    );
    const { contracts, said } = read(GOOD.replace(',wind,', ',wind/solar,'), rows.join('\n'));
    expect(said).toEqual([expect.stringContaining('the contract SP-1 is for wind/solar; check either')]);
    expect(contracts[0]!.generations.map(({ technology }) => technology)).toEqual(['wind', 'solar']);
  });
});

describe('the reconciliation', () => {
  const all = (n: number) => ({ contracted: n, issued: n, delivered: n, retired: n });
  const contract = { code: 'SP-1', volume: 25, certificates: 25 };

  it('agrees only where all six numbers are one', () => {
    expect(comparisonOf(contract, all(25)).agrees).toBe(true);
    expect(comparisonOf(contract).agrees).toBe(false);
    expect(comparisonOf({ ...contract, volume: 26 }, all(25)).agrees).toBe(false);
    expect(comparisonOf({ ...contract, certificates: 24 }, all(25)).agrees).toBe(false);
    for (const member of ['contracted', 'issued', 'delivered', 'retired'])
      expect(comparisonOf(contract, { ...all(25), [member]: 24 }).agrees).toBe(false);
  });

  it('shows each contract, the total, and what is missing', () => {
    const contracts = [
      comparisonOf(contract, all(25)),
      comparisonOf(
        { code: 'ACT-14', volume: 100, certificates: 99 },
        { ...all(100), issued: 99, delivered: 99, retired: 98 },
      ),
      comparisonOf({ code: 'SP-9', volume: 7, certificates: 7 }),
    ];
    expect(formatPowerReconciliation({ contracts, differences: 2 }, 'en').split('\n')).toEqual([
      'contract  file: contract  certificates  registry: contract  issued  delivered or own use  retired  result',
      'SP-1                  25            25                  25      25                    25       25  ok',
      'ACT-14               100            99                 100      99                    99       98  DIFFERS',
      'SP-9                   7             7                   -       -                     -        -  DIFFERS',
      'total                132           131                 125     124                   124      123  DIFFERS',
      '',
      'contract 132 ≠ issued 124 = delivered 124 ≠ retired 123 (MWh); contracts: 3, differences: 2',
    ]);
    expect(formatPowerReconciliation({ contracts, differences: 2 }, 'zh')).toContain(
      '合同 132 ≠ 已签发 124 = 已交付 124 ≠ 已注销 123（MWh）；合同 3 份，差异 2 处',
    );
  });

  it('does not let two faults make a sound total', () => {
    const contracts = [comparisonOf(contract, all(24)), comparisonOf({ ...contract, code: 'SP-2' }, all(26))];
    const total = formatPowerReconciliation({ contracts, differences: 2 }, 'en').split('\n')[3];
    expect(total).toMatch(/^total .*DIFFERS$/);
  });
});
