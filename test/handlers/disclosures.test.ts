/** Disclosures through the real handlers: who may open what, who reads it, and what its evidence proves. */

import { beforeAll, describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import { verifyDisclosure } from '../../events/certificate/disclosure.ts';
import { disclosureLines } from '../../events/certificate/told/disclosure-text.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import { type Caller, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { makeSeller, type Seller } from '../support/probes/first-sale.ts';
import type { Member } from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';
import { statementBody } from '../support/probes/statements.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 43);
const PATH = '/v1/disclosures';
const verify = (value: unknown) => verifyDisclosure(JSON.stringify(value), { logKey: signer.key });

/** Evidence to be changed, member by member. */
interface Tampered {
  disclosure: string;
  opened: { line: object; seals: { lines: string[] }; facts: { fen: number } };
  evidence: { leaf: string }[];
}

let api: TestApi;
let client: Sender;
let tableName: string;
let works: Member;
let bank: Member;
let stranger: Member;
let seller: Seller;
let statement: string;
let transfer: string;
let unpriced: string;

const LINES = [
  { id: 'power', category: 2, kind: 'electricity', kWh: '1000', supply: 'grid', direction: 'received' },
  { id: 'coal', category: 1, kind: 'fuel', fuel: '柴油', quantity: '12.5', unit: 't' },
  { id: 'steam', category: 2, kind: 'heat', GJ: '77', origin: 'fossil', direction: 'received' },
];
const PRICE = { fen: 1_234_567 };

beforeAll(async () => {
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  works = await registerOrganization(api, ['enterprise'], '示例钢铁');
  bank = await registerOrganization(api, ['financier'], '示例银行');
  stranger = await registerOrganization(api, ['enterprise'], '别家');
  seller = await makeSeller(api);
  ({ id: statement } = await must(api, 'POST /v1/emission-statements', works.caller, statementBody(LINES)));
  const { developer, buyer, batch } = seller;
  const offer = { from: developer.account, to: buyer.account, items: [{ batch, quantity: 10 }] };
  ({ id: transfer } = await must(api, 'POST /v1/transfers', developer.caller, { ...offer, price: PRICE }));
  ({ id: unpriced } = await must(api, 'POST /v1/transfers', developer.caller, offer));
  await must(api, `POST /v1/transfers/${transfer}/accept`, buyer.caller);
});

const lineOf = (line?: string) => ({
  subject: { kind: 'statement', id: statement, version: 1 },
  ...(line !== undefined && { line }),
  to: bank.id,
});
const priceOf = (id = transfer) => ({ subject: { kind: 'transfer', id }, to: bank.id });

async function evidenceOf(body: object, caller: Caller) {
  const { id } = await must(api, `POST ${PATH}`, caller, body);
  await sequenceAll(client, tableName, signer);
  return (await must(api, `GET ${PATH}/${id}/evidence.json`, bank.caller)) as unknown as Tampered;
}

describe('a line that is opened', () => {
  it('is read by who it is opened to, alone of the lines, and by no stranger', async () => {
    const { id } = await must(api, `POST ${PATH}`, works.caller, lineOf('coal'));
    const read = await must(api, `GET ${PATH}/${id}`, bank.caller);
    expect(read).toMatchObject({ line: 1, by: works.id, to: bank.id, opened: { index: 1 } });
    expect(read.opened.line).toEqual(LINES[1]);
    expect(JSON.stringify(read)).not.toContain('1000');
    expect(await must(api, `GET ${PATH}/${id}`, works.caller)).toEqual(read);
    expect(await api.send(`GET ${PATH}/${id}`, { caller: stranger.caller })).toMatchObject({ status: 404 });
    const evidence = await api.send(`GET ${PATH}/${id}/evidence.json`, { caller: stranger.caller });
    expect(evidence.status).toBe(404);
    // The statement itself stays as closed to the bank as it was.
    const whole = await must(api, `GET /v1/emission-statements/${statement}`, bank.caller);
    expect(whole).not.toHaveProperty('lines');
  });

  it('is listed to who received it', async () => {
    const { items } = await must(api, `GET ${PATH}`, bank.caller);
    expect(items.length).toBeGreaterThan(0);
    for (const each of items) expect(each).toMatchObject({ to: bank.id });
    expect(await must(api, `GET ${PATH}`, stranger.caller)).toEqual({ items: [] });
  });

  it('is proven offline, and told in both languages', async () => {
    const check = verify(await evidenceOf(lineOf('coal'), works.caller));
    expect(check.faults).toEqual([]);
    expect(check.proven).toMatchObject({ by: { name: '示例钢铁' }, to: { name: '示例银行' } });
    const zh = disclosureLines(check, signer.key.name, 'zh').join('\n');
    expect(zh).toContain('示例钢铁');
    expect(zh).toContain('第 2 行，共 3 行: {"category":1,"fuel":"柴油"');
    expect(disclosureLines(check, signer.key.name, 'en').join('\n')).toContain('line 2 of 3');
  });

  it.each<[string, (evidence: Tampered) => void]>([
    ['another quantity', ({ opened }) => Object.assign(opened.line, { quantity: '12.4' })],
    ['another place', ({ opened }) => Object.assign(opened, { index: 0 })],
    ['another salt', ({ opened }) => Object.assign(opened, { salt: '00'.repeat(32) })],
    ['a seal left out', ({ opened }) => opened.seals.lines.pop()],
    ['lines that were not sealed', (each) => Object.assign(each, { opened: { facts: {}, salt: '' } })],
    ['another disclosure', (each) => Object.assign(each, { disclosure: 'C'.repeat(43) })],
    ['no leaf of the disclosure', ({ evidence }) => evidence.shift()],
    ['no leaf of the statement', ({ evidence }) => evidence.splice(1, 1)],
    ['no leaf of the organizations', ({ evidence }) => evidence.splice(2)],
    ['a leaf changed', ({ evidence }) => Object.assign(evidence[0]!, { leaf: `${evidence[0]!.leaf} ` })],
    ['a member too many', (each) => Object.assign(each, { more: 1 })],
  ])('is not proven with %s', async (_what, change) => {
    const evidence = await evidenceOf(lineOf('coal'), works.caller);
    expect(verify(evidence).valid).toBe(true);
    change(evidence);
    const { valid, faults } = verify(evidence);
    expect(valid).toBe(false);
    expect(faults[0]!.message.zh).not.toBe('');
  });
});

describe('what is opened whole', () => {
  it('is all lines, under the secret that seals them', async () => {
    const check = verify(await evidenceOf(lineOf(), works.caller));
    expect(check.faults).toEqual([]);
    expect(check.proven?.opened).toMatchObject({ facts: { lines: LINES } });
  });

  it.each(['developer', 'buyer'] as const)('is a price, by the %s', async (side) => {
    const evidence = await evidenceOf(priceOf(), seller[side].caller);
    const check = verify(evidence);
    expect(check.faults).toEqual([]);
    expect(check.proven?.opened).toMatchObject({ facts: PRICE });
    expect(disclosureLines(check, signer.key.name, 'en').join('\n')).toContain('fen: 1234567');
    evidence.opened.facts.fen += 1;
    expect(verify(evidence).valid).toBe(false);
  });
});

describe('nothing is opened', () => {
  it.each<[string, number, string, () => [object, Caller]]>([
    ['by a stranger', 404, 'not-found', () => [lineOf('coal'), stranger.caller]],
    ['by a stranger of a sale', 404, 'not-found', () => [priceOf(), works.caller]],
    [
      'where there is no price',
      409,
      'disclosure-nothing-sealed',
      () => [priceOf(unpriced), seller.developer.caller],
    ],
    ['of a line that is not there', 422, 'disclosure-line-unknown', () => [lineOf('oil'), works.caller]],
    [
      'of a line of a price',
      422,
      'disclosure-line-unknown',
      () => [{ ...priceOf(), line: 'coal' }, seller.developer.caller],
    ],
    [
      'to the other side',
      409,
      'disclosure-to-side',
      () => [{ ...priceOf(), to: seller.buyer.id }, seller.developer.caller],
    ],
    ['to nobody', 404, 'not-found', () => [{ ...lineOf(), to: `o-${'0'.repeat(20)}` }, works.caller]],
  ])('%s: %i %s', async (_who, status, name, request) => {
    const [body, caller] = request();
    const answer = await api.send(`POST ${PATH}`, { caller, body });
    expect(answer).toMatchObject({ status, body: { type: `urn:lvzhang:problem:${name}` } });
  });
});

it('an audit of the log finds nothing wrong with any of it', async () => {
  await sequenceAll(client, tableName, signer);
  const { leaves } = await checkLog(api, signer.key);
  const replay = new Replay({ log: signer.key.name });
  const found = leaves.flatMap((leaf, index) => [...replay.apply(index, fromUtf8(leaf))]);
  // The seller's project is given by hand, which no leaf tells of (first-sale.ts).
  expect(found.filter(({ rule }) => rule.startsWith('disclosure'))).toEqual([]);
  expect(replay.counts.get('disclosure.made')).toBeGreaterThan(10);
});
