/**
 * An emission statement as evidence, through the real handlers: what verifying it proves, and what it finds.
 */

import { beforeAll, describe, expect, it } from 'vitest';
import {
  type StatementEvidence,
  verifyStatementEvidence,
} from '../../events/certificate/statement-evidence.ts';
import { statementLines } from '../../events/certificate/told/statement-text.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import type { EventOfType, RegistryEvent } from '../../shared/ledger/event.ts';
import { addSums, statedSums, sumsOf } from '../../shared/statements/sums.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { sequenceAll } from '../support/local/world.ts';
import { proofOf } from '../support/log/certificate.ts';
import { logSigner } from '../support/log/log.ts';
import { type Caller, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import type { Member } from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';
import { STATED_YEAR } from '../support/probes/statements.ts';
import { signerOf } from '../unit/file-signer.ts';

/** The letters of a commit's id, whose last one has bits that no digest has. */
const NO_DIGEST = 'C'.repeat(43);
const signer = signerOf('lvzhang.test/log', ED25519, 43);
const PATH = '/v1/emission-statements';
const verify = (value: unknown) => verifyStatementEvidence(JSON.stringify(value), { logKey: signer.key });

let api: TestApi;
let client: Sender;
let tableName: string;
let works: Member;
let stranger: Member;
let operator: Member;
let verifier: { caller: Caller; id: string };
let ofWorks: string;
let ofParkStatement: string;

const electricity = (id: string, kWh: string, direction = 'received') => ({
  id,
  category: 2,
  kind: 'electricity',
  kWh,
  supply: 'grid',
  direction,
});
const body = (kind: string, name: string, lines: object[], more: object = {}) => ({
  subject: { kind, name },
  year: STATED_YEAR,
  province: '内蒙古',
  boundary: '运营控制（示例）',
  lines,
  ...more,
});
const conclude = async (id: string) =>
  must(api, `POST ${PATH}/${id}/verify`, verifier.caller, {
    assurance: 'reasonable',
    report: await storedDocument(verifier.id),
  });
const evidenceOf = async (id: string, caller: Caller) =>
  (await must(api, `GET ${PATH}/${id}/evidence.json`, caller)) as unknown as StatementEvidence;

beforeAll(async () => {
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  works = await registerOrganization(api, ['enterprise'], '示例铜业');
  stranger = await registerOrganization(api, ['enterprise'], '别家');
  operator = await registerOrganization(api, ['enterprise'], '园区运营公司（示例）');
  verifier = await registerOrganization(api, ['verifier'], '核查机构（示例）');
  const lines = [
    electricity('grid', '1000000.5'),
    electricity('passed-on', '1000', 'sent-out'),
    { id: 'diesel', category: 1, kind: 'fuel', fuel: '柴油', quantity: '12.5', unit: 't' },
    {
      id: 'own',
      category: 1,
      kind: 'process',
      name: '熔炼（示例）',
      quantity: '3',
      unit: 't',
      factor: { value: '0.44', unit: 'tCO2/t', source: '本厂实测（示例）' },
    },
  ];
  const stated = body('organization', '示例铜业', lines);
  ({ id: ofWorks } = await must(api, `POST ${PATH}`, works.caller, stated));
  await sequenceAll(client, tableName, signer);
});

describe('the evidence of a statement', () => {
  it('shows that its lines come to its totals, to whom it discloses them', async () => {
    const mine = await evidenceOf(ofWorks, works.caller);
    expect(mine.disclosed?.lines).toHaveLength(4);
    // As it was given: the seal is of the table's Chinese name, and the check reads the row by it.
    expect(mine.disclosed?.lines[2]).toMatchObject({ fuel: '柴油' });
    const check = verify(mine);
    expect(check.faults).toEqual([]);
    expect(check.proven).toMatchObject({ lines: 4, members: 0, organization: { name: '示例铜业' } });
    expect(check.proven).not.toHaveProperty('verified');
    const theirs = await evidenceOf(ofWorks, stranger.caller);
    expect(theirs).not.toHaveProperty('disclosed');
    expect(verify(theirs).proven).not.toHaveProperty('lines');
  });

  it('names who verified it', async () => {
    await conclude(ofWorks);
    await sequenceAll(client, tableName, signer);
    const check = verify(await evidenceOf(ofWorks, stranger.caller));
    expect(check.proven?.verified).toMatchObject({ by: { name: '核查机构（示例）' } });
    for (const language of ['zh', 'en'] as const) {
      const told = statementLines(check, signer.key.name, language).join('\n');
      expect(told).toContain({ zh: '合理保证', en: 'reasonable assurance' }[language]);
      expect(told).toContain({ zh: '未披露', en: 'not disclosed' }[language]);
    }
  });

  it.each<[string, (evidence: StatementEvidence) => void]>([
    ['another quantity', ({ disclosed }) => Object.assign(disclosed!.lines[0]!, { kWh: '1' })],
    ['a line less', ({ disclosed }) => disclosed!.lines.pop()],
    ['a flow', ({ disclosed }) => Object.assign(disclosed!, { flows: [] })],
    ['another salt', ({ disclosed }) => Object.assign(disclosed!, { salt: '00'.repeat(32) })],
    ['no salt', ({ disclosed }) => Object.assign(disclosed!, { salt: 'x' })],
    ['another version', (evidence) => Object.assign(evidence, { version: 2 })],
    ['another statement', (evidence) => Object.assign(evidence, { statement: 'e-1' })],
    ['no leaf of the statement', ({ evidence }) => evidence.shift()],
    ['no leaf of the organization', ({ evidence }) => evidence.splice(2, 1)],
    ['a leaf changed', ({ evidence }) => Object.assign(evidence[0]!, { leaf: `${evidence[0]!.leaf} ` })],
    ['another proof', ({ evidence }) => Object.assign(evidence[0]!, { proof: evidence[1]!.proof })],
  ])('finds %s', async (_what, change) => {
    const evidence = await evidenceOf(ofWorks, works.caller);
    expect(verify(evidence).valid).toBe(true);
    change(evidence);
    expect(verify(evidence).valid).toBe(false);
  });

  it('of a park adds up the versions of its members that it rolled up', async () => {
    const name = '红山零碳园区（示例）';
    const { id: park } = await must(api, 'POST /v1/parks', operator.caller, { name, province: '15' });
    await must(api, `POST /v1/parks/${park}/request-membership`, works.caller, { from: '2020-01-01' });
    await must(api, `POST /v1/parks/${park}/members`, operator.caller, { organization: works.id });
    const flows = [{ from: { line: 'out' }, to: { statement: ofWorks, line: 'grid' }, quantity: '500' }];
    const part = { park: { park, members: [{ statement: ofWorks, version: 1 }], flows } };
    const own = [electricity('in', '2000'), electricity('out', '500', 'sent-out')];
    const whole = body('park', name, own, part);
    const { id } = await must(api, `POST ${PATH}`, operator.caller, whole);
    ofParkStatement = id;
    await sequenceAll(client, tableName, signer);
    const mine = await evidenceOf(id, operator.caller);
    const check = verify(mine);
    expect(check.faults).toEqual([]);
    expect(check.proven).toMatchObject({ members: 1, lines: 2 });
    for (const at of mine.evidence.keys()) {
      const less = { ...mine, evidence: mine.evidence.toSpliced(at, 1) };
      expect([at, verify(less).valid]).toEqual([at, false]);
    }
    const revised = await api.send(`POST ${PATH}/${ofWorks}/versions`, {
      caller: works.caller,
      headers: { 'if-match': '"v1"' },
      body: body('organization', '示例铜业', [electricity('grid', '7')]),
    });
    expect(revised.status).toBe(200);
    await sequenceAll(client, tableName, signer);
    expect(verify(await evidenceOf(id, stranger.caller)).proven).toMatchObject({ members: 1 });
    expect(verify(await evidenceOf(ofWorks, works.caller)).proven).toMatchObject({ lines: 1 });
  });
});

/** What a registry could write into its own log, and an audit of the whole would find. */
describe("a park's statement is not proven by", () => {
  type Stating = EventOfType<'statement.submitted'>;
  const statings = (events: RegistryEvent[]) =>
    events.filter((event): event is Stating => event.type === 'statement.submitted');
  const ofPark = (events: RegistryEvent[]) => statings(events).find(({ facts }) => facts.park)!;
  const ofMember = (events: RegistryEvent[]) => statings(events).find(({ facts }) => !facts.park)!;

  /** The evidence of the park's statement as a log would prove it that says it otherwise. */
  async function told(change: (events: RegistryEvent[]) => unknown) {
    const { disclosed: _, ...whole } = await evidenceOf(ofParkStatement, operator.caller);
    const events = whole.evidence.map(({ leaf }) => JSON.parse(leaf) as RegistryEvent);
    change(events);
    const leaves = events.map(canonicalize);
    const evidence = leaves.map(async (leaf, at) => ({ leaf, proof: await proofOf(leaves, at) }));
    const log = { origin: logSigner.key.name, vkey: formatVkey(logSigner.key) };
    const text = JSON.stringify({ ...whole, log, evidence: await Promise.all(evidence) });
    return verifyStatementEvidence(text, { logKey: logSigner.key });
  }

  it('nothing changed, it is', async () => expect((await told(() => {})).faults).toEqual([]));

  it.each<[string, (events: RegistryEvent[]) => unknown]>([
    [
      'a member counted twice',
      (events) => {
        const { facts } = ofPark(events);
        facts.park!.members.push(facts.park!.members[0]!);
        Object.assign(facts, statedSums(addSums(sumsOf(facts), sumsOf(ofMember(events).facts))));
      },
    ],
    ["another commit's statement as a member", (events) => (ofMember(events).id = 'A'.repeat(43))],
    ['a statement by no commit at all', (events) => (ofMember(events).id = NO_DIGEST)],
    [
      'an organization by no commit at all',
      (events) => (events.find(({ type }) => type === 'organization.registered')!.id = NO_DIGEST),
    ],
    ['a member of another year', (events) => (ofMember(events).facts.year -= 1)],
    ['a member that is a park', (events) => (ofMember(events).facts.subject.kind = 'park')],
    [
      'two leaves of one version of a member',
      (events) => events.push({ ...ofMember(events), at: '2020-01-01T00:00:00.000Z' }),
    ],
  ])('%s', async (_what, lie) => {
    const { valid, faults } = await told(lie);
    expect([valid, new Set(faults.map(({ path }) => path))]).toEqual([false, new Set(['/evidence'])]);
  });
});
