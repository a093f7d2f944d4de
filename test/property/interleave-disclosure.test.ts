/** A line that is opened while its statement is revised, verified or opened to others, in every order. */
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
import { registerOrganization, type TestApi } from '../support/probes/api.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';
import { statementBody } from '../support/probes/statements.ts';
import { someDocument } from '../support/states/native.ts';

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

const PATH = '/v1/emission-statements';

async function play(): Promise<Play> {
  let actors: Actor[] = [];
  const items = await tableAfter(async (api: TestApi) => {
    onDay('2026-01-05');
    const works = await registerOrganization(api, ['enterprise'], '远联钢铁（示例）');
    const bank = await registerOrganization(api, ['financier'], '示例银行');
    const verifier = await registerOrganization(api, ['verifier'], '核查机构（示例）');
    const body = statementBody();
    const { id } = await must(api, `POST ${PATH}`, works.caller, body);
    const report = { assurance: 'limited', report: someDocument };
    const opened = (version: number, more = {}) => ({
      subject: { kind: 'statement', id, version },
      to: bank.id,
      ...more,
    });
    const of = (name: string, request: string, given: object, caller = works.caller, headers = {}) =>
      commandOf(api, name, request, caller, given, headers);
    actors = [
      of('open a line', 'POST /v1/disclosures', opened(1, { line: 'coal' })),
      of('open all', 'POST /v1/disclosures', opened(1)),
      of('open the next version', 'POST /v1/disclosures', opened(2)),
      of('revise', `POST ${PATH}/${id}/versions`, body, works.caller, { 'if-match': '"v1"' }),
      of('verify', `POST ${PATH}/${id}/verify`, report, verifier.caller),
    ];
  });
  return { items, actors, now: Date.now() };
}

describe('disclosures that meet', () => {
  it('two at a time', async () => {
    const made = await play();
    await expectSound('disclosures, pairs', made, pairsOf(made.actors));
  });
});
