/**
 * Verifiable Credentials through the real handlers: who signs, what verifying proves, and what is refused.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../events/cli/verify.ts';
import { Credential } from '../../events/credential/credential.ts';
import { didKeyOf } from '../../events/credential/did-key.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { logKms } from '../support/local/log-kms.ts';
import { sequenceAll } from '../support/local/world.ts';
import { loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { makeSmallRegistry, type SmallRegistry } from '../support/probes/small-registry.ts';
import { greenStatement, standingClaim } from '../support/probes/statements.ts';
import { toldBy } from '../support/told.ts';
import { signerOf } from '../unit/file-signer.ts';

const SEED = 23;
const signer = signerOf('lvzhang.test/log', ED25519, SEED);
const vkey = formatVkey(signer.key);

let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let registry: SmallRegistry;
let paths: Record<string, string>;
let stopKms: () => Promise<void>;

beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  stopKms = await logKms(SEED);
  api = new TestApi(await loadHandlers());
  registry = await makeSmallRegistry(api);
  paths = {
    retirement: `/v1/retirements/${registry.retirement}/credential.json`,
    issuance: `/v1/batches/${registry.batch}/credential.json`,
    claim: `/v1/claims/${await standingClaim(api)}/credential.json`,
    'green-power': `/v1/emission-statements/${await greenStatement(api)}/green-power-credential.json`,
  };
});
afterAll(() => stopKms());

const ask = (kind: string) => api.send(`GET ${paths[kind]}`, { caller: OPERATOR });
const kinds = ['retirement', 'issuance', 'claim', 'green-power'];

describe('a credential', () => {
  it('is of what is in the log, and asks for a token', async () => {
    for (const kind of kinds)
      expect(await ask(kind)).toMatchObject({
        status: 404,
        body: { type: 'urn:lvzhang:problem:not-in-log-yet' },
      });
    await sequenceAll(client, tableName, signer);
    for (const kind of kinds) expect(await api.send(`GET ${paths[kind]}`)).toMatchObject({ status: 401 });
    const none = paths.retirement!.replace(
      registry.retirement,
      registry.retirement.replace(/^./, 'A').replace(/.$/, 'A'),
    );
    expect((await api.send(`GET ${none}`, { caller: OPERATOR })).status).toBe(404);
  });

  it.each(kinds)('of a %s is canonical, the same each time, and verifies offline', async (kind) => {
    const [first, second] = [await ask(kind), await ask(kind)];
    expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'application/vc' } });
    expect(second.body).toBe(first.body);
    const credential = Credential.parse(JSON.parse(first.body));
    expect(canonicalize(credential)).toBe(first.body);
    expect(credential.issuer).toBe(didKeyOf(signer.key.publicKey));
    const context = await api.send(`GET ${new URL(credential['@context'][1]).pathname}`);
    expect(context).toMatchObject({ status: 200, headers: { 'content-type': 'application/ld+json' } });
    const verified = await toldBy(run, first.body, ['--vkey', vkey]);
    expect(verified).toMatchObject({
      code: 0,
      printed: expect.stringContaining('its proof and context hold'),
    });
    const changed = first.body.replace(/"(quantity|year|version)":(\d)/, '"$1":9$2');
    expect(changed).not.toBe(first.body);
    expect((await toldBy(run, changed, ['--vkey', vkey])).code).toBe(1);
  });

  it('is not signed where the key at hand is not that of the log', async () => {
    const stop = await logKms(SEED + 1);
    vi.resetModules();
    const strange = new TestApi(await loadHandlers());
    const answer = await strange.send(`GET ${paths.retirement}`, { caller: OPERATOR });
    expect(answer.status).toBe(500);
    await stop();
  });
});

it('the context of a name that none has is not found', async () => {
  expect((await api.send('GET /log/contexts/retirement-v2')).status).toBe(404);
});
