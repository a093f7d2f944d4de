/** Probes of the routes that freeze, release and cancel certificates, and a body that would do. */
import { entityKey } from '../../../functions/ledger/keys.ts';
import { deriveId } from '../../../shared/ledger/decision.ts';
import { facilityEntity, projectEntity, reportEntity } from '../../../shared/ledger/entity.ts';
import type { ProjectState, ReportState } from '../../../shared/sinks/states.ts';
import { commitNamed } from '../states/states.ts';
import { OPERATOR, registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import { give, putByHand } from './given.ts';
import { recordAndConfirm, registerFacility } from './power.ts';
import type { Make } from './probe.ts';
import { freshOrigin, must } from './small-registry.ts';

const CREDITING = { from: '2026-01-01', to: '2035-12-31' };
const PERIOD = { from: '2026-03-01', to: '2026-03-31' };
/** A month of the period. It is over, and its certificates are still valid. */
const MONTH = '2026-03';

/** Imports a project and makes it one about power, past all rules; `frozen` freezes its facility for it. */
async function powerProject(api: TestApi, status: ProjectState['status'], frozen: boolean) {
  const owner = await registerOrganization(api, ['developer', 'generator']);
  const facility = await registerFacility(api, { owner });
  const { id: project } = await must(api, 'POST /v1/projects/imports', OPERATOR, {
    name: '光热发电（示例）',
    standard: 'CCER',
    methodology: 'CCER-01-001-V01',
    category: 'energy',
    developer: owner.id,
    legacy: true,
    origin: freshOrigin(),
  });
  await give(projectEntity(project), { status, facility: facility.id, design: { crediting: CREDITING } });
  if (frozen) await give(facilityEntity(facility.id), { frozen: { project, crediting: CREDITING } });
  return { project: project as string, facility };
}

let reports = 0;
/** A report whose issuance was requested, and a frozen certificate of its period. */
async function requestedReport(api: TestApi): Promise<string> {
  const { project, facility } = await powerProject(api, 'registered', true);
  await recordAndConfirm(api, { facility, month: MONTH, kilowattHours: 1000 });
  const commit = commitNamed(`frozen report ${++reports}`);
  const report = deriveId('m', commit);
  const state: ReportState = {
    project,
    period: PERIOD,
    status: 'issuance-requested',
    vintages: [],
    documents: [],
  };
  const entity = reportEntity(report);
  await putByHand({ ...entityKey(entity), entity, version: 1, commit, state });
  return report;
}

const reason = { reason: '减排量登记' };

export const freezingProbes: Record<string, Make> = {
  'POST /v1/projects/{id}/freeze-certificates': async (_registry, api) => {
    const { project } = await powerProject(api, 'registration-requested', false);
    return { request: `POST /v1/projects/${project}/freeze-certificates` };
  },
  'POST /v1/projects/{id}/release-certificates': async (_registry, api) => {
    const { project } = await powerProject(api, 'withdrawn', true);
    return { request: `POST /v1/projects/${project}/release-certificates` };
  },
  'POST /v1/monitoring-reports/{id}/cancel-certificates': async (_registry, api) => ({
    request: `POST /v1/monitoring-reports/${await requestedReport(api)}/cancel-certificates`,
    body: reason,
  }),
};

export async function freezingBodies(api: TestApi): Promise<BodyCase[]> {
  return [
    {
      name: 'cancellation of certificates for a report',
      request: `POST /v1/monitoring-reports/${await requestedReport(api)}/cancel-certificates`,
      caller: OPERATOR,
      body: reason,
      fields: { '/reason': 'text' },
    },
  ];
}
