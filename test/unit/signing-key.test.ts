/** What the command line signs is what the registry asks for. */
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  createSigningKey,
  organizationOf,
  readSigningKey,
  signatureHeader,
} from '../../events/cli/signing-key.ts';
import { UnreadableError } from '../../events/exchange/file/readable.ts';
import type { HttpEvent } from '../../functions/http/event.ts';
import { signatureOf } from '../../functions/http/signature.ts';
import { refuseSignature } from '../../functions/ledger/signed.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import { organizationEntity } from '../../shared/ledger/entity.ts';
import { canonicalJson } from '../../shared/ledger/signature.ts';
import { ORIGIN } from '../support/log/log.ts';
import { entity } from '../support/states/states.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ORG = `o-${'1'.repeat(20)}`;
const NOW = new Date('2026-11-27T08:00:00.000Z');
const file = join(folder, 'own.key');

describe('a key file', () => {
  it('is made once, for its owner alone, and read again', async () => {
    const made = await createSigningKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readSigningKey(file)).toMatchObject({ kid: made!.kid, publicKey: made!.publicKey });
    expect(await createSigningKey(file)).toBeUndefined();
  });

  it('that others can read, or that holds anything else, is refused', async () => {
    const open = join(folder, 'open.key');
    await createSigningKey(open);
    chmodSync(open, 0o644);
    expect(() => readSigningKey(open)).toThrow(UnreadableError);
    const other = join(folder, 'other.key');
    writeFileSync(other, `lvzhang-key Ed25519 ${'A'.repeat(43)} ${'A'.repeat(43)}\n`, { mode: 0o600 });
    expect(() => readSigningKey(other)).toThrow(UnreadableError);
  });
});

describe('a signed request', () => {
  const path = '/v1/facilities/f-1/generation';
  const body = { 月: '2025-03', a: [0.1, 1e21, -0], b: undefined };
  const refusal = (
    changed: { json?: unknown; log?: string; org?: string; key?: string; at?: Date; party?: string } = {},
  ) => {
    const key = readSigningKey(file);
    const { party } = changed;
    const asked = { log: ORIGIN, org: ORG, actsFor: party, idempotencyKey: 'k', path, body };
    const event = {
      headers: { 'lvzhang-signature': signatureHeader(key, asked, changed.at ?? NOW) },
      routeKey: 'POST /v1/facilities/{id}/generation',
      pathParameters: { id: 'f-1' },
    } as unknown as HttpEvent;
    const sent: unknown = JSON.parse(JSON.stringify(body));
    const signature = signatureOf(event, 'json' in changed ? changed.json : sent);
    const { kid, publicKey } = key;
    const keys = [{ kid, alg: 'Ed25519' as const, publicKey, from: NOW.toISOString() }];
    const org = changed.org ?? ORG;
    const state = { name: '示例', roles: ['enterprise' as const], keys };
    const entities = new Map([[organizationEntity(org), entity(state)]]);
    const id = commitId(party ?? org, changed.key ?? 'k');
    const context = { log: changed.log ?? ORIGIN, id, at: NOW.toISOString() };
    const acting = party === undefined ? { org } : { org: party, agent: org };
    return refuseSignature(entities, { ...acting, signature }, context)?.rejected;
  };

  it('is taken', () => {
    expect(refusal()).toBeUndefined();
    // Members in another order are the same body.
    expect(refusal({ json: { a: [0.1, 1e21, 0], 月: '2025-03' } })).toBeUndefined();
    // For another it signs the commit of that other's key.
    expect(refusal({ party: 'o-00000000000000000002' })).toBeUndefined();
  });

  it.each([
    ['signature-invalid', { json: { 月: '2025-04' } }],
    ['signature-invalid', { json: undefined }],
    ['signature-invalid', { key: 'another' }],
    ['signature-invalid', { log: 'another.test/log' }],
    ['signature-invalid', { org: `o-${'2'.repeat(20)}` }],
    ['signature-out-of-time', { at: new Date(NOW.getTime() - 10 * 60_000 - 1) }],
    ['signature-out-of-time', { at: new Date(NOW.getTime() + 60_001) }],
  ])('%s: %j', (rejected, changed) => expect(refusal(changed)).toBe(rejected));

  it('is in the name of the organization of its token', () => {
    const token = `x.${Buffer.from(JSON.stringify({ org: ORG })).toString('base64url')}.y`;
    expect(organizationOf(token)).toBe(ORG);
    expect(() => organizationOf('nonsense')).toThrow(UnreadableError);
  });
});

it('a body has one form: RFC 8785, fractions and all', () => {
  // The RFC's own example (§3.2.2), as far as JSON.parse keeps it.
  const value = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"literals":[null,true,false]}',
  );
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
  );
});
