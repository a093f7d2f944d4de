/**
 * What a question is answered with rests on roles that the registry knows, and not on what a
 * token states besides.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Role } from '../../shared/ledger/role.ts';
import { playOn, worldHere } from '../support/local/memory-world.ts';
import { sequenceAll } from '../support/local/world.ts';
import { ORIGIN } from '../support/log/log.ts';
import {
  type Answer,
  type Caller,
  issueBatch,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { proposeContract } from '../support/probes/contracts.ts';
import { delivery, row } from '../support/probes/datasets.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { registerFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { statementBody } from '../support/probes/statements.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf(ORIGIN, ED25519, 44);

let api: TestApi;
const paths: Record<string, string> = {};
let sides: Caller;
let verifier: Caller;
beforeAll(async () => {
  onDay('2026-01-05');
  playOn();
  api = new TestApi(await loadHandlers());
  const { developer, batch } = await issueBatch(api, 90, 3);
  const [a, b] = [await registerOrganization(api), await registerOrganization(api, ['financier'])];
  const items = [{ batch, quantity: 10 }];
  const sold = await must(api, 'POST /v1/transfers', developer.caller, {
    from: developer.account,
    to: a.account,
    items,
  });
  await must(api, `POST /v1/transfers/${sold.id}/accept`, a.caller);
  const few = { from: a.account, to: b.account, items: [{ batch, quantity: 1 }] };
  const offered = await must(api, 'POST /v1/transfers', a.caller, { ...few, price: { fen: 12_345 } });
  const pledged = await must(api, 'POST /v1/pledges', a.caller, { ...few, loan: { fen: 12_345 } });
  const seller = await registerOrganization(api, ['developer', 'generator']);
  const facility = await registerFacility(api, { owner: seller });
  const contract = await proposeContract(api, { facility: facility.id, seller: seller.id, buyers: [a.id] });
  paths.transfer = `transfers/${offered.id}`;
  paths.pledge = `pledges/${pledged.id}`;
  paths.contract = `power-purchase-agreements/${contract}`;
  const works = await registerOrganization(api);
  const stated = await must(api, 'POST /v1/emission-statements', works.caller, statementBody());
  const measured = await must(api, 'POST /v1/activity-datasets', works.caller, delivery([row('M1', '1')]));
  await sequenceAll(worldHere().reads.client, worldHere().reads.tableName, signer);
  paths.statement = `emission-statements/${stated.id}`;
  paths.evidence = `emission-statements/${stated.id}/evidence.json`;
  paths.dataset = `activity-datasets/${measured.id}`;
  sides = a.caller;
  verifier = (await registerOrganization(api, ['verifier'])).caller;
});
afterAll(() => vi.useRealTimers());

/** Whether an answer opens a seal. */
const opens = ({ body }: Answer) => JSON.stringify(body).includes('"salt"');
const ask = (of: string, { org }: Caller, roles: Role[]) =>
  api.send(`GET /v1/${paths[of]}`, { caller: { org, roles } });

describe.each(['transfer', 'pledge', 'contract'])('what a %s seals', (of) => {
  it('is opened to the verifier and not to the operator', async () => {
    const asked = await ask(of, verifier, ['verifier']);
    expect([asked.status, opens(asked)]).toEqual([200, true]);
    const refused = await ask(of, OPERATOR, ['operator']);
    expect([refused.status, opens(refused)]).toEqual([200, false]);
  });

  it.each<[string, () => Caller, Role[]]>([
    ['the operator, verifier by its token', () => OPERATOR, ['operator', 'verifier']],
    ['the operator, regulator by its token', () => OPERATOR, ['operator', 'regulator']],
    ['the operator, in another order', () => OPERATOR, ['regulator', 'operator']],
  ])('stays sealed to %s', async (_who, caller, roles) => {
    const { status, body, headers } = await ask(of, caller(), roles);
    expect([status, opens({ status, body, headers })]).toEqual([200, false]);
  });

  it('a role that nobody registered is refused, whatever is asked', async () => {
    const { status, body } = await ask(of, sides, ['verifier', 'regulator']);
    expect([status, body.type]).toEqual([403, 'urn:lvzhang:problem:role-not-registered']);
  });
});

it('a wider role that is not registered is no wider view: a stranger is shown nothing', async () => {
  const stranger = (await registerOrganization(api)).caller;
  expect((await ask('transfer', stranger, ['verifier', ...stranger.roles])).status).toBe(404);
});

describe.each(['statement', 'evidence', 'dataset'])('what everybody may ask of a %s', (of) => {
  it('opens its seal to the verifier', async () => {
    const asked = await ask(of, verifier, ['verifier']);
    expect([asked.status, opens(asked)]).toEqual([200, true]);
  });

  it.each<[string, Role[]]>([
    ['a verifier', ['verifier']],
    ['a regulator too', ['enterprise', 'regulator']],
    ['a verifier first', ['verifier', 'enterprise']],
  ])('keeps it sealed to an enterprise that is %s by its token', async (_who, roles) => {
    const asked = await ask(of, sides, roles);
    expect([asked.status, opens(asked)]).toEqual([200, false]);
  });

  it('keeps it sealed to whom nobody registered', async () => {
    const asked = await ask(of, { ...sides, org: 'nobody' }, ['verifier']);
    expect([asked.status, opens(asked)]).toEqual([200, false]);
  });
});
