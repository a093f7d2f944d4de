/** CDOP's documents of a project: they fit the published schemas, and nothing is made up. */
import { describe, expect, it } from 'vitest';
import {
  approachOf,
  creditingOf,
  issuancesOf,
  locationOf,
  registryOf,
  unitsOf,
} from '../../events/exchange/cdop/documents.ts';
import { type CdopDocument, type CdopObject, faultsOf } from '../../events/exchange/cdop/schema.ts';
import published from '../../events/exchange/cdop/schema-2026-09-16.json' with { type: 'json' };
import { lackingOf, methodologyNameOf } from '../../events/exchange/cdop/words.ts';
import type { RegisteredBlock, RegisteredProject } from '../../events/exchange/registered-project.ts';
import { PROJECT_STATUSES } from '../../shared/sinks/lifecycle/status.ts';
import { methodologies } from '../../shared/sinks/methodology.ts';
import { BLOCK_STATUSES } from '../../shared/units/states.ts';

const REGISTRY = { name: '绿账', url: 'https://lvzhang.example' };
const block = (from: number, to: number, more: Partial<RegisteredBlock> = {}): RegisteredBlock => ({
  from,
  to,
  status: 'held',
  account: 'a-1',
  since: '2026-03-02',
  ...more,
});
const project = (more: Partial<RegisteredProject> = {}): RegisteredProject => ({
  id: 'p-1',
  code: 'VCS9001',
  name: '旺业甸造林',
  standard: 'VCS',
  standardName: 'Verified Carbon Standard',
  methodology: 'VM0047',
  category: 'forest',
  technology: '',
  status: 'registered',
  developer: '赤峰农投',
  registeredOn: '2025-02-03',
  crediting: { from: '2021-01-01', to: '2060-12-31' },
  boundary: 'ab'.repeat(32),
  publishedOn: '2024-11-05',
  validationBody: '中国质量认证中心',
  issuances: [
    {
      batch: 'b-1',
      vintage: 2024,
      issued: 1000,
      issuedOn: '2026-03-02',
      report: { id: 'r-1', from: '2024-01-01', to: '2024-12-31', verificationBody: '核查' },
      blocks: [
        block(1, 850),
        block(851, 1000, { status: 'retired', retired: { beneficiary: '示例农投', reason: '抵销' } }),
      ],
    },
  ],
  ...more,
});

const documentsOf = (of: RegisteredProject): [CdopObject, CdopDocument][] => [
  ['Project_Approach_Details', approachOf(REGISTRY, of, 'Trees on degraded land.')],
  ['Crediting_Period', creditingOf(of)],
  ['Registry_Metadata', registryOf(of)],
  ['Location_Details', locationOf(REGISTRY, of)],
  ['Issuances', issuancesOf(REGISTRY, of)],
  ...unitsOf(of).map((unit): [CdopObject, CdopDocument] => ['Unit_Description', unit]),
];
const faultsIn = (of: RegisteredProject) =>
  documentsOf(of).flatMap(([name, document]) => faultsOf(name, document));

interface Node {
  properties?: Record<string, Node>;
  items?: Node;
}
/** Members of a document that its schema doesn't name; the schemas themselves let any pass. */
function strangers(schema: Node, value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => strangers(schema.items ?? {}, each, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const known = schema.properties?.[name];
    return known ? strangers(known, member, `${path}.${name}`) : [`${path}.${name}`];
  });
}

describe('the documents of a project', () => {
  it('fit their schemas, and have no member that those lack', () => {
    const documents = documentsOf(project());
    expect(documents).toHaveLength(7);
    expect(faultsIn(project())).toEqual([]);
    expect(
      documents.flatMap(([name, document]) => strangers(published.schemas[name] as Node, document, name)),
    ).toEqual([]);
  });

  it.each(
    methodologies.map(({ code, standard, category }) => [code, { methodology: code, standard, category }]),
  )('of %s fit', (_code, more) => {
    expect(faultsIn(project(more))).toEqual([]);
  });

  it.each(PROJECT_STATUSES.map((status) => [status]))('of a project that is %s fit', (status) => {
    expect(faultsIn(project({ status }))).toEqual([]);
  });

  it.each(BLOCK_STATUSES.map((status) => [status]))('of units that are %s fit', (status) => {
    const [issuance] = project().issuances;
    const of = project({ issuances: [{ ...issuance!, blocks: [block(1, 1000, { status })] }] });
    expect(faultsIn(of)).toEqual([]);
  });

  it.each(['wind', 'solar', 'biomass', 'geothermal', 'ocean', 'hydro', 'tides of another kind'])(
    'of power by %s fit',
    (technology) => {
      expect(faultsIn(project({ category: 'energy', technology }))).toEqual([]);
    },
  );

  it('tell each block of units with its serials, owner, retirement and vintage', () => {
    expect(unitsOf(project())).toMatchObject([
      {
        project: { current_registry_project_id: 'VCS9001' },
        unit: {
          descriptor: [{ metric: 'tCO2e', type: 'VCU' }],
          owner_account_id: 'a-1',
          reference: [{ serial_number: 'b-1-1-850', source_serial_number: 'b-1-1-1000' }],
          status: [{ status: 'Active', status_reason: 'held', is_current: true }],
          credit_block: [{ quantity: 850, block_start: 1, block_end: 850 }],
        },
        vintage: { vintage: '2024-01-01' },
      },
      { unit: { retirement: [{ retirement_beneficiary: '示例农投', retirement_detail: '抵销' }] } },
    ]);
    expect(unitsOf(project())[0]).not.toHaveProperty('unit.retirement');
  });

  it('tell each issuance with its day, period and tonnes', () => {
    expect(issuancesOf(REGISTRY, project())).toEqual({
      project: { project_identifier: 'https://lvzhang.example/p/projects/p-1' },
      issuance: {
        issuance: [
          {
            batch_identifier: 'b-1',
            issuance_url: 'https://lvzhang.example/p/batches/b-1',
            date_of_issuance: '2026-03-02',
            verification_period_start: '2024-01-01',
            verification_period_end: '2024-12-31',
            batch_issued_volume: 1000,
            issuance_status: 'Complete',
          },
        ],
      },
    });
  });

  it.each([
    ['held', 'Active'],
    ['offered', 'On Hold'],
    ['pledged', 'On Hold'],
    ['frozen', 'On Hold'],
    ['buffer', 'On Hold'],
    ['cancelled', 'Cancelled'],
    ['expired', undefined],
  ])('tell of units that are %s the status %s, and why', (status, word) => {
    const [issuance] = project().issuances;
    const [unit] = unitsOf(project({ issuances: [{ ...issuance!, blocks: [block(1, 1000, { status })] }] }));
    const told = word && [{ status: word, status_reason: status, is_current: true }];
    expect(unit).toHaveProperty('unit.owner_account_id', 'a-1');
    expect((unit as { unit: { status?: unknown } }).unit.status).toEqual(told);
  });

  it.each([
    ['VCS', 'Verra', 'Verificed Carbon Standard (VCS)', 'VCU'],
    // A CER is the CDM's.
    ['CCER', 'China Certified Emission Reduction Trading System (CCER)', undefined, undefined],
    ['of another registry', undefined, undefined, undefined],
  ])('tell a standard %s in the words of the lists', (standard, program, name, type) => {
    const of = project({ standard });
    expect(faultsIn(of)).toEqual([]);
    const { crediting_program: told } = approachOf(REGISTRY, of, 'x');
    const names = program && {
      crediting_program: [{ crediting_program_name: program, is_current: true }],
      ...(name && { standard: [{ standard_name: name, is_current: true }] }),
    };
    expect(told).toEqual(names);
    const descriptor = type && [{ metric: 'tCO2e', type }];
    expect((unitsOf(of)[0] as { unit: { descriptor?: unknown } }).unit.descriptor).toEqual(descriptor);
  });

  it('name the registry where the list has it', () => {
    expect(approachOf({ ...REGISTRY, name: 'Verra' }, project(), 'x')).toMatchObject({
      registry: { current_registry: 'Verra' },
    });
    expect(approachOf(REGISTRY, project(), 'x')).not.toHaveProperty('registry');
  });

  it.each<[Partial<RegisteredProject>, string | undefined, string | undefined]>([
    [{}, 'A02 - Forestry and logging', undefined],
    [{ methodology: 'CCER-14-001-V01' }, 'A02 - Forestry and logging', 'Afforestation'],
    [
      { category: 'livestock', methodology: 'CCER-15-001-V01' },
      'A01 - Crop and animal production, hunting and related service activities',
      'Manure Methane Digester',
    ],
    [{ category: 'wetland', methodology: 'VM0033' }, undefined, 'Wetland Restoration'],
    [
      { category: 'energy', technology: 'wind', methodology: 'CCER-01-002-V01' },
      'D35 - Electricity, gas, steam and air conditioning supply',
      'Wind',
    ],
    [{ category: '' }, undefined, undefined],
  ])('tell the sector and type of %j', (more, sector, type) => {
    const { project: told } = approachOf(REGISTRY, project(more), 'x') as {
      project: { mitigation: { project_sector?: string; project_type?: string }[] };
    };
    const [mitigation] = told.mitigation;
    expect([mitigation?.project_sector, mitigation?.project_type]).toEqual([sector, type]);
  });
});

describe('a value that the registry or the list lacks', () => {
  it.each([
    ['CCER-14-001-V01', 'CCER - Forestation Carbon Sequestration (CCER-14-001)', 'V01'],
    ['CCER-01-001-V01', 'CCER - Grid-Connected Solar Thermal Power Generation (CCER-01-001)', 'V01'],
    ['VM0047', 'VCS - VM0047', undefined],
    // CDOP's list has it as CCER-01-0022.
    ['CCER-01-002-V01', undefined, undefined],
    ['CCER-15-001-V01', undefined, undefined],
    ['', undefined, undefined],
  ])('the methodology %s is %s', (code, name, version) => {
    const found = methodologyNameOf(code);
    expect([found?.name, found?.version]).toEqual([name, version]);
  });

  it.each<[string, Partial<RegisteredProject>, string]>([
    ['a methodology', { methodology: 'CCER-15-001-V01' }, 'methodology'],
    ['a status', { status: 'on-hold' }, 'project.status'],
    ['a type of project', {}, 'project.mitigation.0.project_type'],
  ])('%s is left out', (_what, more, path) => {
    expect(approachOf(REGISTRY, project(more), 'x')).not.toHaveProperty(path);
  });

  it('is told', () => {
    expect(lackingOf(project())).toEqual([]);
    const ccer = project({ standard: 'CCER', methodology: 'CCER-15-001-V01' });
    expect(lackingOf(ccer).map(({ en }) => en)).toEqual([
      "CDOP's list of methodologies has no CCER-15-001-V01, which is left out",
      "CDOP's list of standards has no CCER, which is left out",
      "CDOP's list of types of units has no CCER, which is left out",
    ]);
  });

  it('a crediting period has a number of years where it has whole ones', () => {
    expect(creditingOf(project())).toMatchObject({
      project: { crediting_period: [{ current_crediting_period_duration: 40 }] },
    });
    const odd = project({ crediting: { from: '2021-01-01', to: '2060-12-30' } });
    expect(creditingOf(odd)).not.toHaveProperty('project');
    expect(faultsOf('Crediting_Period', creditingOf(odd))).toEqual([]);
  });
});

describe('the schemas find', () => {
  it.each<[string, CdopObject, CdopDocument, string]>([
    ['an object that is missing', 'Unit_Description', {}, 'Unit_Description.unit: '],
    [
      'a member that is missing',
      'Project_Approach_Details',
      { project: { project_name: 'P' }, project_stakeholder: { project_developer_name: 'D' } },
      'Project_Approach_Details.project.project_description: ',
    ],
    [
      'a value that a list lacks',
      'Location_Details',
      {
        project: {},
        project_stakeholder: {},
        geolocation_file: {
          location: [
            {
              file_name: 'f',
              file_format: 'WKT',
              file_status: 'ACTIVE',
              file_created_on: '2024-11-05',
              validity_start_date: '2025-02-03',
            },
          ],
        },
      },
      'Location_Details.geolocation_file.location.0.file_format: ',
    ],
    [
      'a day that is none',
      'Registry_Metadata',
      { registry: { creation_date: '2025-02-30' } },
      'creation_date: ',
    ],
    [
      'a number that is no whole one',
      'Crediting_Period',
      { validation: {}, project: { crediting_period: [{ current_crediting_period_duration: 1.5 }] } },
      'current_crediting_period_duration: ',
    ],
  ])('%s', (_what, name, document, fault) => {
    expect(faultsOf(name, document)).toContainEqual(expect.stringContaining(fault));
  });

  it('no place without its subdivision', () => {
    const place = {
      country_code: 'CHN',
      country_name: 'China',
      geographical_region_code: '030',
      geographical_region_name: 'Eastern Asia',
    };
    const subdivision = { country_subdivision_code: 'CN-NM', country_subdivision_name: 'Nei Mongol' };
    const faults = (location: object) =>
      faultsOf('Location_Details', {
        project: { location: [location] },
        project_stakeholder: {},
        geolocation_file: {},
      });
    expect(faults({ ...place, ...subdivision })).toEqual([]);
    expect(faults(place)).toEqual([
      expect.stringContaining('country_subdivision_code'),
      expect.stringContaining('country_subdivision_name'),
    ]);
  });
});
