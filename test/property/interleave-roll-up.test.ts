/**
 * Parks: roll-ups, revisions, retirements, memberships and a claim that meet at members' statements, in every
 * order.
 */
import { afterAll, describe, it, vi } from 'vitest';
import type { Actor } from '../support/interleave/interleave.ts';
import {
  commandOf,
  expectSound,
  type Play,
  pairsOf,
  TEST_TIMEOUT_MS,
  tableAfter,
} from '../support/interleave/setting.ts';
import { issueBatch, registerOrganization, type TestApi } from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/interleave/shared-world.ts')).worldHere,
}));
vi.mock(
  '../../functions/documents/store.ts',
  async () => (await import('../support/local/stored-documents.ts')).store,
);
vi.mock(
  '../support/probes/documents.ts',
  async () => (await import('../support/local/stored-documents.ts')).documents,
);

const PATH = '/v1/emission-statements';
const power = (kWh: string) => ({
  ...{ id: 'power', category: 2, kind: 'electricity', kWh, supply: 'grid', direction: 'received' },
});
const stated = (name: string, kWh: string, kind = 'organization') => ({
  ...{ subject: { kind, name }, year: 2025, province: '15', boundary: '全部', lines: [power(kWh)] },
});
const NAMES = ['甲园区', '乙园区', '丙园区'] as const;

/** A member of two parks in one year, whose statement either may roll up, and a third park that did so. */
async function founded(api: TestApi) {
  const operator = await registerOrganization(api, ['enterprise'], '运营');
  const member = await registerOrganization(api, ['enterprise'], '成员');
  const settled = await registerOrganization(api, ['enterprise'], '早成员');
  const newcomer = await registerOrganization(api, ['enterprise'], '新成员');
  const verifier = await registerOrganization(api, ['verifier'], '核查');
  const { developer, batch } = await issueBatch(api, 1000, 4);
  const parks: string[] = [];
  for (const name of NAMES)
    parks.push((await must(api, 'POST /v1/parks', operator.caller, { name, province: '15' })).id);
  const [first = '', second = '', third = ''] = parks;
  const ask = (park: string, { caller }: Member, from: string) =>
    must(api, `POST /v1/parks/${park}/request-membership`, caller, { from });
  const join = async (park: string, joining: Member, from: string) => {
    await ask(park, joining, from);
    await must(api, `POST /v1/parks/${park}/members`, operator.caller, { organization: joining.id });
  };
  await join(first, member, '2025-01-01');
  const left = { to: '2025-06-30' };
  await must(api, `POST /v1/parks/${first}/members/${member.id}/leave`, member.caller, left);
  await join(second, member, '2025-07-01');
  await join(third, settled, '2025-01-01');
  await ask(first, newcomer, '2025-01-01');
  const verify = async (id: string) =>
    must(api, `POST ${PATH}/${id}/verify`, verifier.caller, {
      assurance: 'limited',
      report: await storedDocument(verifier.id),
    });
  const verified = async ({ caller }: Member, body: object): Promise<string> => {
    const { id } = await must(api, `POST ${PATH}`, caller, body);
    await verify(id);
    return id;
  };
  const ofMember = await verified(member, stated('成员', '20000'));
  const ofSettled = await verified(settled, stated('早成员', '0'));
  const waiting = await must(api, `POST ${PATH}`, newcomer.caller, stated('新成员', '10'));
  const ofThird = await verified(operator, {
    ...stated(NAMES[2], '0', 'park'),
    park: { park: third, members: [{ statement: ofSettled, version: 1 }] },
  });
  for (const { account } of [member, operator]) {
    const offer = { from: developer.account, to: account, items: [{ batch, quantity: 20 }] };
    const { id } = await must(api, 'POST /v1/transfers', developer.caller, offer);
    const taker = account === member.account ? member : operator;
    await must(api, `POST /v1/transfers/${id}/accept`, taker.caller);
  }
  const report = { assurance: 'limited', report: await storedDocument(verifier.id) };
  return {
    ...{ operator, member, settled, newcomer, verifier, batch, first, second, third },
    ...{ ofMember, ofSettled, ofThird, waiting: waiting.id as string, report },
  };
}

type Founded = Awaited<ReturnType<typeof founded>>;

function meeting(api: TestApi, made: Founded): Actor[] {
  const { operator, member, settled, newcomer, verifier, batch, first, second, third } = made;
  const { ofMember, ofSettled, ofThird, waiting, report } = made;
  const roll = (name: string, park: string) => ({
    ...stated(name, '100', 'park'),
    park: { park, members: [{ statement: ofMember, version: 1 }] },
  });
  const retire = ({ account }: Member, statement: string, quantity: number) => ({
    ...{ account, items: [{ batch, quantity }], beneficiary: '示例', reason: '抵销', statement },
  });
  const present = { 'if-match': '"v1"' };
  const of = (
    name: string,
    request: string,
    { caller }: Pick<Member, 'caller'>,
    body: object,
    headers = {},
  ) => commandOf(api, name, request, caller, body, headers);
  return [
    of('roll up', `POST ${PATH}`, operator, roll(NAMES[0], first)),
    of('roll up elsewhere', `POST ${PATH}`, operator, roll(NAMES[1], second)),
    of('revise member', `POST ${PATH}/${ofMember}/versions`, member, stated('成员', '9000'), present),
    of('retire of member', 'POST /v1/retirements', member, retire(member, ofMember, 7)),
    of('leave', `POST /v1/parks/${second}/members/${member.id}/leave`, member, { to: '2025-07-01' }),
    of('admit', `POST /v1/parks/${first}/members`, operator, { organization: newcomer.id }),
    of('verify newcomer', `POST ${PATH}/${waiting}/verify`, verifier, report),
    of('claim', 'POST /v1/claims', operator, { statement: ofThird }),
    of('revise settled', `POST ${PATH}/${ofSettled}/versions`, settled, stated('早成员', '5'), present),
    of(
      'revise park',
      `POST ${PATH}/${ofThird}/versions`,
      operator,
      { ...stated(NAMES[2], '3000', 'park'), park: { park: third, members: [] } },
      present,
    ),
  ];
}

async function play(): Promise<Play> {
  let actors: Actor[] = [];
  const items = await tableAfter(async (api) => {
    // The clock of tests only goes forward, so each start sets it back.
    vi.useRealTimers();
    onDay('2026-03-02');
    actors = meeting(api, await founded(api));
  });
  return { items, actors, now: Date.now() };
}

afterAll(() => vi.useRealTimers());

vi.setConfig({ testTimeout: TEST_TIMEOUT_MS });

describe('parks', () => {
  it('hold in every order of two commands', async () => {
    const setting = await play();
    await expectSound('parks', setting, pairsOf(setting.actors));
  });
});
