/** Bodies in the wrong encoding, shape, size or type: each is a 4xx that says which, and leaves no trace. */
import { beforeAll, describe, it, vi } from 'vitest';
import { playOn } from '../support/local/memory-world.ts';
import type { Call } from '../support/probes/api.ts';
import { everyRouteRefuses, type Setup, setUp } from '../support/probes/bad-requests.ts';
import type { BodyCase } from '../support/probes/bodies.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/local/memory-world.ts')).worldHere,
}));

let setup: Setup;
beforeAll(async () => {
  setup = await setUp(playOn());
});

const textOf = ({ body }: BodyCase) => JSON.stringify(body);
const base64 = (bytes: Uint8Array): Call => ({
  raw: Buffer.from(bytes).toString('base64'),
  rawIsBase64: true,
});

describe('bodies that are no JSON', () => {
  it.each<[string, (good: string) => string]>([
    ['nothing', () => ''],
    ['spaces', () => ' \n'],
    ['cut short', (good) => good.slice(0, -1)],
    ['with more after it', (good) => `${good}{}`],
    ['with a trailing comma', (good) => good.replace(/}$/, ',}')],
    ['in single quotes', (good) => good.replaceAll('"', "'")],
    ['with a comment', (good) => `${good}//`],
    ['NaN', () => '{"quantity":NaN}'],
    ['Infinity', () => '{"quantity":-Infinity}'],
    ['hexadecimal', () => '{"quantity":0x10}'],
    ['a leading zero', () => '{"quantity":010}'],
    ['a raw newline in a string', () => '{"name":"a\nb"}'],
    ['a byte order mark', (good) => `\ufeff${good}`],
    ['form data', () => 'name=x&roles=enterprise'],
    ['XML', () => '<name>x</name>'],
    ['brackets that open only', () => '['.repeat(60_000)],
    ['a null byte', (good) => `${good}\0`],
  ])('%s', async (_what, spoil) => {
    await everyRouteRefuses(setup, (one) => ({ raw: spoil(textOf(one)) }), 'invalid-json');
  });

  it.each<[string, (good: string) => Uint8Array]>([
    ['a byte that is no UTF-8', (good) => Buffer.concat([Buffer.from(good), Buffer.of(0xff)])],
    ['an overlong slash', (good) => Buffer.concat([Buffer.from(good), Buffer.of(0xc0, 0xaf)])],
    ['a surrogate in UTF-8', (good) => Buffer.concat([Buffer.from(good), Buffer.of(0xed, 0xa0, 0x80)])],
    ['GBK', () => Buffer.concat([Buffer.from('{"name":"'), Buffer.of(0xc2, 0xcc), Buffer.from('"}')])],
    ['UTF-16', (good) => Buffer.from(good, 'utf16le')],
    ['a byte order mark', (good) => Buffer.from(`\ufeff${good}`)],
    ['gzip', () => Buffer.of(0x1f, 0x8b, 8, 0)],
  ])('bytes: %s', async (_what, spoil) => {
    await everyRouteRefuses(setup, (one) => base64(spoil(textOf(one))), 'invalid-json');
  });

  it('a member that is named twice', async () => {
    const spoil = (one: BodyCase) => {
      const [pointer = ''] = Object.keys(one.fields);
      const key = JSON.stringify(pointer.split('/')[1]);
      return textOf(one).replace(/}$/, `,${key}:null}`);
    };
    await everyRouteRefuses(setup, (one) => ({ raw: spoil(one) }), 'invalid-json');
  });

  it('base64 that is none', async () => {
    await everyRouteRefuses(setup, () => ({ raw: '!!!', rawIsBase64: true }), 'invalid-json');
  });
});

describe('JSON that is no object', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  it.each([['null'], ['true'], ['1'], ['"x"'], ['[]'], ['[{}]']])('%j', async (raw) => {
    await everyRouteRefuses(setup, () => ({ raw }), 'invalid-input', '#');
  });

  it('deep nesting, with and without a field around it', async () => {
    await everyRouteRefuses(setup, () => ({ raw: deep(32_000) }), 'invalid-input', '#');
    const raw = `{"x":${deep(30_000)}}`;
    await everyRouteRefuses(setup, () => ({ raw }), 'invalid-input', '#/x');
  });
});

describe('size and type', () => {
  const padded = (one: BodyCase, bytes: number) =>
    textOf(one)
      .padEnd(bytes - 1)
      .concat(' ');

  it.each<[string, (one: BodyCase) => Call]>([
    ['a byte too many', (one) => ({ raw: padded(one, 65_537) })],
    ['a byte too many, in base64', (one) => base64(Buffer.from(padded(one, 65_537)))],
    ['too many bytes in few characters', () => ({ raw: JSON.stringify({ name: '绿'.repeat(30_000) }) })],
    ['a string of 100,000', () => ({ raw: JSON.stringify({ name: 'x'.repeat(100_000) }) })],
    ['100,000 brackets', () => ({ raw: '['.repeat(100_000) })],
  ])('%s', async (_what, make) => {
    const cases = setup.cases.filter(({ bodyBytesMax }) => bodyBytesMax === undefined);
    await everyRouteRefuses({ ...setup, cases }, make, 'body-too-large');
  });

  it('64 KiB exactly are read, as text or in base64', async () => {
    const raw = JSON.stringify({ x: 1 }).padEnd(65_536);
    await everyRouteRefuses(setup, () => ({ raw }), 'invalid-input', '#/x');
    await everyRouteRefuses(setup, () => base64(Buffer.from(raw)), 'invalid-input', '#/x');
  });

  it.each([
    ['text/plain'],
    ['text/json'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/jsonx'],
    ['application/json, text/plain'],
    ['xapplication/json'],
    [''],
    ['application/json; charset=gbk'],
    ['application/json;charset="GB18030"'],
    ['application/json; charset=utf-16'],
  ])('content-type %j', async (type) => {
    await everyRouteRefuses(
      setup,
      (one) => ({ body: one.body, headers: { 'content-type': type } }),
      'unsupported-media-type',
    );
  });

  it.each([
    ['application/json; charset=utf-8'],
    ['application/json;charset="UTF-8"'],
    ['APPLICATION/JSON'],
    ['application/json; charset=utf8'],
  ])('content-type %j is JSON', async (type) => {
    await everyRouteRefuses(
      setup,
      () => ({ body: { x: 1 }, headers: { 'content-type': type } }),
      'invalid-input',
      '#/x',
    );
  });
});
