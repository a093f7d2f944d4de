/** A statement that is covered, revised, verified, returned and claimed at once, in every order. */
import { expect, it, vi } from 'vitest';
import type { Actor } from '../support/interleave/interleave.ts';
import {
  commandOf,
  expectSound,
  LARGE,
  type Play,
  pairsOf,
  TEST_TIMEOUT_MS,
  tableAfter,
  triplesOf,
} from '../support/interleave/setting.ts';
import { issueBatch, registerOrganization, type TestApi } from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import { must } from '../support/probes/small-registry.ts';
import { STATED_YEAR } from '../support/probes/statements.ts';

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

vi.setConfig({ testTimeout: TEST_TIMEOUT_MS });

const PATH = '/v1/emission-statements';
/** Ten tonnes by the residual mix. */
const TEN_TONNES = '16404';
const THIRD = '第三厂区';

const bodyOf = (kWh: string, boundary = '示例厂区') => ({
  subject: { kind: 'organization', name: '示例钢铁' },
  year: STATED_YEAR,
  province: '15',
  boundary,
  lines: [{ id: 'power', category: 2, kind: 'electricity', kWh, supply: 'grid', direction: 'received' }],
});

/**
 * Two statements of one subject, year and boundary, one of them covered but for four tonnes; and a third that
 * is verified and needs nothing.
 */
async function stated(api: TestApi) {
  const works = await registerOrganization(api, ['enterprise'], '示例钢铁');
  const verifier = await registerOrganization(api, ['verifier'], '示例核查机构');
  const { developer, batch } = await issueBatch(api, 1_000, 2);
  const offer = { from: developer.account, to: works.account, items: [{ batch, quantity: 100 }] };
  const { id: sale } = await must(api, 'POST /v1/transfers', developer.caller, offer);
  await must(api, `POST /v1/transfers/${sale}/accept`, works.caller);
  const report = await storedDocument(verifier.id);
  const submit = async (kWh: string, boundary?: string): Promise<string> =>
    (await must(api, `POST ${PATH}`, works.caller, bodyOf(kWh, boundary))).id;
  const [first, second] = [await submit(TEN_TONNES), await submit('0')];
  const third = await submit('0', THIRD);
  const concluded = { assurance: 'limited', report };
  await must(api, `POST ${PATH}/${third}/verify`, verifier.caller, concluded);
  await must(api, 'POST /v1/retirements', works.caller, retirementOf(works.account, batch, first, 6));
  return { works, verifier, batch, first, second, third, report };
}

const retirementOf = (account: string, batch: string, statement: string, quantity: number) => ({
  account,
  items: [{ batch, quantity }],
  beneficiary: '示例钢铁',
  reason: '抵销残余排放（示例）',
  statement,
});

async function play(): Promise<Play> {
  let actors: Actor[] = [];
  const items = await tableAfter(async (api) => {
    const { works, verifier, batch, first, second, third, report } = await stated(api);
    const retire = (name: string, quantity: number) =>
      commandOf(
        api,
        name,
        'POST /v1/retirements',
        works.caller,
        retirementOf(works.account, batch, first, quantity),
      );
    const verify = (name: string, statement: string) =>
      commandOf(api, name, `POST ${PATH}/${statement}/verify`, verifier.caller, {
        assurance: 'limited',
        report,
      });
    const revise = (name: string, statement: string, kWh: string, boundary?: string) =>
      commandOf(api, name, `POST ${PATH}/${statement}/versions`, works.caller, bodyOf(kWh, boundary), {
        'if-match': '"v1"',
      });
    const claim = (name: string, statement: string) =>
      commandOf(api, name, 'POST /v1/claims', works.caller, { statement });
    actors = [
      retire('retire the last four', 4),
      retire('retire three', 3),
      verify('verify', first),
      verify('verify the other', second),
      commandOf(api, 'return', `POST ${PATH}/${first}/return`, verifier.caller, { reason: '缺少凭证' }),
      revise('revise upwards', first, '20000'),
      revise('revise to nothing', first, '0'),
      revise('revise the third', third, '1', THIRD),
      claim('claim the other', second),
      claim('claim the third', third),
      claim('claim the third again', third),
    ];
  });
  return { items, actors, now: Date.now() + 3_600_000 };
}

it('a statement, and whatever concerns it meanwhile', async () => {
  const played = await play();
  const pairs = pairsOf(played.actors);
  const triples = LARGE ? triplesOf(played.actors) : [];
  await expectSound('statements', played, [...pairs, ...triples], LARGE ? undefined : 200);
  expect(pairs).toHaveLength(55);
});
