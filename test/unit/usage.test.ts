/** Options of the commands: what is one, what is the value of one, and what is said of a wrong one. */
import { expect, it } from 'vitest';
import { parseOptions, UsageError } from '../../events/cli/usage.ts';

const ID = 'v'.repeat(42);
const options = { retirement: { type: 'string', multiple: true }, quiet: { type: 'boolean' } } as const;
const parse = (...args: string[]) => {
  const { values, positionals } = parseOptions({ args, options, allowPositionals: true });
  return { ...values, positionals: [...positionals] };
};

it.each([
  { name: 'alone', args: [`-${ID}`], positionals: [`-${ID}`] },
  { name: 'with two dashes', args: [`--${ID.slice(1)}`], positionals: [`--${ID.slice(1)}`] },
  { name: 'after a switch', args: ['--quiet', `-${ID}`], quiet: true, positionals: [`-${ID}`] },
  {
    name: 'as values',
    args: ['--retirement', `-${ID}`, `--retirement=-${ID}`, 'x'],
    retirement: [`-${ID}`, `-${ID}`],
    positionals: ['x'],
  },
  { name: 'after the end of options', args: ['--', `-${ID}`], positionals: [`-${ID}`] },
])('takes an id that begins with a dash for an id: $name', ({ name: _, args, ...parsed }) => {
  expect(parse(...args)).toEqual(parsed);
});

it('names a dashed id that is not expected as it was given', () => {
  const bare = () => parseOptions({ args: [`-${ID}`], options });
  expect(bare).toThrow(new UsageError(`-${ID}: 多余的参数 not expected here`));
});

it.each([
  { args: ['-v'], said: '-v: 没有此选项' },
  { args: [`-${ID}v`], said: '-v: 没有此选项' },
  { args: ['--other', 'x'], said: '--other: 没有此选项' },
  { args: ['--retirement', '-x'], said: '--retirement: 须给出值' },
  { args: ['--quiet=x'], said: '--quiet: 此选项不带值' },
])('names the option that is wrong: $args', ({ args, said }) => {
  expect(() => parse(...args)).toThrow(said);
  expect(() => parse(...args)).toThrow(UsageError);
});
