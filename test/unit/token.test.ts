import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { namedKey, tokenFor } from '../../events/cli/access-token.ts';
import {
  demoIdentity,
  demoOrganizationId,
  demoOrganizationNames,
  demoOrganizations,
  identityNames,
  OPERATOR_ORG,
  organizationKey,
} from '../../events/cli/identities.ts';
import { NoInstanceError, readInstance } from '../../events/cli/instance.ts';
import { run } from '../../events/cli/token.ts';
import { isUscc } from '../../shared/base/uscc.ts';
import { commitId, deriveId } from '../../shared/ledger/decision.ts';

const instances = mkdtempSync(join(tmpdir(), 'lvzhang-instances-'));
afterAll(() => rmSync(instances, { recursive: true }));
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Process 2^31 − 1 is past what Linux gives out. */
const DEAD_PID = 2 ** 31 - 1;

function place(name: string, port: number, startedAt: number, pid = process.pid): void {
  const url = `http://127.0.0.1:${port}`;
  const instance = { url, issuer: `${url}/oidc`, audience: 'lvzhang', pid, logOrigin: 'l', startedAt };
  mkdirSync(join(instances, name));
  writeFileSync(join(instances, name, 'instance.json'), JSON.stringify(instance));
  writeFileSync(
    join(instances, name, 'issuer.jwk.json'),
    JSON.stringify(privateKey.export({ format: 'jwk' })),
  );
}

describe('instances on this machine', () => {
  it('are found by their port, or the one that started last', () => {
    expect(() => readInstance(undefined, instances)).toThrow(NoInstanceError);
    expect(() => readInstance(undefined, join(instances, 'absent'))).toThrow(/npm start/);
    place('8700', 8700, 1);
    place('8701.memory', 8701, 2);
    place('8702', 8702, 3, DEAD_PID);
    mkdirSync(join(instances, '8703'));
    writeFileSync(join(instances, '8703', 'instance.json'), '{"url":');
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(readInstance(8700, instances).url).toBe('http://127.0.0.1:8700');
    expect(told).not.toHaveBeenCalled();
    expect(readInstance(undefined, instances).url).toBe('http://127.0.0.1:8701');
    expect(told.mock.calls.join('')).toMatch(/8701, which started last.*8700/);
    told.mockRestore();
    expect(() => readInstance(8702, instances)).toThrow(/port 8702/);
    expect(() => readInstance(8703, instances)).toThrow(NoInstanceError);
  });

  it('are still starting while they have no key', async () => {
    const starting = { ...readInstance(8701, instances), folder: join(instances, 'starting') };
    await expect(tokenFor(starting, demoIdentity('copper')!)).rejects.toThrow(NoInstanceError);
  });

  it('take the tokens that are signed for them', async () => {
    const instance = readInstance(8701, instances);
    const token = await tokenFor(instance, demoIdentity('copper')!);
    const keys = createLocalJWKSet({ keys: [await namedKey(publicKey.export({ format: 'jwk' }))] });
    const { issuer, audience } = instance;
    const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer, audience });
    expect(protectedHeader).toMatchObject({ alg: 'RS256' });
    expect(payload).toMatchObject({
      sub: 'demo-copper',
      org: demoOrganizationId('copper'),
      roles: ['enterprise'],
    });
    expect(payload.exp! - payload.iat!).toBe(8 * 3600);
  });
});

describe('demo identities', () => {
  it('are those of the interface', () => {
    expect(identityNames).toEqual([
      'operator',
      'nongtou',
      'copper',
      'steel',
      'verifier',
      'bank',
      'regulator',
      'wind',
      'zinc',
      'grid',
    ]);
    expect(demoIdentity('operator')).toEqual({
      sub: 'demo-operator',
      org: OPERATOR_ORG,
      roles: ['operator'],
    });
    for (const odd of ['', 'Operator', 'toString', '__proto__']) expect(demoIdentity(odd)).toBeUndefined();
  });
  for (const name of demoOrganizationNames) {
    it(`${name} has the id that its registration will give, and a USCC that nobody can have`, () => {
      expect(demoOrganizationId(name)).toBe(deriveId('o', commitId(OPERATOR_ORG, organizationKey(name))));
      const { uscc, name: words } = demoOrganizations[name];
      expect(isUscc(uscc)).toBe(true);
      expect(organizationCodeCheck(uscc.slice(8, 16))).not.toBe(uscc[16]);
      expect(words.zh).toContain('示例');
    });
  }
});

/** The check character of an organization code (GB 11714-1997), which a real USCC holds within. */
function organizationCodeCheck(first8: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, i) => all + weight * Number.parseInt(first8[i]!, 36), 0);
  return '0X987654321'[sum % 11]!;
}

describe('the token command', () => {
  let out: MockInstance;
  let err: MockInstance;
  beforeEach(() => {
    out = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    err = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const wrong: [string, string[]][] = [
    ['no name', []],
    ['a wrong name', ['nobody']],
    ['two names', ['copper', 'steel']],
    ['a name and an organization', ['copper', '--org', 'o-1', '--roles', 'enterprise']],
    ['an organization without roles', ['--org', 'o-1']],
    ['a wrong role', ['--org', 'o-1', '--roles', 'enterprise,king']],
    ['a wrong organization', ['--org', 'a b', '--roles', 'enterprise']],
    ['a wrong port', ['copper', '--port', '70000']],
    ['an unknown flag', ['copper', '--colour']],
  ];
  for (const [what, args] of wrong)
    it(`exits 2 at ${what} and lists the names`, async () => {
      expect(await run(args)).toBe(2);
      expect(out).not.toHaveBeenCalled();
      for (const name of identityNames) expect(err.mock.calls.join('\n')).toContain(name);
    });

  it('exits 1 where no instance runs, and says what to do', async () => {
    expect(await run(['copper', '--port', '1'])).toBe(1);
    expect(out).not.toHaveBeenCalled();
    expect(err.mock.calls.join('\n')).toContain('npm start');
  });
});

describe('a token of an organization', () => {
  it('carries what was asked for', async () => {
    const identity = {
      sub: 'cli',
      org: 'o-0123456789abcdef0123',
      roles: ['enterprise', 'developer'] as const,
    };
    const token = await tokenFor(readInstance(8700, instances), identity);
    expect(decodeJwt(token)).toMatchObject({
      ...identity,
      iss: 'http://127.0.0.1:8700/oidc',
      aud: 'lvzhang',
    });
  });
});
