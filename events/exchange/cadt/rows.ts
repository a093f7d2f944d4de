/**
 * A project that this registry registered, with its issuances and blocks, as rows of CAD Trust's tables. What
 * the published picklists have no word for is refused by name, and nothing is guessed: a unit that isn't
 * plainly a removal is `Not Determined`.
 */
import { toHex, toUtf8 } from '../../../shared/base/encoding.ts';
import { sha256 } from '../../../shared/base/sha256.ts';
import type { Category } from '../../../shared/sinks/category.ts';
import { methodologyOf } from '../../../shared/sinks/methodology.ts';
import type { CadtRow, CadtTable } from './schema.ts';

export interface CadtProject {
  id: string;
  code: string;
  name: string;
  standard: string;
  standardName: string;
  methodology: string;
  category: Category | '';
  /** Of a power project. */
  technology: string;
  status: string;
  registeredOn: string;
  crediting: { from: string; to: string };
  /** Digest of its published boundary. */
  boundary: string;
  /** Names of the bodies as the picklists have them. */
  validationBody: string;
  issuances: readonly CadtIssuance[];
}

export interface CadtIssuance {
  batch: string;
  vintage: number;
  issuedOn: string;
  report: { id: string; from: string; to: string; verificationBody: string };
  blocks: readonly CadtBlock[];
}

export interface CadtBlock {
  from: number;
  to: number;
  status: string;
  /** The day in China of its last change. */
  since: string;
  retired?: { beneficiary: string; reason: string };
}

/** The registry as CAD Trust lists it: its name, and its public address. */
export interface CadtRegistry {
  name: string;
  url: string;
}

const LAND = 'Agriculture, forestry and other land use (AFOLU)';
const ENERGY = 'Energy industries (renewable-/ non renewable sources)';

/** Sector and type by category; of energy the technology tells the type. */
const KINDS: Readonly<Record<Category, { sector: string; type: string }>> = {
  forest: { sector: 'Afforestation and reforestation', type: LAND },
  grassland: { sector: 'Agriculture', type: LAND },
  wetland: { sector: 'Others', type: LAND },
  farmland: { sector: 'Agriculture', type: LAND },
  livestock: { sector: 'Livestock and manure management', type: 'Agriculture' },
  energy: { sector: ENERGY, type: '' },
};

const TECHNOLOGIES: Readonly<Record<string, string>> = {
  wind: 'Wind',
  solar: 'Solar',
  hydro: 'Hydro',
  geothermal: 'Geothermal',
  biomass: 'Biomass Energy',
  ocean: 'Tidal',
};

/** Blocks that are locked, but not used, are held. */
const UNIT_STATUSES: Readonly<Record<string, string>> = {
  held: 'Held',
  offered: 'Held',
  pledged: 'Held',
  frozen: 'Held',
  retired: 'Retired',
  cancelled: 'Cancelled',
  expired: 'Expired',
  buffer: 'Buffer',
};

/** The same id gives the same UUID (version 8 of RFC 9562), so that an export again has the same keys. */
function guid(...parts: string[]): string {
  const hex = toHex(sha256(toUtf8(parts.join('\n'))));
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)];
  return `${a}-${b}-8${c}-8${d}-${hex.slice(20, 32)}`;
}

/** The rows by table, in insert order. */
export function rowsOf(registry: CadtRegistry, project: CadtProject): [CadtTable, CadtRow[]][] {
  const { id, issuances } = project;
  const ids = {
    cadTrustProgramId: guid('program', registry.name, project.standard),
    cadTrustMethodologyId: guid('methodology', project.methodology),
    cadTrustProjectId: guid('project', id),
    cadTrustProjectMethodologyId: guid('project_methodology', id, project.methodology),
    cadTrustValidationId: guid('validation', id),
    cadTrustLocationId: guid('location', id),
  };
  const { cadTrustProjectId, cadTrustMethodologyId, cadTrustProjectMethodologyId } = ids;
  const { cadTrustLocationId, cadTrustValidationId } = ids;
  const reports = new Map(issuances.map(({ report }) => [report.id, report]));
  return [
    ['program', [programOf(registry, project, ids.cadTrustProgramId)]],
    ['methodology', [methodologyRow(project, cadTrustMethodologyId)]],
    ['project', [projectRow(registry, project, ids)]],
    ['project_methodology', [{ cadTrustProjectMethodologyId, cadTrustProjectId, cadTrustMethodologyId }]],
    ['validation', [validationOf(project, { cadTrustValidationId, cadTrustProjectId })]],
    [
      'verification',
      [...reports.values()].map((report) => ({
        cadTrustVerificationId: guid('verification', report.id),
        verificationId: report.id,
        verificationStartDate: report.from,
        verificationEndDate: report.to,
        verificationBody: report.verificationBody,
        cadTrustProjectId,
        cadTrustValidationId,
      })),
    ],
    [
      'location',
      [
        {
          cadTrustLocationId,
          locationCountry: 'China',
          locationMapType: 'GeoJSON',
          locationMapFileLink: `${registry.url}/log/boundary/${project.boundary}`,
          cadTrustProjectId,
        },
      ],
    ],
    [
      'issuance',
      issuances.map(({ batch, issuedOn, report }) => ({
        cadTrustIssuanceId: guid('issuance', batch),
        issuanceId: batch,
        issuanceDate: issuedOn,
        cadTrustVerificationId: guid('verification', report.id),
        cadTrustProjectMethodologyId,
        cadTrustLocationId,
      })),
    ],
    [
      'unit',
      issuances.flatMap((issuance) =>
        issuance.blocks.map((block) => unitOf(registry, project, issuance, block)),
      ),
    ],
  ];
}

const programOf = (
  { name }: CadtRegistry,
  { standard, standardName }: CadtProject,
  key: string,
): CadtRow => ({
  cadTrustProgramId: key,
  programName: standardName,
  programRegistry: name,
  programRegistryId: standard,
});

const methodologyRow = ({ methodology }: CadtProject, cadTrustMethodologyId: string): CadtRow => ({
  cadTrustMethodologyId,
  methodologyCode: methodology,
  methodologyName: methodologyOf(methodology)?.name ?? methodology,
  methodologyType: typeOf(methodology),
});

const typeOf = (methodology: string): string =>
  methodologyOf(methodology)?.removal === true ? 'Removal - nature' : 'Not Determined';

function projectRow(
  { name, url }: CadtRegistry,
  project: CadtProject,
  keys: { cadTrustProjectId: string; cadTrustProgramId: string },
): CadtRow {
  const { sector = '', type = '' } = project.category ? KINDS[project.category] : {};
  return {
    cadTrustProjectId: keys.cadTrustProjectId,
    projectRegistryName: name,
    projectId: project.code,
    projectCreditingProgram: project.standard,
    projectName: project.name,
    projectLink: `${url}/p/projects/${project.id}`,
    projectSector: [sector],
    projectType: [type || (TECHNOLOGIES[project.technology] ?? project.technology)],
    projectStatus: project.status === 'registered' ? 'Registered' : project.status,
    projectStatusDate: project.registeredOn,
    projectUnitMetric: 'tCO2e',
    cadTrustProgramId: keys.cadTrustProgramId,
  };
}

const validationOf = (
  { id, validationBody, crediting }: CadtProject,
  keys: { cadTrustValidationId: string; cadTrustProjectId: string },
): CadtRow => ({
  cadTrustValidationId: keys.cadTrustValidationId,
  validationId: `${id}-validation`,
  validationType: 'Validation of Project Design Document',
  validationBody,
  validationCreditPeriodStartDate: crediting.from,
  validationCreditPeriodEndDate: crediting.to,
  cadTrustProjectId: keys.cadTrustProjectId,
});

function unitOf(
  { url }: CadtRegistry,
  { methodology }: CadtProject,
  { batch, vintage }: CadtIssuance,
  { from, to, status, since, retired }: CadtBlock,
): CadtRow {
  return {
    cadTrustUnitId: guid('unit', batch, String(from)),
    unitSerialId: `${batch}-${from}-${to}`,
    unitStartBlock: String(from),
    unitEndBlock: String(to),
    unitType: typeOf(methodology),
    unitVintageYear: vintage,
    unitStatus: UNIT_STATUSES[status] ?? status,
    unitStatusReason: retired?.reason ?? status,
    unitStatusDate: since,
    ...(retired && {
      unitRetirementBeneficiary: retired.beneficiary,
      unitRetirementDetail: retired.reason,
    }),
    unitLink: `${url}/p/batches/${batch}?serial=${from}`,
    unitMetric: 'tCO2e',
    cadTrustIssuanceId: guid('issuance', batch),
  };
}
