/** Projects that stories begin with where publications are over: registered, monitored, issued. */
import type { TokenIdentity } from '../../../events/cli/access-token.ts';
import { demoAccreditation } from '../../../infra/local/demo/accreditation.ts';
import { madeUpUscc } from '../../support/uscc.ts';
import { actingFor, type Place } from './land.ts';

/** Validator and verifier of a project are different bodies. */
export async function anotherBody(at: Place): Promise<TokenIdentity> {
  const body = { name: '通辽碳审定有限公司（示例）', uscc: madeUpUscc(772), roles: ['verifier' as const] };
  const org = await actingFor('operator', at).create('/v1/organizations', body);
  await actingFor('regulator', at).post('/v1/accreditations', demoAccreditation(org));
  return { sub: 'another', org, roles: body.roles };
}

/** From the end of its publication to the request of its registration. */
export async function requestedBy(validator: TokenIdentity, project: string, at: Place): Promise<void> {
  const acting = actingFor(validator, at);
  const document = await acting.file('审定报告');
  const validation = { document, conclusion: 'positive', treatments: [] };
  await acting.post(`/v1/projects/${project}/validate`, validation);
  const developer = actingFor('nongtou', at);
  const commitment = await developer.file('唯一性承诺书');
  await developer.post(`/v1/projects/${project}/request-registration`, { commitment });
}

export async function registeredBy(
  validator: TokenIdentity,
  project: string,
  code: string,
  at: Place,
): Promise<void> {
  await requestedBy(validator, project, at);
  await actingFor('operator', at).post(`/v1/projects/${project}/register`, { code });
}

/** A report of the year 2024. */
export async function reported(project: string, kilograms: number, at: Place): Promise<string> {
  const developer = actingFor('nongtou', at);
  return developer.create(`/v1/projects/${project}/monitoring-reports`, {
    period: { from: '2024-01-01', to: '2024-12-31' },
    amounts: [{ vintage: 2024, kilograms }],
    document: await developer.file('核算报告'),
  });
}

/** Units of 2024, of which 12 % go to the buffer. */
export async function issuedFor(project: string, kilograms: number, at: Place): Promise<string> {
  const report = await reported(project, kilograms, at);
  const path = `/v1/monitoring-reports/${report}`;
  const verifier = actingFor('verifier', at);
  await verifier.post(`${path}/verify`, {
    document: await verifier.file('核查报告'),
    amounts: [{ vintage: 2024, kilograms }],
    treatments: [],
    riskBasisPoints: 1200,
  });
  const quantities = [{ vintage: 2024, tonnes: Math.floor(kilograms / 1000) }];
  await actingFor('nongtou', at).post(`${path}/request-issuance`, { quantities });
  await actingFor('operator', at).post(`${path}/issue`, { vintage: 2024 });
  return report;
}
