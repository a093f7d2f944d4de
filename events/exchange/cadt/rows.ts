/**
 * A project that this registry registered, with its issuances and blocks, as rows of CAD Trust's tables. What
 * the published picklists have no word for is refused by name, and nothing is guessed: a unit that isn't
 * plainly a removal is `Not Determined`.
 */
import { toHex, toUtf8 } from '../../../shared/base/encoding.ts';
import { sha256 } from '../../../shared/base/sha256.ts';
import type { Category } from '../../../shared/sinks/category.ts';
import { methodologyOf } from '../../../shared/sinks/methodology.ts';
import {
  mitigationOf,
  powerTypeOf,
  type RegisteredBlock,
  type RegisteredIssuance,
  type RegisteredProject,
  type ReportingRegistry,
} from '../registered-project.ts';
import type { CadtRow, CadtTable } from './schema.ts';

const LAND = 'Agriculture, forestry and other land use (AFOLU)';

/** The type by category; of energy the technology tells it. */
const TYPES: Readonly<Record<Category, string>> = {
  forest: LAND,
  grassland: LAND,
  wetland: LAND,
  farmland: LAND,
  livestock: 'Agriculture',
  energy: '',
};

/** The sector by category. */
const SECTORS: Readonly<Record<Category, string>> = {
  forest: 'Afforestation and reforestation',
  grassland: 'Agriculture',
  wetland: 'Others',
  farmland: 'Agriculture',
  livestock: 'Livestock and manure management',
  energy: 'Energy industries (renewable-/ non renewable sources)',
};
const sectorOf = (category: Category | ''): string => (category ? SECTORS[category] : '');

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
const unitStatusOf = (status: string): string => UNIT_STATUSES[status] ?? status;

/** The same id gives the same UUID (version 8 of RFC 9562), so that an export again has the same keys. */
function guid(...parts: string[]): string {
  const hex = toHex(sha256(toUtf8(parts.join('\n'))));
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)];
  return `${a}-${b}-8${c}-8${d}-${hex.slice(20, 32)}`;
}

/** The rows by table, in insert order. */
export function rowsOf(registry: ReportingRegistry, project: RegisteredProject): [CadtTable, CadtRow[]][] {
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
  { name }: ReportingRegistry,
  { standard, standardName }: RegisteredProject,
  key: string,
): CadtRow => ({
  cadTrustProgramId: key,
  programName: standardName,
  programRegistry: name,
  programRegistryId: standard,
});

const methodologyRow = ({ methodology }: RegisteredProject, cadTrustMethodologyId: string): CadtRow => ({
  cadTrustMethodologyId,
  methodologyCode: methodology,
  methodologyName: methodologyOf(methodology)?.name ?? methodology,
  methodologyType: mitigationOf(methodology),
});

function projectRow(
  { name, url }: ReportingRegistry,
  project: RegisteredProject,
  keys: { cadTrustProjectId: string; cadTrustProgramId: string },
): CadtRow {
  const type = project.category ? TYPES[project.category] : '';
  return {
    cadTrustProjectId: keys.cadTrustProjectId,
    projectRegistryName: name,
    projectId: project.code,
    projectCreditingProgram: project.standard,
    projectName: project.name,
    projectLink: `${url}/p/projects/${project.id}`,
    projectSector: [sectorOf(project.category)],
    projectType: [type || powerTypeOf(project.technology)],
    projectStatus: project.status === 'registered' ? 'Registered' : project.status,
    projectStatusDate: project.registeredOn,
    projectUnitMetric: 'tCO2e',
    cadTrustProgramId: keys.cadTrustProgramId,
  };
}

const validationOf = (
  { id, validationBody, crediting }: RegisteredProject,
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
  { url }: ReportingRegistry,
  { methodology }: RegisteredProject,
  { batch, vintage }: RegisteredIssuance,
  { from, to, status, since, retired }: RegisteredBlock,
): CadtRow {
  return {
    cadTrustUnitId: guid('unit', batch, String(from)),
    unitSerialId: `${batch}-${from}-${to}`,
    unitStartBlock: String(from),
    unitEndBlock: String(to),
    unitType: mitigationOf(methodology),
    unitVintageYear: vintage,
    unitStatus: unitStatusOf(status),
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
