/** Bodies gone wrong: one to three faults in a sound one, in its values or in its bytes. */
import type { Random } from './random.ts';

type Path = (string | number)[];

/**
 * Texts that have broken something somewhere: planes, surrogates, controls, names of methods, very long ones.
 */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ufffd',
  '\ud800',
  '\udc00x',
  '\u{1f600}',
  '\u202e示例',
  '\u200b',
  'e\u0301',
  '\u001b[31m',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  "' OR 1=1 --",
  '{{7*7}}',
  '-1',
  '1e400',
  '0x10',
  '9007199254740993',
  '２０２５-０１-０１',
  '2025-02-30',
  '9999-12-31',
  '0000-00-00',
  'o-00000000000000000000',
  'O-0000000000000000000G',
  'x'.repeat(201),
  '长'.repeat(501),
  'y'.repeat(70_000),
];

const NUMBERS = [
  0,
  -0,
  -1,
  1,
  0.1,
  1e21,
  -1e21,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  1e308,
  5e-324,
  999_999_999_999,
  1_000_000_000_000,
];

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
};

const others = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => random.pick(TEXTS),
    () => random.pick(NUMBERS),
    () => null,
    () => true,
    () => [],
    () => ({}),
    () => nested(random.pick([3, 100, 1000])),
    () => Array.from({ length: random.pick([101, 3000]) }, (_, i) => i),
    () => ({ $ne: null }),
  ])();

/** Every place in a value, itself included. */
function placesIn(value: unknown, path: Path = []): Path[] {
  const children = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const some = children.slice(0, 50);
  return [
    path,
    ...some.flatMap(([key, each]) => placesIn(each, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
}

/** A copy of the value with what stands at the path replaced; `undefined` takes it away. */
function replaced(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  const next = replaced(copy[key], rest, change);
  if (next !== undefined) copy[key] = next;
  else if (Array.isArray(copy)) copy.splice(key as number, 1);
  else delete copy[key];
  return copy;
}

/** One fault more. */
export function spoiled(value: unknown, random: Random): unknown {
  const at = random.pick(placesIn(value));
  return replaced(value, at, (old) => {
    if (random.chance(0.15)) return undefined;
    if (typeof old === 'number' && random.chance(0.5))
      return old + random.pick([-1, 1, 0.5, -old, 1e15, 1e-9]);
    if (typeof old === 'string' && random.chance(0.5)) return spoiledText(old, random);
    if (Array.isArray(old) && random.chance(0.5))
      return [...old, ...old.slice(0, random.integer(0, 200))].reverse();
    if (typeof old === 'object' && old !== null && !Array.isArray(old) && random.chance(0.5))
      return { ...old, [random.pick(TEXTS).slice(0, 100)]: others(random) };
    return others(random);
  });
}

export function spoiledText(text: string, random: Random): string {
  const at = random.integer(0, text.length);
  return random.pick<() => string>([
    () => random.pick(TEXTS),
    () => text.slice(0, at) + random.pick(TEXTS).slice(0, 300) + text.slice(at),
    () => text.slice(0, at) + text.slice(at + 1),
    () => text.toUpperCase(),
    () => text.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10)),
    () => ` ${text} `,
    () => text.repeat(random.integer(2, 20)),
  ])();
}

/** The bytes of a body; now and then not what JSON allows. */
export function spoiledBytes(body: unknown, random: Random): Buffer {
  const text = JSON.stringify(body) ?? '';
  return random.pick<() => Buffer>([
    () => Buffer.from(text.slice(0, random.integer(0, text.length))),
    () => Buffer.from(text.replace('{', `{${JSON.stringify(random.pick(TEXTS).slice(0, 20))}:1,`)),
    // A member twice.
    () => Buffer.from(text.replace(/"(\w+)":/, '"$1":1,"$1":')),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
    () =>
      Buffer.concat([
        Buffer.from(text.slice(0, 5)),
        Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
        Buffer.from(text.slice(5)),
      ]),
    () =>
      Buffer.from(
        text.replace(/:\s*(\d+)/, () => `:${random.pick(['NaN', '1e999', '-', '01', '1.0', '1E2', '0x1'])}`),
      ),
    () => Buffer.from(`${'['.repeat(100_000)}`),
    () => Buffer.from(`${text}${text}`),
    () => Buffer.from(`${text.slice(0, -1)}${' '.repeat(random.pick([10, 70_000, 2_200_000]))}}`),
    () => Buffer.alloc(0),
    () => Buffer.from(random.pick(['null', '[]', '"x"', '0', 'true', '{}'])),
  ])();
}
