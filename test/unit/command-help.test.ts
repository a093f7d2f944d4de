/** Every command says what it takes when it is asked, as the list of commands promises. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { called, started } from '../support/command.ts';

// The smoke start of each command: its module loads, and the program knows it by its name.
it.each<[string, string[]]>([
  ['lvzhang audit', ['audit']],
  ['lvzhang watch', ['watch']],
  ['lvzhang verify', ['verify']],
  ['lvzhang token', ['token']],
  ['lvzhang import sink-projects', ['import']],
  ['lvzhang export credits', ['export']],
  ['lvzhang witness', ['witness']],
  ['lvzhang key', ['key']],
  ['lvzhang sign', ['sign']],
  ['lvzhang post', ['post']],
  ['lvzhang comment', ['comment']],
  ['lvzhang upload', ['upload']],
  ['lvzhang job start', ['job']],
  ['lvzhang mcp', ['mcp']],
])('%s --help', async (usage, args) => {
  expect(await started([...args, '--help']).ended).toEqual({ code: 0, out: begins(usage), err: '' });
});

it.each<[string, string[]]>([
  ['lvzhang import sink-projects', ['import', 'sink-projects', '--help']],
  ['lvzhang import credits', ['import', 'credits', '--help']],
  ['lvzhang import vcu', ['import', 'vcu', '--help']],
  ['lvzhang import parcels', ['import', 'parcels', '--help']],
  ['lvzhang import power-contracts', ['import', 'power-contracts', '--help']],
  ['lvzhang import activity', ['import', 'activity', '--help']],
  ['lvzhang export credits', ['export', 'credits', '--help']],
  ['lvzhang export holdings', ['export', 'retirements', '--help']],
  ['lvzhang audit', ['audit', '-h']],
])('%s: lvzhang %j', async (usage, args) => {
  expect(await calledByName(args)).toEqual({ code: 0, out: begins(usage), err: '' });
});

it.each([
  ['npm run demo', 'infra/local/demo-whole.ts'],
  ['npm run demo:sinks', 'infra/local/demo-sinks.ts'],
  ['npm run demo:power', 'infra/local/demo-power.ts'],
])('%s -- --help', (usage, file) => {
  const script = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  // Throws where the exit code isn't 0.
  expect(execFileSync(process.execPath, [script, '--help'], { encoding: 'utf8' })).toEqual(begins(usage));
});

it('lvzhang --version prints the version of the package, and the help names it', async () => {
  const [version, help] = [await started(['--version']).ended, await started(['--help']).ended];
  expect(version).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  expect(help).toMatchObject({ code: 0, out: expect.stringMatching(/^ {2}--version /m) });
});

it.each([
  [['verify', 'x', '--nokey'], '--nokey: 没有此选项 no such option'],
  [['audit', 'x', '--lang'], '--lang: 须给出值 needs a value (--option=VALUE where it begins with a dash)'],
  [['audit', 'x', '--trust-on-first-use=yes'], '--trust-on-first-use: 此选项不带值 takes no value'],
  [['import', 'activity', 'x', '-z'], '-z: 没有此选项 no such option'],
  [['post', '/v1/x', '--if', 'v1'], '--if: 没有此选项 no such option'],
  [['token', '--nobody'], '--nobody: 没有此选项 no such option'],
  [['watch', 'x', '--nokey'], '--nokey: 没有此选项 no such option'],
  [['witness', '--nokey'], '--nokey: 没有此选项 no such option'],
  [['import', 'credits', 'x', '--lang', 'fr'], '--lang fr: zh, en'],
  [['export', 'holdings', '--lang', ''], '--lang : zh, en'],
  [['job', 'list', '--lang', 'EN'], '--lang EN: zh, en'],
  [['comment', 'http://x', '--project', 'p-1', '--text', 'x', '--lang', 'fr'], '--lang fr: zh, en'],
  [['upload', 'x', '--lang', 'fr'], '--lang fr: zh, en'],
  [['post', '/v1/x', '--lang', 'fr'], '--lang fr: zh, en'],
])('lvzhang %j says what is wrong in one line, then the usage', async (args, fault) => {
  const { code, err } = await calledByName(args);
  expect([code, err.slice(0, err.indexOf('\n\nlvzhang '))]).toEqual([2, fault]);
});

const begins = (usage: string) => expect.stringMatching(new RegExp(`^${usage}\\b`));

async function calledByName([name, ...args]: string[]) {
  const { run } = await import(`../../events/cli/${name}.ts`);
  return called(run, args);
}
