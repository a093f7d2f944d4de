/**
 * A project that this registry registered, with its units, as documents of CDOP. A member that the registry
 * has nothing for is left out, and so is one whose list lacks the value; an object that requires such a
 * member can't be written at all (`NOT_WRITTEN`).
 */

import { addDays, addYears, yearOf } from '../../../shared/base/day.ts';
import type { Words } from '../../../shared/base/words.ts';
import { quantityOf } from '../../../shared/units/block.ts';
import {
  mitigationOf,
  type RegisteredBlock,
  type RegisteredIssuance,
  type RegisteredProject,
  type ReportingRegistry,
} from '../registered-project.ts';
import { type CdopDocument, REGISTRY_NAMES } from './schema.ts';
import {
  methodologyNameOf,
  programOf,
  projectStatusOf,
  projectTypeOf,
  sectorOf,
  unitStatusOf,
  unitTypeOf,
} from './words.ts';

/** Objects that no registration here can fill, and what they require that the registry doesn't have. */
export const NOT_WRITTEN: readonly { object: string; why: Words }[] = [
  {
    object: 'Estimations',
    why: {
      zh: '必填预计减排量的年数（estimated_total_years），本登记簿未载明',
      en: 'requires the years of an estimate (estimated_total_years), and the registry has no estimate',
    },
  },
  {
    object: 'Verification_Metadata',
    why: {
      zh: '必填核查数字凭证签发者的 DID 与核查报告网址，本登记簿不公开核查报告',
      en: "requires the DID that issued a verification token and the verification report's address; the registry publishes neither",
    },
  },
  {
    object: 'Validation_Metadata',
    why: {
      zh: '审定机构须列审定人员姓名与选聘经过，本登记簿不载自然人；审定机构见 Project_Approach_Details',
      en: "details a validation body by its validators' names and its selection; the registry names no persons. The body is in Project_Approach_Details",
    },
  },
];

/** @param description the registry has no prose of a project, so it is given with the export */
export function approachOf(
  { name, url }: ReportingRegistry,
  project: RegisteredProject,
  description: string,
): CdopDocument {
  const methodology = methodologyNameOf(project.methodology);
  const { program, standard } = programOf(project.standard);
  const status = projectStatusOf(project.status);
  return {
    ...(program !== undefined && {
      crediting_program: {
        crediting_program: [{ crediting_program_name: program, is_current: true }],
        ...(standard !== undefined && { standard: [{ standard_name: standard, is_current: true }] }),
      },
    }),
    ...(methodology && {
      methodology: {
        versions: [
          {
            methodology: methodology.name,
            ...(methodology.version !== undefined && { version: methodology.version }),
            is_current: true,
          },
        ],
      },
    }),
    project: {
      project_name: project.name,
      project_id_type: 'current registry project id',
      project_id: project.code,
      project_description: description,
      project_design_document_link: `${url}/v1/projects/${project.id}/design`,
      mitigation: [mitigation(project)],
      current_registry_project_link: `${url}/p/projects/${project.id}`,
      ...(status !== undefined && { status: [{ project_status: status, is_current: true }] }),
      project_registration_date: project.registeredOn,
    },
    project_stakeholder: { project_developer_name: project.developer },
    ...(REGISTRY_NAMES.includes(name) && { registry: { current_registry: name } }),
    validation: { validation_body_name: project.validationBody },
  };
}

function mitigation({ methodology, category, technology }: RegisteredProject) {
  const sector = sectorOf(category);
  const type = projectTypeOf(methodology, technology);
  return {
    mitigation_type: mitigationOf(methodology),
    ...(sector !== undefined && { project_sector: sector }),
    ...(type !== undefined && { project_type: type }),
  };
}

/** A project registered here has one crediting period, its first: the registry renews none. */
export function creditingOf({ crediting }: RegisteredProject): CdopDocument {
  const years = wholeYears(crediting);
  return {
    validation: {
      validation: [
        {
          validation_id: 1,
          current_crediting_period_start_date: crediting.from,
          current_crediting_period_end_date: crediting.to,
          current_crediting_period_number: 1,
        },
      ],
    },
    ...(years !== undefined && {
      project: { crediting_period: [{ current_crediting_period_duration: years }] },
    }),
  };
}

/** Undefined where the period, whose days are both included, has no whole number of years. */
function wholeYears({ from, to }: { from: string; to: string }): number | undefined {
  const next = addDays(to, 1);
  const years = yearOf(next) - yearOf(from);
  return addYears(from, years) === next ? years : undefined;
}

/** A registry there has a number with its name, and this one has been given none. */
export const registryOf = ({ registeredOn }: RegisteredProject): CdopDocument => ({
  registry: { creation_date: registeredOn },
});

/** The published boundary. A place would need its subdivision, and a project is registered without one. */
export const locationOf = (
  { url }: ReportingRegistry,
  { boundary, publishedOn, registeredOn }: RegisteredProject,
): CdopDocument => ({
  project: {},
  project_stakeholder: {},
  geolocation_file: {
    location: [
      {
        file_name: `${url}/log/boundary/${boundary}`,
        file_format: 'GeoJSON',
        validity_start_date: registeredOn,
        file_status: 'ACTIVE',
        file_created_on: publishedOn,
        area_type: 'Project Area',
      },
    ],
  },
});

/** Its issuances. An audit would need the days of a visit to the site, and a report that the public reads. */
export const issuancesOf = (
  { url }: ReportingRegistry,
  { id, issuances }: RegisteredProject,
): CdopDocument => ({
  project: { project_identifier: `${url}/p/projects/${id}` },
  issuance: {
    issuance: issuances.map(({ batch, issued, issuedOn, report }) => ({
      batch_identifier: batch,
      issuance_url: `${url}/p/batches/${batch}`,
      date_of_issuance: issuedOn,
      verification_period_start: report.from,
      verification_period_end: report.to,
      batch_issued_volume: issued,
      issuance_status: 'Complete',
    })),
  },
});

/** Its units, a document for each block of them. */
export const unitsOf = (project: RegisteredProject): CdopDocument[] =>
  project.issuances.flatMap((issuance) => issuance.blocks.map((block) => unitOf(project, issuance, block)));

function unitOf(
  { code, standard }: RegisteredProject,
  { batch, vintage, issued }: RegisteredIssuance,
  { from, to, status, account, retired }: RegisteredBlock,
): CdopDocument {
  const type = unitTypeOf(standard);
  const word = unitStatusOf(status);
  return {
    project: { current_registry_project_id: code },
    unit: {
      ...(type !== undefined && { descriptor: [{ metric: 'tCO2e', type }] }),
      owner_account_id: account,
      ...(retired && {
        retirement: [{ retirement_beneficiary: retired.beneficiary, retirement_detail: retired.reason }],
      }),
      reference: [{ serial_number: `${batch}-${from}-${to}`, source_serial_number: `${batch}-1-${issued}` }],
      ...(word !== undefined && {
        status: [{ status: word, status_reason: retired?.reason ?? status, is_current: true }],
      }),
      credit_block: [{ quantity: quantityOf({ from, to }), block_start: from, block_end: to }],
    },
    // A day is asked for; CDOP's own example has a vintage's first.
    vintage: { vintage: `${vintage}-01-01` },
  };
}
