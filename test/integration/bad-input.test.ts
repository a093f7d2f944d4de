/** Bad bodies: each is a 4xx that names the field, in the caller's language, and leaves no trace. */
import fc from 'fast-check';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { playOn } from '../support/local/memory-world.ts';
import { workTableAt } from '../support/local/table.ts';
import { callOf, problem, type Setup, setUp } from '../support/probes/bad-requests.ts';
import { type FieldKind, UNKNOWN_KEYS, WRONG, wrongValue } from '../support/probes/bad-values.ts';
import { type BodyCase, objectsIn, withMember, withoutMember, withValue } from '../support/probes/bodies.ts';
import { expectProblem, expectRefused, fragmentTokens, namesPlace } from '../support/probes/problem.ts';
import { offer } from '../support/probes/small-registry.ts';

const NAMES = [
  'organization by USCC',
  'organization by foreign identity',
  'identification',
  'project',
  'issuance',
  'subdivision by quantities',
  'subdivision into lanes',
  'transfer',
  'retirement',
  'document',
  'activity data as rows',
  'activity data as CSV',
  'key',
  'revocation',
  'agreement',
  'agreement version',
  'acceptance of an agreement',
  'refusal of an agreement',
  'transfer at a price',
  'settlement of a first sale',
  'reserve',
  'development',
  'approval',
  'publication',
  'comment on a design',
  'removal of a text',
  'comment of the public on a design',
  'refusal of a comment of the public',
  'treatments',
  'validation',
  'request for registration',
  'registration',
  'refuse',
  'hold',
  'resume',
  'deactivate',
  'deregister',
  'withdrawal of a project',
  'parcel',
  'withdrawal of a parcel',
  'pledge',
  'monitoring report',
  'comment on a report',
  'removal of a comment on a report',
  'comment of the public on a report',
  'refusal of a comment of the public on a report',
  'treatments of comments on a report',
  'verification',
  'refusal of a report',
  'correction',
  'cancellation',
  'issuance of a report',
  'application for issuance',
  'reversal',
  'provincial account',
  'facility',
  'storage of a facility',
  'import of a facility',
  'reading',
  'confirmation of a reading',
  'refusal of a reading',
  'cancellation of certificates',
  'cancellation of certificates for a report',
  'power contract',
  'power contract of a park',
  'power contract version',
  'signature of a power contract',
  'refusal of a power contract',
  'consumption',
  'confirmation of consumption',
  'refusal of consumption',
  'settlement of a month',
  'emission statement',
  'version of a statement',
  'verification of a statement',
  'return of a statement',
  'claim',
  'withdrawal of a claim',
  'disclosure of a line',
  'park',
  'request to join a park',
  'admission to a park',
  'end of a membership',
  'target of a park',
  'supply contract',
  'imported generation',
  'delivery',
  'uniting',
  'uniting under a known USCC',
  'webhook',
  'accreditation',
  'suspension of an accreditation',
  'resumption of an accreditation',
  'withdrawal of an accreditation',
  'demand',
];

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/local/memory-world.ts')).worldHere,
}));

let setup: Setup;
beforeAll(async () => {
  await workTableAt(inject('dynamoDbEndpoint'));
  setup = await setUp(playOn());
  expect(setup.cases.map(({ name }) => name)).toEqual(NAMES);
});

const theCase = (name: string) => setup.cases.find((one) => one.name === name)!;
const tokensOf = (pointer: string) => pointer.split('/').slice(1);

/** What stands for no character is refused as damaged text, before any schema is asked. */
const typeFor = (body: unknown) =>
  problem(!/\\ud[89a-f]|\ufffd/.test(JSON.stringify(body)) ? 'invalid-input' : 'unreadable-text');

/** Refused, and the place named is the wrong one or inside it. */
async function expectNamed(one: BodyCase, body: unknown, place: readonly string[]) {
  const { type, errors = [] } = await expectRefused(setup.api, one.request, { ...callOf(one), body });
  const named = errors.some(({ pointer }) => namesPlace(pointer, place));
  if (type !== typeFor(body) || !named)
    throw new Error(`${place} of ${JSON.stringify(body).slice(0, 300)}: ${JSON.stringify(errors)}`);
}

describe.each(NAMES)('%s', (name) => {
  it('a wrong value of any field is refused by its name', async () => {
    const one = theCase(name);
    await setup.leavesNoTrace(async () => {
      for (const [pointer, kind] of Object.entries(one.fields))
        for (const wrong of WRONG[kind.replace('?', '') as FieldKind])
          await expectNamed(one, withValue(one.body, pointer, wrong), tokensOf(pointer));
    });
  });

  it('so is any other wrong value', async () => {
    const one = theCase(name);
    const wrong = fc
      .constantFrom(...Object.entries(one.fields))
      .chain(([pointer, kind]) =>
        fc.record({ pointer: fc.constant(pointer), value: wrongValue[kind.replace('?', '') as FieldKind] }),
      );
    await setup.leavesNoTrace(() =>
      fc.assert(
        fc.asyncProperty(wrong, ({ pointer, value }) =>
          expectNamed(one, withValue(one.body, pointer, value), tokensOf(pointer)),
        ),
        { numRuns: 30 },
      ),
    );
  });

  it('a missing field is refused by the name it should have', async () => {
    const one = theCase(name);
    await setup.leavesNoTrace(async () => {
      for (const [pointer, kind] of Object.entries(one.fields)) {
        if (kind.endsWith('?') || /\/\d+$/.test(pointer)) continue;
        const { errors = [] } = await expectRefused(setup.api, one.request, {
          ...callOf(one),
          body: withoutMember(one.body, pointer),
        });
        // A rule over several members is broken in the object that should have them.
        const tokens = tokensOf(pointer);
        expect(errors.some((error) => namesPlace(error.pointer, tokens.slice(0, -1)))).toBe(true);
      }
    });
  });

  it('an unknown field is refused by its name, at whatever depth', async () => {
    const one = theCase(name);
    await setup.leavesNoTrace(async () => {
      for (const place of objectsIn(one.body)) {
        for (const key of UNKNOWN_KEYS) {
          const body = withMember(one.body, [...place, key], 1);
          const { errors = [] } = await expectRefused(setup.api, one.request, { ...callOf(one), body });
          const named = errors.map(({ pointer }) => fragmentTokens(pointer ?? ''));
          expect(named).toContainEqual([...place, key.toWellFormed()]);
        }
      }
    });
  });

  it('whatever JSON comes, no 5xx', async () => {
    const one = theCase(name);
    await setup.leavesNoTrace(() =>
      fc.assert(
        fc.asyncProperty(fc.json({ noUnicodeString: false }), async (raw) => {
          const { errors } = await expectRefused(setup.api, one.request, { ...callOf(one), raw });
          expect(errors?.length).toBeGreaterThan(0);
        }),
        { numRuns: 20 },
      ),
    );
  });
});

describe('members that contradict each other', () => {
  const BOTH = [
    ['transfer', '/items/0/from', 1],
    ['retirement', '/items/0/to', 5],
    ['transfer', '/items/1/quantity', 5],
    ['subdivision by quantities', '/lanes', 2],
    ['transfer', '/items/1/to', 1],
  ] as const;
  it.each(BOTH)('%s with %s: %j', async (name, pointer, value) => {
    const one = theCase(name);
    const base = pointer === '/items/1/to' ? withValue(one.body, '/items/1/from', 2) : one.body;
    const place = pointer.split('/').slice(1, -1);
    await setup.leavesNoTrace(() => expectNamed(one, withValue(base, pointer, value), place));
  });

  it('more items than a commit can hold', async () => {
    const one = theCase('retirement');
    const items = Array.from({ length: 101 }, () => ({ batch: setup.registry.batch, quantity: 1 }));
    await setup.leavesNoTrace(() => expectNamed(one, withValue(one.body, '/items', items), ['items']));
  });

  it('a thousand unknown fields are not answered by a thousand times their names', async () => {
    const one = theCase('retirement');
    const body = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`unknown-${i}`, 0]));
    await setup.leavesNoTrace(() => expectNamed(one, body, ['unknown-0']));
  });
});

describe('an errors entry speaks the language of the answer', () => {
  it.each([
    ['retirement', '/reason', 'a\nb'],
    ['retirement', '/account', 'x'],
    ['transfer', '/items/1/from', 9],
    ['organization by USCC', '/uscc', '911504000000000000'],
    ['subdivision by quantities', '/lanes', 2],
    ['issuance', '/quantity', -1],
    ['issuance', '/x', 1],
  ])('%s with %s: %j', async (name, pointer, value) => {
    const one = theCase(name);
    const call = { ...callOf(one), body: withValue(one.body, pointer, value) };
    const inEnglish = expectProblem(await setup.api.send(one.request, call));
    const headers = { ...one.headers, 'accept-language': 'zh-CN' };
    const inChinese = expectProblem(await setup.api.send(one.request, { ...call, headers }));
    for (const { detail } of inEnglish.errors) expect(detail).not.toMatch(/\p{Script=Han}/u);
    for (const { detail } of inChinese.errors) expect(detail).toMatch(/\p{Script=Han}/u);
  });
});

describe('a settlement takes no body', () => {
  it.each([['{"items":[]}'], ['[]'], ['null'], ['{'], ['"x"']])('%s is refused', async (raw) => {
    const transfer = await offer(setup.api, setup.registry);
    const call = { caller: setup.registry.buyer.caller, raw };
    await setup.leavesNoTrace(() => expectRefused(setup.api, `POST /v1/transfers/${transfer}/accept`, call));
  });

  it('but an empty object is none', async () => {
    const transfer = await offer(setup.api, setup.registry);
    const call = { caller: setup.registry.buyer.caller, raw: '{}' };
    expect((await setup.api.send(`POST /v1/transfers/${transfer}/accept`, call)).status).toBe(200);
  });
});

it('each body would have done', async () => {
  for (const one of setup.cases.filter(({ name }) => !name.startsWith('subdivision'))) {
    const { status, body } = await setup.api.send(one.request, { ...callOf(one), body: one.body });
    expect(`${one.name} ${status} ${status < 300 || JSON.stringify(body)}`).toMatch(/ 20[012] true$/);
  }
});
