/** Every command says what it takes when it is asked, as the list of commands promises. */
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const script = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const cli = script('events/cli/lvzhang.ts');

it.each<[string, string[]]>([
  ['lvzhang audit', [cli, 'audit']],
  ['lvzhang watch', [cli, 'watch']],
  ['lvzhang verify', [cli, 'verify']],
  ['lvzhang token', [cli, 'token']],
  ['lvzhang import sink-projects', [cli, 'import']],
  ['lvzhang import sink-projects', [cli, 'import', 'sink-projects']],
  ['lvzhang import credits', [cli, 'import', 'credits']],
  ['lvzhang import vcu', [cli, 'import', 'vcu']],
  ['lvzhang import parcels', [cli, 'import', 'parcels']],
  ['lvzhang import power-contracts', [cli, 'import', 'power-contracts']],
  ['lvzhang export credits', [cli, 'export']],
  ['lvzhang export credits', [cli, 'export', 'credits']],
  ['lvzhang export holdings', [cli, 'export', 'retirements']],
  ['lvzhang witness', [cli, 'witness']],
  ['lvzhang key', [cli, 'key']],
  ['lvzhang import activity', [cli, 'import', 'activity']],
  ['lvzhang sign', [cli, 'sign']],
  ['lvzhang post', [cli, 'post']],
  ['lvzhang comment', [cli, 'comment']],
  ['lvzhang upload', [cli, 'upload']],
  ['lvzhang job start', [cli, 'job']],
  ['lvzhang mcp', [cli, 'mcp']],
  ['npm run demo', [script('infra/local/demo-whole.ts')]],
  ['npm run demo:sinks', [script('infra/local/demo-sinks.ts')]],
  ['npm run demo:power', [script('infra/local/demo-power.ts')]],
])('%s --help', (name, args) => {
  for (const flag of ['--help', '-h']) {
    // Throws where the exit code isn't 0.
    const said = execFileSync(process.execPath, [...args, flag], { encoding: 'utf8' });
    expect(said.startsWith(name)).toBe(true);
  }
});

it('lvzhang --version prints the version of the package, and the help names it', () => {
  const said = (flag: string) => execFileSync(process.execPath, [cli, flag], { encoding: 'utf8' });
  expect(said('--version')).toBe(`${manifest.version}\n`);
  expect(said('--help')).toMatch(/^ {2}--version /m);
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
])('lvzhang %j says what is wrong in one line, then the usage', (args, fault) => {
  const { status, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  expect([status, stderr.slice(0, stderr.indexOf('\n\nlvzhang '))]).toEqual([2, fault]);
});
