/**
 * Every route × every role, against a table that is written out here: loosening the role
 * table fails this test.
 */
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { scalarScript } from '../../functions/reference/scalar.ts';
import { routes } from '../../functions/routes.ts';
import { boundaryText } from '../../shared/land/boundary.ts';
import { isEverybodys, type Role } from '../../shared/ledger/role.ts';
import { digestOf } from '../../shared/sinks/survey.ts';
import { boundaryOf } from '../support/land/banners.ts';
import { logKms } from '../support/local/log-kms.ts';
import { playOn, worldHere } from '../support/local/memory-world.ts';
import { type LeavesNoTrace, leavesNoTraceInMemory } from '../support/local/snapshot.ts';
import { workTableAt } from '../support/local/table.ts';
import { sequenceAll } from '../support/local/world.ts';
import {
  type Answer,
  accredit,
  type Caller,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { disclosed } from '../support/probes/disclosures.ts';
import { startDocuments } from '../support/probes/documents.ts';
import { publishedProject, square } from '../support/probes/lifecycle.ts';
import type { Probe } from '../support/probes/probe.ts';
import { probeOf } from '../support/probes/probes.ts';
import { registerByHand, registeredAlsoAs } from '../support/probes/registered.ts';
import { makeSmallRegistry, must, type SmallRegistry } from '../support/probes/small-registry.ts';
import { greenStatement, standingClaim } from '../support/probes/statements.ts';
import { signerOf } from '../unit/file-signer.ts';

const ROLES: Role[] = [
  'operator',
  'developer',
  'generator',
  'enterprise',
  'verifier',
  'financier',
  'regulator',
  'grid',
];

/**
 * Columns as in ROLES. `any`: on every organization's entities; `own`: on the caller's own only; `-`: never.
 */
const EXPECTED: Record<string, string> = {
  'POST /v1/organizations': /*                     */ 'any -   -   -   -   -   -   -',
  'GET /v1/organizations': /*                      */ 'any any any any any any any any',
  'POST /v1/organizations/{id}/identify': /*       */ 'any -   -   -   -   -   -   -',
  'POST /v1/organizations/{id}/unite': /*          */ 'any -   -   -   -   -   -   -',
  'POST /v1/organizations/{id}/keys': /*           */ 'own own own own own own own own',
  'POST /v1/organizations/{id}/keys/{kid}/revoke': /* */ 'any own own own own own own own',
  'POST /v1/organizations/{id}/require-confirmation': /* */ '-   own own own -   own own -',
  'GET /v1/confirmations': /*                      */ 'any any any any any any any any',
  'GET /v1/confirmations/{id}': /*                 */ 'own own own own own own own own',
  'POST /v1/confirmations/{id}/decline': /*        */ 'own own own own own own own own',
  'GET /v1/organizations/{id}/mentions': /*        */ 'any own own own any own any own',
  'POST /v1/accreditations': /*                    */ '-   -   -   -   -   -   any -',
  'GET /v1/accreditations': /*                     */ 'any any any any any any any any',
  'GET /v1/accreditations/{verifier}': /*          */ 'any any any any any any any any',
  'POST /v1/accreditations/{verifier}/suspend': /* */ '-   -   -   -   -   -   any -',
  'POST /v1/accreditations/{verifier}/resume': /*  */ '-   -   -   -   -   -   any -',
  'POST /v1/accreditations/{verifier}/withdraw': /* */ '-   -   -   -   -   -   any -',
  'GET /v1/accounts/{id}/blocks': /*               */ 'any own own own any own any -',
  'GET /v1/accounts/{id}/holdings': /*             */ 'any own own own any own any -',
  'GET /v1/accounts/{id}/transfers': /*            */ 'any own own own any own any -',
  'POST /v1/documents': /*                         */ 'any any any any any any any -',
  'GET /v1/documents/{sha256}': /*                 */ '-   own own own any own any -',
  'POST /v1/parcels': /*                           */ '-   own -   -   -   -   -   -',
  // A developer is answered with what is its own.
  'GET /v1/parcels': /*                            */ 'any any -   -   any -   any -',
  'GET /v1/parcels/{id}': /*                       */ 'any own -   -   any -   any -',
  'GET /v1/parcels/{id}/boundary': /*              */ 'any own -   -   any -   any -',
  'POST /v1/parcels/{id}/withdraw': /*             */ '-   own -   -   -   -   -   -',
  'GET /v1/inventory': /*                          */ 'any any -   -   any -   any -',
  'POST /v1/projects/imports': /*                  */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects': /*                            */ '-   own -   -   -   -   -   -',
  'POST /v1/projects/{id}/develop': /*               */ '-   own -   -   -   -   -   -',
  'POST /v1/projects/{id}/approve': /*               */ '-   -   -   -   -   -   any -',
  'POST /v1/projects/{id}/publish': /*               */ '-   own -   -   -   -   -   -',
  'POST /v1/projects/{id}/comments': /*              */ 'any any any any any any any any',
  'POST /v1/projects/{id}/comments/{number}/remove':
    /*                                               */ 'any -   -   -   -   -   any -',
  'GET /v1/projects/{id}/waiting-comments': /*       */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/public-comments/{number}/admit':
    /*                                               */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/public-comments/{number}/refuse':
    /*                                               */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/treatments': /*            */ '-   -   -   -   own -   -   -',
  'POST /v1/projects/{id}/validate': /*              */ '-   -   -   -   own -   -   -',
  'POST /v1/projects/{id}/request-registration': /*  */ '-   own -   -   -   -   -   -',
  'POST /v1/projects/{id}/freeze-certificates': /*   */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/release-certificates': /*  */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/register': /*              */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/refuse': /*                */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/withdraw': /*              */ '-   own -   -   -   -   -   -',
  'POST /v1/projects/{id}/hold': /*                  */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/resume': /*                */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/deactivate': /*            */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/deregister': /*            */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/issuances': /*           */ 'any -   -   -   -   -   -   -',
  'POST /v1/agreements': /*                        */ '-   own -   -   -   -   -   -',
  // Everybody that may be a party or supervises is answered, with what concerns it.
  'GET /v1/agreements': /*                         */ 'any any any any any any any -',
  'GET /v1/agreements/{id}': /*                    */ 'any own own own any own any -',
  'POST /v1/agreements/{id}/versions': /*          */ '-   own -   -   -   -   -   -',
  'POST /v1/agreements/{id}/accept': /*            */ '-   own own own -   own own -',
  'POST /v1/agreements/{id}/decline': /*           */ '-   own own own -   own own -',
  'POST /v1/projects/{id}/monitoring-reports': /*         */ '-   own -   -   -   -   -   -',
  'POST /v1/monitoring-reports/{id}/comments': /*         */ 'any any any any any any any any',
  'POST /v1/monitoring-reports/{id}/comments/{number}/remove':
    /*                                                    */ 'any -   -   -   -   -   any -',
  // Whichever body is registered: none is chosen before it verifies.
  'GET /v1/monitoring-reports/{id}/waiting-comments': /*  */ 'any -   -   -   -   -   -   -',
  'POST /v1/monitoring-reports/{id}/public-comments/{number}/admit':
    /*                                                    */ 'any -   -   -   -   -   -   -',
  'POST /v1/monitoring-reports/{id}/public-comments/{number}/refuse':
    /*                                                    */ 'any -   -   -   -   -   -   -',
  'POST /v1/monitoring-reports/{id}/treatments': /*       */ '-   -   -   -   any -   -   -',
  'POST /v1/monitoring-reports/{id}/verify': /*           */ '-   -   -   -   own -   -   -',
  'POST /v1/monitoring-reports/{id}/refuse': /*           */ '-   -   -   -   any -   -   -',
  'POST /v1/monitoring-reports/{id}/correct': /*          */ '-   -   -   -   own -   -   -',
  'POST /v1/monitoring-reports/{id}/request-issuance': /* */ '-   own -   -   -   -   -   -',
  'POST /v1/monitoring-reports/{id}/cancel-certificates':
    /*                                                     */ 'any -   -   -   -   -   -   -',
  'POST /v1/monitoring-reports/{id}/issue': /*            */ 'any -   -   -   -   -   -   -',
  'POST /v1/projects/{id}/reversals': /*                  */ 'any -   -   -   -   -   -   -',
  'POST /v1/cancellations': /*                            */ 'any own -   -   -   -   -   -',
  'POST /v1/batches/{id}/subdivide': /*            */ '-   own own own -   own -   -',
  'POST /v1/transfers': /*                         */ '-   own own own -   own -   -',
  'GET /v1/transfers/{id}': /*                     */ 'any own own own any own any -',
  'POST /v1/transfers/{id}/accept': /*             */ '-   own own own -   own -   -',
  'POST /v1/transfers/{id}/reject': /*             */ '-   own own own -   own -   -',
  'POST /v1/transfers/{id}/withdraw': /*           */ '-   own own own -   own -   -',
  'POST /v1/transfers/{id}/settle': /*             */ '-   own -   -   -   -   -   -',
  'GET /v1/transfers/{id}/settlement': /*          */ '-   own own own any own any -',
  'GET /v1/entitlements': /*                       */ '-   own own own any own any -',
  'GET /v1/entitlements.csv': /*                   */ '-   own own own any own any -',
  'POST /v1/pledges': /*                           */ '-   own own own -   own -   -',
  'GET /v1/pledges/{id}': /*                       */ 'any own own own any own any -',
  'GET /v1/accounts/{id}/pledges': /*              */ 'any own own own any own any -',
  'POST /v1/pledges/{id}/accept': /*               */ '-   -   -   -   -   own -   -',
  'POST /v1/pledges/{id}/reject': /*               */ '-   -   -   -   -   own -   -',
  'POST /v1/pledges/{id}/withdraw': /*             */ '-   own own own -   own -   -',
  'POST /v1/pledges/{id}/release': /*              */ '-   -   -   -   -   own -   -',
  'POST /v1/pledges/{id}/enforce': /*              */ '-   -   -   -   -   own -   -',
  // Parties and grid companies are answered with what concerns them.
  'POST /v1/power-purchase-agreements':
    /*                                            */ '-   -   own -   -   -   -   -',
  'GET /v1/power-purchase-agreements':
    /*                                             */ 'any -   any any any -   any any',
  'GET /v1/power-purchase-agreements/{id}':
    /*                                        */ 'any -   own own any -   any own',
  'POST /v1/power-purchase-agreements/{id}/versions':
    /*                              */ '-   -   own -   -   -   -   -',
  'POST /v1/power-purchase-agreements/{id}/sign':
    /*                                  */ '-   -   own own -   -   -   -',
  'POST /v1/power-purchase-agreements/{id}/decline':
    /*                               */ '-   -   own own -   -   -   -',
  'GET /v1/power-purchase-agreements/{id}/standing':
    /*                               */ 'any -   own own any -   any own',
  'POST /v1/power-purchase-agreements/{id}/consumption':
    /*                           */ '-   -   own own -   -   -   own',
  'GET /v1/power-purchase-agreements/{id}/consumption':
    /*                            */ 'any -   own own any -   any own',
  'POST /v1/power-purchase-agreements/{id}/consumption/confirm':
    /*                   */ '-   -   -   -   -   -   -   own',
  'POST /v1/power-purchase-agreements/{id}/consumption/refuse':
    /*                    */ '-   -   -   -   -   -   -   own',
  'GET /v1/power-purchase-agreements/{id}/consumption/{month}/{buyer}/intervals':
    /*  */ 'any -   own own any -   any own',
  'POST /v1/power-purchase-agreements/{id}/settlements':
    /*                           */ '-   -   own own -   -   -   -',
  'GET /v1/power-purchase-agreements/{id}/settlements':
    /*                            */ 'any -   own own any -   any own',
  'GET /v1/power-purchase-agreements/{id}/settlements/{month}':
    /*                    */ 'any -   own own any -   any own',
  'POST /v1/retirements': /*                       */ 'any own own own -   own own -',
  // Whoever uses energy, for itself.
  'POST /v1/emission-statements': /*               */ '-   any any any -   any -   -',
  'GET /v1/emission-statements': /*                */ 'any any any any any any any any',
  'GET /v1/emission-statements/{id}': /*           */ 'any any any any any any any any',
  'GET /v1/emission-statements/{id}/evidence.json': 'any any any any any any any any',
  'GET /v1/emission-statements/{id}/green-power-credential.json': 'any any any any any any any any',
  'GET /v1/retirements/{id}/credential.json': /*   */ 'any any any any any any any any',
  'GET /v1/claims/{id}/credential.json': /*        */ 'any any any any any any any any',
  'GET /v1/batches/{id}/credential.json': /*       */ 'any any any any any any any any',
  'POST /v1/emission-statements/{id}/versions': /* */ '-   own own own -   own -   -',
  'POST /v1/emission-statements/{id}/verify': /*   */ '-   -   -   -   own -   -   -',
  'POST /v1/emission-statements/{id}/return': /*   */ '-   -   -   -   any -   -   -',
  // Whoever uses energy, for itself; the rows are its own.
  'POST /v1/activity-datasets': /*                 */ '-   any any any -   any -   -',
  'GET /v1/activity-datasets': /*                  */ 'any any any any any any any any',
  'GET /v1/activity-datasets/{id}': /*             */ 'any any any any any any any any',
  'GET /v1/activity-datasets/{id}/rows': /*        */ '-   own own own any own any -',
  // Whose affair it is opens it; who is named reads it, as do those who open seals anyway.
  'POST /v1/disclosures': /*                       */ '-   own own own -   own -   -',
  'GET /v1/disclosures': /*                        */ 'any any any any any any any any',
  'GET /v1/disclosures/{id}': /*                   */ 'own own own own any own any own',
  'GET /v1/disclosures/{id}/evidence.json': /*     */ 'own own own own any own any own',
  'POST /v1/claims': /*                            */ '-   own own own -   own -   -',
  'POST /v1/claims/{id}/withdraw': /*              */ '-   own own own -   own -   -',
  // Whoever holds units operates a park, or joins one.
  'POST /v1/parks': /*                             */ '-   any any any -   any -   -',
  'GET /v1/parks': /*                              */ 'any any any any any any any any',
  'GET /v1/parks/{id}': /*                         */ 'any any any any any any any any',
  'POST /v1/parks/{id}/request-membership': /*     */ '-   any any any -   any -   -',
  'GET /v1/parks/{id}/membership-requests': /*     */ 'any any any any any any any any',
  'POST /v1/parks/{id}/members': /*                */ '-   own own own -   own -   -',
  'POST /v1/parks/{id}/members/{organization}/leave':
    /*                                             */ '-   own own own -   own -   -',
  'POST /v1/parks/{id}/targets': /*                */ '-   own own own -   own -   -',
  'POST /v1/supply-contracts/imports': /*          */ 'any -   -   -   -   -   -   -',
  'GET /v1/supply-contracts': /*                   */ 'any any any any any any any any',
  'GET /v1/supply-contracts/{id}': /*              */ 'any any any any any any any any',
  'POST /v1/supply-contracts/{id}/generation': /*  */ 'any -   -   -   -   -   -   -',
  'POST /v1/supply-contracts/{id}/deliveries': /*  */ 'any -   -   -   -   -   -   -',
  'POST /v1/provincial-accounts': /*                      */ 'any -   -   -   -   -   -   -',
  'GET /v1/provincial-accounts/{province}': /*            */ 'any any any any any any any any',
  // Every registered generator, for itself.
  'POST /v1/facilities': /*                               */ '-   -   any -   -   -   -   -',
  'POST /v1/facilities/imports': /*                       */ 'any -   -   -   -   -   -   -',
  'GET /v1/facilities': /*                                */ 'any any any any any any any any',
  'POST /v1/facilities/{id}/storage': /*                  */ '-   -   own -   -   -   -   -',
  'POST /v1/facilities/{id}/generation': /*               */ '-   -   own -   -   -   -   own',
  'POST /v1/facilities/{id}/generation/confirm': /*       */ '-   -   -   -   -   -   -   own',
  'POST /v1/facilities/{id}/generation/refuse': /*        */ '-   -   -   -   -   -   -   own',
  'GET /v1/facilities/{id}/generation': /*                */ 'any any any any any any any any',
  'GET /v1/facilities/{id}/generation/{month}/{energy}/intervals': /* */ 'any -   own own any -   any own',
  // By the owner, or compulsorily by the operator.
  'POST /v1/facilities/{id}/cancellations': /*            */ 'any -   own -   -   -   -   -',
  // Each for the caller's own organization.
  'POST /v1/webhooks': /*                  */ 'any any any any any any any any',
  'GET /v1/webhooks': /*                   */ 'any any any any any any any any',
  'GET /v1/webhooks/{id}': /*              */ 'own own own own own own own own',
  'POST /v1/webhooks/{id}/rotate': /*      */ 'own own own own own own own own',
  'POST /v1/webhooks/{id}/disable': /*     */ 'own own own own own own own own',
  'POST /v1/webhooks/{id}/enable': /*      */ 'own own own own own own own own',
  'POST /v1/webhooks/{id}/delete': /*      */ 'own own own own own own own own',
  'POST /v1/webhooks/{id}/test': /*        */ 'own own own own own own own own',
  'GET /v1/webhooks/{id}/deliveries': /*   */ 'own own own own own own own own',
  'POST /v1/webhooks/{id}/deliveries/replay':
    /*                                     */ 'own own own own own own own own',
  'POST /v1/webhooks/{id}/deliveries/{delivery}/replay':
    /*                                     */ 'own own own own own own own own',
  // An export of an account, as whoever may read it; a job is its own organization's alone.
  'POST /v1/jobs': /*                      */ 'any own own own any own any -',
  'GET /v1/jobs': /*                       */ 'any any any any any any any any',
  'GET /v1/jobs/{id}': /*                  */ 'own own own own own own own own',
  'POST /v1/jobs/{id}/cancel': /*          */ 'own own own own own own own own',
  'POST /v1/jobs/{id}/resume': /*          */ 'own own own own own own own own',
  'GET /v1/jobs/{id}/result': /*           */ 'own own own own own own own own',
};
/** The land of a project that is published before anything is asked. */
const PUBLISHED = boundaryOf(square(120.6, 43.6));
/** What anybody may ask about the things that the probes make. */
const PUBLIC_PROBED = [
  'GET /v1/organizations/{id}',
  'GET /v1/projects',
  'GET /v1/projects/{id}',
  'GET /v1/projects/{id}/design',
  'GET /v1/projects/{id}/comments',
  'GET /v1/projects/{id}/public-comments',
  'GET /v1/projects/{id}/batches',
  'GET /v1/projects/{id}/monitoring-reports',
  'GET /v1/monitoring-reports',
  'GET /v1/monitoring-reports/{id}',
  'GET /v1/monitoring-reports/{id}/document',
  'GET /v1/monitoring-reports/{id}/comments',
  'GET /v1/monitoring-reports/{id}/public-comments',
  'GET /v1/batches/{id}',
  'GET /v1/batches/{id}/blocks',
  'GET /v1/batches/{id}/certificate.json',
  'GET /v1/batches/{id}/certificate.pdf',
  'GET /v1/retirements/{id}/certificate.pdf',
  'GET /v1/emission-statements/{id}/green-power-certificate.pdf',
  'GET /v1/facilities/{id}',
  'GET /v1/facilities/{id}/batches',
  'GET /v1/retirements/{id}',
  'GET /v1/retirements/{id}/certificate.json',
  'GET /v1/retirements/{id}/proof',
  'GET /v1/units/{batch}/{serial}/provenance',
  'GET /v1/commits/{id}',
  'GET /v1/commits/{id}/proof',
  'GET /v1/emission-statements/{id}/totals',
  'GET /v1/emission-statements/{id}/green-power-certificate.json',
  'GET /p/retirements/{id}',
  'GET /p/batches/{id}',
  'GET /p/projects/{id}',
  'GET /p/monitoring-reports/{id}',
  'GET /p/emission-statements/{id}',
  'GET /p/organizations/{id}',
  'GET /p/facilities/{id}',
];
const PUBLIC: Record<string, string> = {
  ...Object.fromEntries(PUBLIC_PROBED.map((route) => [route, 'PROBE'])),
  'GET /log/checkpoint': 'GET /log/checkpoint',
  'GET /log/vkey': 'GET /log/vkey',
  'GET /log/tile/{tile+}': 'GET /log/tile/entries/000.p/1',
  'GET /log/comment/{digest}': 'GET /log/comment/DIGEST',
  'GET /log/contexts/{name}': 'GET /log/contexts/retirement-v1',
  'GET /log/boundary/{digest}': `GET /log/boundary/${digestOf(boundaryText(PUBLISHED))}`,
  'GET /v1/factors': 'GET /v1/factors',
  'GET /v1/search': 'GET /v1/search?q=b-0',
  'GET /v1/publications': 'GET /v1/publications',
  'GET /': 'GET /',
  'GET /p': 'GET /p',
  'GET /p/search': 'GET /p/search',
  'GET /p/publications': 'GET /p/publications',
  'GET /v1/claims': 'GET /v1/claims',
  'GET /v1/claims/{id}': 'GET /v1/claims/CLAIM',
  'GET /v1/claims/{id}/chain': 'GET /v1/claims/CLAIM/chain',
  'GET /v1/claims/{id}/certificate.json': 'GET /v1/claims/CLAIM/certificate.json',
  'GET /v1/claims/{id}/certificate.pdf': 'GET /v1/claims/CLAIM/certificate.pdf',
  'GET /p/claims/{id}': 'GET /p/claims/CLAIM',
  'GET /console': 'GET /console',
  'GET /console/assets/{file}': 'GET /console/assets/favicon.svg',
  'GET /console/{path+}': 'GET /console/jobs/new?from=projects',
  'GET /openapi.json': 'GET /openapi.json',
  'GET /docs': 'GET /docs',
  'GET /docs/plain': 'GET /docs/plain',
  'GET /docs/scripts/{file}': 'GET /docs/scripts/SCRIPT',
};

/** What anybody may bring: work stands for the token. */
const PUBLIC_CHANGES = [
  'POST /v1/projects/{id}/public-comments',
  'POST /v1/monitoring-reports/{id}/public-comments',
];

/** Digest of a comment on it. */
let commented = '';
/** A claim that stands. */
let claim = '';

let api: TestApi;
// Roles are decided above the table, so that one in memory does.
vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/local/memory-world.ts')).worldHere,
}));
let leavesNoTrace: LeavesNoTrace;
let registry: SmallRegistry;
let stranger: { caller: Caller; account: string };
let stopKms: () => Promise<void>;
afterAll(() => stopKms());
beforeAll(async () => {
  stopKms = await logKms(7);
  const table = playOn();
  await workTableAt(inject('dynamoDbEndpoint'));
  await startDocuments();
  const { client, tableName } = worldHere().reads;
  api = new TestApi(await loadHandlers());
  leavesNoTrace = leavesNoTraceInMemory(table);
  registry = await makeSmallRegistry(api);
  stranger = await registerOrganization(api);
  registry.supervisor = stranger.caller.org;
  // Where it acts as a verification body it is one that may.
  await registerByHand(stranger.caller.org, ['verifier']);
  await accredit(api, stranger.caller.org);
  const native = await publishedProject(api, { standard: 'VCS', boundary: PUBLISHED });
  const body = { text: '边界压占草场' };
  // By somebody of those days: the clock is set back, and nobody comments before being registered.
  const { caller } = native.holder;
  const said = await must(api, `POST /v1/projects/${native.project}/comments`, caller, body);
  commented = said.sha256;
  vi.useRealTimers();
  claim = await standingClaim(api);
  await greenStatement(api);
  await disclosed(api);
  await sequenceAll(client, tableName, signerOf('lvzhang.test/log', ED25519, 7));
});

const probe = (route: string) => probeOf(route, api, registry);

/** What is only ever refused isn't used up, and is made once. */
const kept = new Map<string, Promise<Probe>>();
const keptProbe = (route: string): Promise<Probe> => {
  const known = kept.get(route) ?? probe(route);
  kept.set(route, known);
  return known;
};

const send = ({ request, body, headers, key }: Probe, caller?: Caller) =>
  api.send(request, {
    ...(caller && { caller }),
    ...(body && { body }),
    ...(headers && { headers }),
    ...(key && { key }),
  });

const FORBIDDEN = 'urn:lvzhang:problem:forbidden';
/** A registered stranger may do it with papers of its own, and not with the owner's. */
const NOT_BROUGHT = 'urn:lvzhang:problem:document-not-stored';
/** How a refusal of somebody else's entity may look. */
const NOT_YOURS = [
  FORBIDDEN,
  'urn:lvzhang:problem:not-yours',
  'urn:lvzhang:problem:not-found',
  'urn:lvzhang:problem:developer-not-a-party',
  'urn:lvzhang:problem:not-a-registered-developer',
  'urn:lvzhang:problem:not-a-registered-verifier',
  'urn:lvzhang:problem:not-a-registered-generator',
];

/** Sends what must be refused, and holds that it left the table as it was. */
const refused = (wanted: Probe, caller?: Caller): Promise<Answer> =>
  leavesNoTrace(() => send(wanted, caller));

/**
 * What a role may do, as observed: a stranger's request first, then the owner's. What was done once
 * isn't to be done again.
 */
async function observed(wanted: Probe, role: Role): Promise<string> {
  await registerByHand(stranger.caller.org, [role]);
  const asStranger = await send(wanted, { ...stranger.caller, roles: [role] });
  if (asStranger.status < 300) return 'any';
  const owner = wanted.owner ?? stranger.caller.org;
  const asOwner = await registeredAlsoAs(owner, role, () => send(wanted, { org: owner, roles: [role] }));
  const types = [asStranger.body.type, asOwner.body.type];
  if (types.every((type) => type === FORBIDDEN)) return '-';
  const turnedAway =
    asStranger.body.type === NOT_BROUGHT ||
    ([403, 404].includes(asStranger.status) && NOT_YOURS.includes(asStranger.body.type));
  return turnedAway && asOwner.status < 300 ? 'own' : JSON.stringify(types);
}

describe('the role table', () => {
  it('covers every route', () => {
    const keys = routes.map(({ method, path }) => `${method} ${path}`).sort();
    expect([...Object.keys({ ...EXPECTED, ...PUBLIC }), ...PUBLIC_CHANGES].sort()).toEqual(keys);
    const open = routes.filter((route) => route.public).map(({ method, path }) => `${method} ${path}`);
    const isOpen = new Set([...Object.keys(PUBLIC), ...PUBLIC_CHANGES]);
    expect(open.sort()).toEqual([...isOpen].sort());
    for (const [key, { action }] of Object.entries(allEndpoints()))
      expect(`${key} ${action === undefined}`).toBe(`${key} ${isOpen.has(key)}`);
  });

  it.each(Object.entries(EXPECTED))('%s: %s', async (route, expected) => {
    const row: string[] = [];
    let wanted: Probe | undefined;
    for (const role of ROLES) {
      wanted ??= await probe(route);
      const cell = await observed(wanted, role);
      // A refused request leaves the registry as it was for the next role (see below).
      if (cell !== '-') wanted = undefined;
      row.push(cell);
    }
    expect(row).toEqual(expected.split(/\s+/));
  });

  it('what is refused, to a stranger or to a role, leaves no trace', async () => {
    const refusals: [Probe, Role][] = [];
    for (const [route, expected] of Object.entries(EXPECTED)) {
      const wanted = await keptProbe(route);
      for (const [column, cell] of expected.split(/\s+/).entries())
        if (cell !== 'any') refusals.push([wanted, ROLES[column]!]);
    }
    await leavesNoTrace(async () => {
      for (const [wanted, role] of refusals) {
        const { status } = await send(wanted, { ...stranger.caller, roles: [role] });
        expect([403, 404]).toContain(status);
      }
    });
  });
});

describe('the registry decides who has a role, whatever a token says', () => {
  const unknown = 'o-ffffffffffffffffffff';
  it.each(Object.entries(EXPECTED))('%s: %s', async (route, expected) => {
    const cells = expected.split(/\s+/);
    const wanted = await keptProbe(route);
    const isCommand = wanted.request.startsWith('POST') && !wanted.request.endsWith('/v1/documents');
    const role = ROLES[cells.findIndex((cell) => cell !== '-')]!;
    await registerByHand(stranger.caller.org, [role === 'grid' ? 'verifier' : 'grid']);
    if (!isCommand && isEverybodys(allEndpoints()[route]!.action!)) {
      // What everybody may read needs no role.
      expect((await send(wanted, { org: unknown, roles: [role] })).status).toBe(200);
      return;
    }
    const answers = await leavesNoTrace(async () => [
      await send(wanted, { org: unknown, roles: [role] }),
      await send(wanted, { ...stranger.caller, roles: [role] }),
    ]);
    expect(answers).toMatchObject([
      { status: 403, body: { type: 'urn:lvzhang:problem:organization-not-registered' } },
      { status: 403, body: { type: 'urn:lvzhang:problem:role-not-registered', seen: { role } } },
    ]);
  });

  it('the root operator has its one role and no other; a registered operator is one too', async () => {
    const blocks = `GET /v1/accounts/${registry.developer.account}/blocks`;
    const root = { org: OPERATOR.org, roles: ['regulator' as const] };
    expect((await api.send(blocks, { caller: root })).body.type).toBe(
      'urn:lvzhang:problem:organization-not-registered',
    );
    const second = await registerOrganization(api, ['operator']);
    expect((await api.send(blocks, { caller: second.caller })).status).toBe(200);
    expect((await registerOrganization(api, ['enterprise'], '示例', second.caller)).id).toMatch(/^o-/);
  });
});

/** Callers whom no token should make anybody. TypeScript's view of a caller doesn't bind a token. */
const NOBODIES: [string, object | undefined][] = [
  ['no claims', undefined],
  ['an unknown role', { org: 'o-1', roles: ['wizard'] }],
  ['no roles', { org: 'o-1', roles: [] }],
  ['no organization', { roles: ['operator'] }],
  ['an empty organization', { org: '', roles: ['operator'] }],
  ['an organization with a newline', { org: 'o-1\nkey', roles: ['operator'] }],
  ['an organization with a newline at its end', { org: 'o-1\n', roles: ['operator'] }],
  ['the registry itself', { org: 'lvzhang-registry', roles: ['operator'] }],
  ['a list of organizations', { org: '[o-1 o-2]', roles: ['operator'] }],
  ['a role in capitals', { org: 'o-1', roles: ['OPERATOR'] }],
  ['names that every object has', { org: 'o-1', roles: ['constructor', '__proto__', 'toString'] }],
];

describe('a token that names nobody', () => {
  let probes: Probe[];
  beforeAll(async () => {
    probes = [];
    // One after the other: some probes set the clock while they are prepared.
    for (const route of Object.keys(EXPECTED)) probes.push(await keptProbe(route));
  });

  it.each(NOBODIES)('%s is 401 on every route but the public ones', async (_what, caller) => {
    await leavesNoTrace(async () => {
      for (const wanted of probes) {
        const { status, body } = await send(wanted, caller as Caller | undefined);
        expect(`${wanted.request} ${status} ${body.type}`).toBe(
          `${wanted.request} 401 urn:lvzhang:problem:unauthenticated`,
        );
      }
    });
  });

  it.each(Object.entries(PUBLIC))('%s needs none, and is the same whoever asks', async (route, named) => {
    const probed = named === 'PROBE' ? (await probe(route)).request : named;
    const request = probed
      .replace('DIGEST', commented)
      .replace('CLAIM', claim)
      .replace('SCRIPT', scalarScript().file);
    const { status, body, headers } = await api.send(request);
    // Documents themselves are at a presigned address, to which the answer leads.
    expect([request, status]).toEqual([request, headers.location ? 303 : 200]);
    expect(headers['access-control-allow-origin']).toBe('*');
    if (headers.location) return;
    expect((await api.send(request, { caller: registry.developer.caller })).body).toEqual(body);
  });
});

describe('what anybody may bring', () => {
  it.each(PUBLIC_CHANGES)('%s needs no token, and no token counts for more', async (route) => {
    const wanted = await probe(route);
    const first = await send(wanted);
    expect(first.status).toBe(201);
    expect(first.headers).not.toHaveProperty('access-control-allow-origin');
    const again = await send(wanted, registry.developer.caller);
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotent-replayed': 'true' },
    });
  });
});

describe('who may not is told so before anything else is looked at', () => {
  const denied = Object.entries(EXPECTED).filter(
    ([route, expected]) => route.startsWith('POST') && expected.includes('-'),
  );
  it.each(denied)('%s: %s', async (route, expected) => {
    const role = ROLES[expected.split(/\s+/).indexOf('-')]!;
    const { request } = await keptProbe(route);
    const call = { raw: '{', key: null };
    const anonymous = await api.send(request, call);
    expect(anonymous.status).toBe(401);
    const answer = await api.send(request, { ...call, caller: { ...stranger.caller, roles: [role] } });
    expect(answer).toMatchObject({ status: 403, body: { type: FORBIDDEN } });
  });
});

describe('several roles at once', () => {
  beforeAll(() => registerByHand(stranger.caller.org, ROLES));

  const blocks = (roles: string[]) =>
    send(
      { request: `GET /v1/accounts/${registry.developer.account}/blocks` },
      { org: stranger.caller.org, roles: roles as Role[] },
    );

  it.each([
    ['verifier', 'enterprise'],
    ['enterprise', 'verifier'],
  ])('the wider grant counts, in whatever order: %s, %s', async (...roles) => {
    expect((await blocks(roles)).status).toBe(200);
  });

  it('two narrow grants make no wide one', async () => {
    expect((await blocks(['developer', 'enterprise', 'financier', 'generator'])).status).toBe(403);
  });

  it('reading more does not move more', async () => {
    const wanted = await probe('POST /v1/transfers');
    const answer = await refused(wanted, {
      org: stranger.caller.org,
      roles: ['verifier', 'enterprise', 'regulator'],
    });
    expect(answer).toMatchObject({ status: 403, body: { type: 'urn:lvzhang:problem:not-yours' } });
  });

  it('roles that are not granted it stay so together', async () => {
    const wanted = await probe('POST /v1/transfers');
    const answer = await refused(wanted, {
      org: registry.developer.id,
      roles: ['operator', 'verifier', 'regulator'],
    });
    expect(answer).toMatchObject({ status: 403, body: { type: FORBIDDEN } });
  });

  it('an unknown role beside a known one adds nothing', async () => {
    expect((await blocks(['wizard', 'enterprise'])).status).toBe(403);
    const own = { org: registry.developer.id, roles: ['wizard', 'developer'] as Role[] };
    expect(
      (await send({ request: `GET /v1/accounts/${registry.developer.account}/blocks` }, own)).status,
    ).toBe(200);
  });
});
