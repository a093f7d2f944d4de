/** What Vite makes of the console: the same each time, and for its users, whatever the environment. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleConsole, putAssetsBeside } from '../../infra/console-bundle.ts';

const built = bundleConsole();
const madeOf = `${built}.sha256`;
const beside = mkdtempSync(join(tmpdir(), 'lvzhang-beside-'));
afterAll(() => rmSync(beside, { recursive: true }));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
const digests = (folder: string): string[][] =>
  filesIn(folder).map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  ]);

describe('the console’s build', () => {
  it('has the same bytes from the same sources', () => {
    const before = digests(built);
    // What it was made of is forgotten, so it is made again.
    rmSync(madeOf);
    bundleConsole();
    expect(digests(built)).toEqual(before);
    expect(existsSync(madeOf)).toBe(true);
  });

  it('isn’t made again of the same sources', () => {
    const { mtimeMs } = statSync(madeOf);
    bundleConsole();
    expect(statSync(madeOf).mtimeMs).toBe(mtimeMs);
  });

  it('is what is shipped, although tests have an environment of their own', () => {
    expect(process.env.NODE_ENV).toBe('test');
    const scripts = filesIn(built).filter((name) => name.endsWith('.js'));
    // What React tells its developers.
    const development = scripts.filter((name) =>
      /Download the React DevTools|sourceMappingURL/.test(readFileSync(join(built, name), 'utf8')),
    );
    expect([scripts.length > 0, development]).toEqual([true, []]);
  });

  it('has no script or style within the page, which its policy would refuse', () => {
    const page = readFileSync(join(built, 'index.html'), 'utf8');
    expect(page).toContain('%LVZHANG_SETTINGS%');
    expect(page).not.toMatch(/<style|<script(?![^>]*\bsrc="\/console\/assets\/)| on[a-z]+=/);
  });

  it('lies beside its function as it was built, and nothing else does', () => {
    writeFileSync(join(beside, 'gone-00000000.js.br'), '');
    putAssetsBeside(beside);
    const names = new Set(filesIn(beside).map((name) => name.replace(/\.(br|gzip)$/, '')));
    expect([...names].sort()).toEqual(readdirSync(join(built, 'assets')).sort());
  });
});
