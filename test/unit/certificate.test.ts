import { describe, expect, it } from 'vitest';
import { type Certificate, verifyCertificate } from '../../events/certificate/retirement-certificate.ts';
import { certificateLines } from '../../events/certificate/told/certificate-text.ts';
import { COSIGNATURE_V1, ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { accountEntity, blockEntity, projectEntity, registrationEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { as, History, OPERATOR } from '../support/history/history.ts';
import { issueWhole, type ReportHistory, reportHistory } from '../support/history/report-steps.ts';
import { certificate, certificateOf } from '../support/log/certificate.ts';
import { logSigner } from '../support/log/log.ts';
import { signerOf } from './file-signer.ts';

const verify = (value: unknown, logKey = logSigner.key) =>
  verifyCertificate(typeof value === 'string' ? value : JSON.stringify(value), { logKey });

describe('a retirement certificate', () => {
  it('is proven, with the origin of every tonne', async () => {
    const check = verify(await certificate());
    expect(check.faults).toEqual([]);
    expect(check).toMatchObject({ valid: true, retirement: { size: 7 } });
    const projects = check.origins.map((origin) =>
      'project' in origin ? [origin.issued.facts.project, origin.project.facts.project] : [],
    );
    expect(projects).toEqual(projects.map(([, project]) => [project, project]));
    expect(new Set(projects.flat()).size).toBe(2);
  });

  /** What is changed in a certificate, and the pointer of the fault. */
  const faults: [string, string, (c: Certificate) => void][] = [
    [
      '/retirement/quantity',
      'a rounder quantity',
      (c) => {
        c.retirement.quantity = 40;
      },
    ],
    [
      '/retirement/beneficiary',
      'another beneficiary',
      (c) => {
        c.retirement.beneficiary = '别人';
      },
    ],
    [
      '/retirement/at',
      "another retirement's date",
      (c) => {
        c.retirement.at = '2020-01-01T00:00:00.000Z';
      },
    ],
    [
      '/retirement/reason',
      'another reason',
      (c) => {
        c.retirement.reason = 'x';
      },
    ],
    [
      '/retirement/purpose',
      'another purpose',
      (c) => {
        c.retirement.purpose = 'compulsory';
      },
    ],
    [
      '/retirement/imported',
      'as an import',
      (c) => {
        c.retirement.imported = true;
      },
    ],
    [
      '/retirement/account',
      'another account',
      (c) => {
        c.retirement.account = 'a-1';
      },
    ],
    [
      '/retirement/id',
      'another id',
      (c) => {
        c.retirement.id = 'x';
      },
    ],
    [
      '/retirement/serials',
      'other serials',
      (c) => {
        c.retirement.serials[0]!.from--;
      },
    ],
    [
      '/retirement/serials',
      'a range left out',
      (c) => {
        c.retirement.serials.pop();
      },
    ],
    [
      '/log',
      'another key named',
      (c) => {
        c.log.vkey += 'x';
      },
    ],
    [
      '/evidence/0',
      'a leaf changed',
      (c) => {
        c.evidence[0]!.leaf = c.evidence[0]!.leaf.replace('铜', '钢');
      },
    ],
    [
      '/evidence/1',
      'a proof of another leaf',
      (c) => {
        c.evidence[1]!.proof = c.evidence[2]!.proof;
      },
    ],
    [
      '/evidence',
      'an issuance left out',
      (c) => {
        c.evidence.splice(1, 1);
      },
    ],
    [
      '/evidence',
      'a registration left out',
      (c) => {
        c.evidence.pop();
      },
    ],
    [
      '/evidence/0',
      'no retirement',
      (c) => {
        c.evidence.shift();
      },
    ],
    [
      '/format',
      'another format',
      (c) => {
        Object.assign(c, { format: 'v2' });
      },
    ],
    [
      '',
      'an unknown member',
      (c) => {
        Object.assign(c, { note: 'x' });
      },
    ],
  ];
  it.each(faults)('%s: %s', async (path, _, change) => {
    const changed = await certificate();
    change(changed);
    const check = verify(changed);
    expect(check.valid).toBe(false);
    expect(check.faults.map((fault) => fault.path)).toContain(path);
  });

  it('is read one way: a member may not stand twice, though the last one is the leaf’s', async () => {
    const text = JSON.stringify(await certificate());
    const twice = text.replace('"beneficiary":', '"beneficiary":"别人","beneficiary":');
    expect(twice).not.toBe(text);
    expect(verify(twice)).toMatchObject({ valid: false, faults: [{ path: '' }] });
  });

  it('proves nothing with the key that it brings along', async () => {
    const other = signerOf(logSigner.key.name, ED25519, 8).key;
    const forged = { ...(await certificate()), log: { origin: other.name, vkey: formatVkey(other) } };
    expect(verify(await certificate(), other).valid).toBe(false);
    expect(verify(forged).valid).toBe(false);
  });

  it('is not proven by serials that its leaf names twice', async () => {
    const h = new History();
    const { id, account } = h.organization({ name: '市农投', roles: ['developer'] });
    const batch = h.issue({ project: h.project({ developer: id }) });
    const event = h.retire({ account, items: [{ batch, quantity: 3 }] }, as(id, 'developer'));
    const { facts } = event;
    expect(verify(await certificateOf(h, event)).faults).toEqual([]);
    const lie = { ...event, facts: { ...facts, items: [...facts.items, ...facts.items], quantity: 6 } };
    h.leaves[h.leaves.length - 1] = canonicalize(lie);
    const check = verify(await certificateOf(h, lie));
    expect(check.faults.map(({ path }) => path)).toEqual(['/retirement/serials']);
  });

  it.each(['organization', 'project', 'units.issued'])(
    'is not proven by a leaf under no digest: %s',
    async (of) => {
      const h = new History();
      const { id, account } = h.organization({ name: '市农投', roles: ['developer'] });
      const batch = h.issue({ project: h.project({ developer: id }) });
      const event = h.retire({ account, items: [{ batch, quantity: 3 }] }, as(id, 'developer'));
      const at = h.leaves.findIndex((leaf) => leaf.includes(`"type":"${of}`));
      // A commit's letters, of which the last has bits that no digest has.
      h.leaves[at] = canonicalize({ ...JSON.parse(h.leaves[at]!), id: 'C'.repeat(43) });
      const { valid } = verify(await certificateOf(h, event));
      expect([of, valid]).toEqual([of, of === 'organization']);
    },
  );

  it('needs the cosignatures that are asked for', async () => {
    const witness = signerOf('witness.test', COSIGNATURE_V1, 9).key;
    const text = JSON.stringify(await certificate());
    expect(verifyCertificate(text, { logKey: logSigner.key, witnesses: [witness] }).valid).toBe(false);
  });

  it.each(['', 'null', '[]', '{', '{}', '%PDF-1.7'])('%j is none', (text) => {
    expect(verify(text)).toMatchObject({ valid: false, origins: [] });
  });
});

describe('a certificate of what an import brought in as retired', () => {
  /**
   * Of 10 tonnes the last 4 came in as retired; whoever it is retires `from` to `to`, if need be by force.
   */
  async function retired(by: 'operator' | 'holder', from: number, to: number, account?: string) {
    const h = new History();
    const owner = h.organization({ name: '市农投', roles: ['developer'] });
    const other = h.organization({ name: '别人' });
    const batch = h.issue({ project: h.project({ developer: owner.id }), quantity: 10, retiredElsewhere: 4 });
    const ranges = [{ from, to, ...(from !== 1 && from !== 7 && { block: from < 7 ? 1 : 7 }) }];
    const event = h.forge(by === 'operator' ? OPERATOR : as(owner.id, 'developer'), {
      type: 'units.retired',
      facts: {
        account: account === 'other' ? other.account : owner.account,
        items: [{ batch, ranges }],
        quantity: to - from + 1,
        beneficiary: '未载明',
        reason: '导入',
        purpose: 'voluntary',
        imported: by === 'operator',
      },
      advances: [...new Set([from < 7 ? 1 : 7, from, ...(to === 6 || to === 10 ? [] : [to + 1])])].map(
        (each) => blockEntity(batch, each),
      ),
    });
    return verify(await certificateOf(h, event as EventOfType<'units.retired'>));
  }

  it('says so, and that the operator retired it', async () => {
    const check = await retired('operator', 8, 10);
    expect(check.faults).toEqual([]);
    expect(certificateLines(check, 'x', 'en').join('\n')).toContain('imported, retired by the operator');
    const own = await retired('holder', 1, 6);
    expect(own.faults).toEqual([]);
    expect(certificateLines(own, 'x', 'en').join('\n')).not.toContain('imported');
  });

  it.each([
    ['/retirement/imported', "the operator of a holder's tonnes", 'operator', 1, 6, 'owner'],
    [
      '/retirement/imported',
      'the operator in an account that they never came to',
      'operator',
      8,
      10,
      'other',
    ],
    ['/retirement/serials', 'the holder a second time', 'holder', 8, 10, 'owner'],
  ] as const)('%s: is not proven of %s', async (path, _, by, from, to, account) => {
    expect((await retired(by, from, to, account)).faults.map((fault) => fault.path)).toEqual([path]);
  });
});

describe('a certificate of units that a report was issued to', () => {
  const register = (s: ReportHistory, project: string) =>
    s.h.forge(OPERATOR, {
      type: 'project.registered',
      facts: {
        project,
        name: '克什克腾旗造林（示例）',
        standard: 'VCS',
        methodology: 'VM0047',
        category: 'forest',
        developer: s.developer.id,
        code: 'VCS-1',
        crediting: { from: '2021-04-01', to: '2061-03-31' },
        boundary: 'b'.repeat(64),
        areaSquareMetres: 1_000_000,
        buffer: s.buffer,
        late: false,
      },
      advances: [projectEntity(project), registrationEntity('VCS', 'VCS-1'), accountEntity(s.buffer)],
    });

  /** Five tonnes of the VCS project retired; the leaf that registers a project is that of `registered`. */
  async function retired(registered: (s: ReportHistory) => string) {
    const s = reportHistory();
    register(s, registered(s));
    const { batches } = issueWhole(s);
    const items = [{ batch: batches.get(2024)!, quantity: 5 }];
    const event = s.h.retire({ account: s.developer.account, items }, as(s.developer.id, 'developer'));
    const whole = await certificateOf(s.h, event);
    // A project that is registered here has no import: leave those of the small history out.
    const evidence = whole.evidence.filter(({ leaf }) => !leaf.includes('"project.imported"'));
    return verify({ ...whole, evidence });
  }

  it('has the registration of their project for its origin', async () => {
    const check = await retired(({ vcs }) => vcs);
    expect(check.faults).toEqual([]);
    expect(check.origins).toMatchObject([
      { project: { type: 'project.registered' }, issued: { facts: { vintage: 2024 } } },
    ]);
  });

  it("is not proven by another project's", async () => {
    const check = await retired(({ ccer }) => ccer);
    expect(check.faults.map(({ path }) => path)).toEqual(['/evidence']);
  });
});
