/**
 * The certificate of a claim, through the real handlers: what it says, for an organization and for a park,
 * what it refuses, and what verifying it finds when a word or a leaf is changed.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { claimedOf } from '../../events/certificate/claim.ts';
import { type ClaimCertificate, verifyClaimCertificate } from '../../events/certificate/claim-certificate.ts';
import type { ProvenLeaf } from '../../events/certificate/consent.ts';
import { gatherFaults } from '../../events/certificate/evidence.ts';
import { run } from '../../events/cli/verify.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import type { EventOfType, EventType, RegistryEvent } from '../../shared/ledger/event.ts';
import {
  issueSupply,
  registerWorks,
  retireFor,
  STATEMENTS,
  sell,
  stated,
  verifyStatement,
  type WorksParties,
} from '../support/certificates/supplied-works.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { sequenceAll } from '../support/local/world.ts';
import { expectNothingElseProven } from '../support/log/retold.ts';
import { loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';
import { toldBy } from '../support/told.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 44);
const refused = (status: number, name: string, more: object = {}) => ({
  status,
  body: { type: `urn:lvzhang:problem:${name}`, ...more },
});

let api: TestApi;
let client: Sender;
let tableName: string;
let works: Member;
let parties: WorksParties;
let green: string;
let credits: string;
let developer: Member;
let statement: string;
let claim: string;

beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  parties = await registerWorks(api);
  works = parties.works;
  ({ green, credits, developer } = await issueSupply(api, parties.plant));
});
afterAll(() => vi.useRealTimers());

const buy = (from: Member, to: Member, batch: string, quantity: number) =>
  sell(api, { from, to }, batch, quantity);
const retire = (who: Member, batch: string, quantity: number, covered: string) =>
  retireFor(api, who, covered, batch, quantity);
const verified = (id: string) => verifyStatement(api, parties, id);
const sequence = () => sequenceAll(client, tableName, signer);
const ask = (id = claim) => api.send(`GET /v1/claims/${id}/certificate.json`, {});
const given = async (id = claim) => (await ask(id)).body as ClaimCertificate;
const verify = (value: unknown) => verifyClaimCertificate(JSON.stringify(value), { logKey: signer.key });

describe("a claim's certificate", () => {
  it('is given to everyone, once all its leaves are in the log', async () => {
    ({ id: statement } = await must(api, `POST ${STATEMENTS}`, works.caller, stated('示例铜业', '150000.5')));
    await verified(statement);
    await buy(parties.plant.owner, works, green, 100);
    await buy(developer, works, credits, 100);
    await retire(works, green, 60, statement);
    await retire(works, green, 40, statement);
    const { coverage } = await must(api, `GET ${STATEMENTS}/${statement}`, works.caller);
    await retire(works, credits, coverage.openTonnes - 1, statement);
    await retire(works, credits, 1, statement);
    ({ id: claim } = await must(api, 'POST /v1/claims', works.caller, {
      statement,
      reductions: '余热回收（示例）',
    }));
    expect(await ask()).toMatchObject(refused(404, 'not-in-log-yet'));
    await sequence();
    expect((await ask()).status).toBe(200);
    const other = `${claim.slice(0, -1)}${claim.endsWith('0') ? '1' : '0'}`;
    expect(await ask(other)).toMatchObject(refused(404, 'not-found'));
  });

  it('says what was claimed, on which statement, and what was retired for it', async () => {
    const { claim: words } = await given();
    expect(words).toMatchObject({
      claim,
      statement,
      version: 1,
      label: 'carbon-neutral',
      organization: { id: works.id, name: '示例铜业' },
      verification: { verifier: { name: '核查机构（示例）' }, assurance: 'reasonable' },
      green: { physical: 0, certificate: 100, unused: 0 },
      reductions: '余热回收（示例）',
      members: [],
      batches: [
        { batch: green, instrument: 'GEC', quantity: 150, energy: 'on-grid' },
        { batch: credits, instrument: 'CCER', quantity: 1_000, vintage: 2024 },
      ],
    });
    expect(words.retirements.map(({ quantity, unit }) => [quantity, unit])).toEqual([
      [60, 'MWh'],
      [40, 'MWh'],
      [words.residual.tonnes - 1, 'tCO2e'],
      [1, 'tCO2e'],
    ]);
    expect(words.projects).toHaveLength(1);
    expect(words.facilities).toHaveLength(1);
  });

  it('is proven offline, and not with another key', async () => {
    const certificate = await given();
    const check = verify(certificate);
    expect(check.faults).toEqual([]);
    expect(check).toMatchObject({ valid: true, words: certificate.claim });
    const other = signerOf('lvzhang.test/log', ED25519, 42);
    expect(verifyClaimCertificate(JSON.stringify(certificate), { logKey: other.key }).valid).toBe(false);
  });

  it('is proven by no other words, and by no leaf less', async () => {
    const paths = expectNothingElseProven(await given(), 'claim', verify);
    for (const [member, path] of Object.entries(paths))
      if (member !== 'claim') expect(path?.split('/').slice(0, 3)).toEqual(['', 'claim', member]);
  });

  /** What a registry could write into its own log, and an audit of the whole would find. */
  it.each<[string, (leaves: ProvenLeaf[]) => unknown]>([
    ['a retirement behind the claim', (leaves) => (leafOf(leaves, 'units.retired').index += 1_000)],
    ['a verification behind the claim', (leaves) => (leafOf(leaves, 'statement.verified').index += 1_000)],
    [
      "another organization's retirement",
      (leaves) => Object.assign(leafOf(leaves, 'units.retired').event.by, { org: parties.verifier.id }),
    ],
    [
      'a retirement of more than it covers',
      (leaves) => (leafOf(leaves, 'units.retired').event.facts.quantity += 1),
    ],
    [
      'a retirement for another statement',
      (leaves) => {
        const { covers } = leafOf(leaves, 'units.retired').event.facts;
        covers!.statement = `e-${'0'.repeat(20)}`;
      },
    ],
    [
      'the same serials retired twice',
      (leaves) => {
        const [one, other] = leaves.filter(({ event }) => event.type === 'units.retired');
        const facts = other!.event.facts as { items: unknown };
        facts.items = (one!.event.facts as { items: unknown }).items;
      },
    ],
    [
      'a residual that is smaller',
      (leaves) => (leafOf(leaves, 'claim.made').event.facts.residual.kilograms -= 1),
    ],
    [
      'tonnes that were not retired',
      (leaves) => (leafOf(leaves, 'claim.made').event.facts.retired.removalLocal += 1),
    ],
    [
      'another boundary',
      (leaves) => Object.assign(leafOf(leaves, 'claim.made').event.facts, { boundary: '一号厂房' }),
    ],
    ['another version', (leaves) => (leafOf(leaves, 'claim.made').event.facts.version = 2)],
    [
      'another verification',
      (leaves) => (leafOf(leaves, 'claim.made').event.facts.verification.commit = 'A'.repeat(43)),
    ],
  ])('is not proven by %s', async (_what, lie) => {
    const { leaves, faults, fault } = await leavesOf(claim);
    claimedOf(claim, leaves, fault);
    expect(faults).toEqual([]);
    lie(leaves);
    claimedOf(claim, leaves, fault);
    expect(faults.map(({ path }) => path)).toContain('/evidence');
  });

  it('of a park has what its members retired before they were rolled up', async () => {
    const park = await registerOrganization(api, ['enterprise'], '园区运营公司（示例）');
    const name = '红山零碳园区（示例）';
    const { id } = await must(api, 'POST /v1/parks', park.caller, { name, province: '15' });
    await must(api, `POST /v1/parks/${id}/request-membership`, works.caller, { from: '2020-01-01' });
    await must(api, `POST /v1/parks/${id}/members`, park.caller, { organization: works.id });
    const whole = stated(name, '2000', {
      subject: { kind: 'park', name },
      park: { park: id, members: [{ statement, version: 1 }] },
    });
    const { id: ofPark } = await must(api, `POST ${STATEMENTS}`, park.caller, whole);
    await verified(ofPark);
    const { coverage } = await must(api, `GET ${STATEMENTS}/${ofPark}`, park.caller);
    await buy(developer, park, credits, coverage.openTonnes);
    await retire(park, credits, coverage.openTonnes, ofPark);
    const made = await must(api, 'POST /v1/claims', park.caller, { statement: ofPark });
    await sequence();
    const certificate = await given(made.id);
    const check = verify(certificate);
    expect(check.faults).toEqual([]);
    expect(certificate.claim).toMatchObject({
      organization: { id: park.id },
      members: [{ statement, version: 1, organization: { id: works.id } }],
      green: { certificate: 100 },
    });
    expect(certificate.claim.retirements.map((each) => each.statement)).toEqual([
      ofPark,
      ...Array(4).fill(statement),
    ]);
    for (const at of certificate.evidence.keys()) {
      const less = { ...certificate, evidence: certificate.evidence.toSpliced(at, 1) };
      expect([at, verify(less).valid]).toEqual([at, false]);
    }
    const { leaves, faults, fault } = await leavesOf(made.id);
    const rolled = leaves.find(
      ({ event }) => event.type === 'statement.submitted' && event.facts.park !== undefined,
    )! as ProvenLeaf & { event: EventOfType<'statement.submitted'> };
    rolled.event.facts.park!.members[0]!.version = 2;
    rolled.event.facts.park!.members[0]!.green!.certificate += 1;
    claimedOf(made.id, leaves, fault);
    expect(faults.map(({ message }) => message.en).join('\n')).toMatch(
      /version 2 of the member.*\n.*roll-up/,
    );
  });

  it('is told by lvzhang verify in either language', async () => {
    const text = JSON.stringify(await given());
    const told = (lang: string) => toldBy(run, text, ['--vkey', formatVkey(signer.key), '--lang', lang]);
    const [zh, en] = [await told('zh'), await told('en')];
    expect([zh.code, en.code]).toEqual([0, 0]);
    expect(zh.printed).toContain('就 2025 年声明“碳中和（抵销口径，当年有效）”');
    expect(zh.printed).toContain('绿电 100 兆瓦时（4 笔）');
    expect(en.printed).toContain('PROVEN: 示例铜业 claimed “Carbon neutral by offsetting');
    expect(en.printed).toContain('not reopened, withdrawn or replaced later');
  });

  it('is not given once the claim is withdrawn, nor once its statement is revised', async () => {
    const before = await given();
    await must(api, `POST /v1/claims/${claim}/withdraw`, works.caller, { reason: '更正（示例）' });
    const seen = { seen: { status: 'withdrawn' } };
    expect(await ask()).toMatchObject(refused(409, 'certificate-not-in-force', seen));
    expect(verify(before).valid).toBe(true);
    const again = await must(api, 'POST /v1/claims', works.caller, { statement });
    await sequence();
    expect((await given(again.id)).claim.claim).toBe(again.id);
    const revised = await api.send(`POST ${STATEMENTS}/${statement}/versions`, {
      caller: works.caller,
      headers: { 'if-match': '"v1"' },
      body: stated('示例铜业', '99999'),
    });
    expect(revised.status).toBe(200);
    expect(await ask(again.id)).toMatchObject(
      refused(409, 'certificate-not-in-force', { seen: { status: 'reopened' } }),
    );
  });
});

async function leavesOf(id: string) {
  const { evidence } = await given(id);
  const order = await Promise.all(
    evidence.map(async ({ leaf }) => {
      const event = JSON.parse(leaf) as RegistryEvent;
      const { index } = await must(api, `GET /v1/commits/${event.id}`, works.caller);
      return { event, index: index as number };
    }),
  );
  return { leaves: order as ProvenLeaf[], ...gatherFaults() };
}

/** The first of that type. */
const leafOf = <T extends EventType>(leaves: readonly ProvenLeaf[], type: T) =>
  leaves.find(({ event }) => event.type === type)! as ProvenLeaf & { event: EventOfType<T> };
