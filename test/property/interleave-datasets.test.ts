/** Activity datasets: two resends at once, and a resend that meets statements drawn on it, in every order. */
import { afterAll, describe, it, vi } from 'vitest';
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
import { registerOrganization, type TestApi } from '../support/probes/api.ts';
import { delivery, row } from '../support/probes/datasets.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/interleave/shared-world.ts')).worldHere,
}));
vi.mock(
  '../../functions/documents/store.ts',
  async () => (await import('../support/local/stored-documents.ts')).store,
);

afterAll(() => vi.useRealTimers());
vi.setConfig({ testTimeout: TEST_TIMEOUT_MS });

const statement = (dataset: string, kWh: string, boundary: string) => ({
  subject: { kind: 'organization', name: '远联钢铁（示例）' },
  year: 2025,
  province: '北京',
  boundary,
  lines: [
    {
      id: 'power',
      category: 2,
      kind: 'electricity',
      kWh,
      supply: 'grid',
      direction: 'received',
      dataset: { datasets: [dataset], meterPoint: 'M1' },
    },
  ],
});

async function play(): Promise<Play> {
  let actors: Actor[] = [];
  const items = await tableAfter(async (api: TestApi) => {
    onDay('2026-01-05');
    const works = await registerOrganization(api, ['enterprise'], '远联钢铁（示例）');
    const { id } = await must(api, 'POST /v1/activity-datasets', works.caller, delivery([row('M1', '1')]));
    const drawn = await must(api, 'POST /v1/emission-statements', works.caller, statement(id, '1', '一厂'));
    const of = (name: string, request: string, body: object, headers = {}) =>
      commandOf(api, name, request, works.caller, body, headers);
    const resend = (name: string, quantity: string) =>
      of(name, 'POST /v1/activity-datasets', delivery([row('M1', quantity)]));
    actors = [
      resend('resend', '2'),
      resend('resend the same', '2'),
      resend('resend another', '3'),
      of('state before', 'POST /v1/emission-statements', statement(id, '1', '二厂')),
      of('state after', 'POST /v1/emission-statements', statement(id, '2', '三厂')),
      of('revise', `POST /v1/emission-statements/${drawn.id}/versions`, statement(id, '1', '一厂'), {
        'if-match': '"v1"',
      }),
    ];
  });
  return { items, actors, now: Date.now() };
}

describe('activity datasets that meet', () => {
  it('two at a time', async () => {
    const made = await play();
    // Alone, the sum of the resend isn't there yet.
    const pairs = pairsOf(made.actors);
    await expectSound('datasets, pairs', made, pairs);
  });

  it.runIf(LARGE)('three at a time', async () => {
    const made = await play();
    await expectSound('datasets, threes', made, triplesOf(made.actors));
  });
});
