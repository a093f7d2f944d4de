/** The console's words: each is said in both languages, with the same values in it. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Area, isWords, type Tree } from '../../console/words/area.ts';
import type { Words } from '../../shared/base/words.ts';

const root = join(import.meta.dirname, '../..');
const files = globSync('console/*/words.ts', { cwd: root }).sort();
const isArea = (each: unknown): each is Area<Tree> =>
  typeof each === 'object' && each !== null && 'name' in each && 'tree' in each;
const modules: Record<string, unknown>[] = await Promise.all(files.map((file) => import(join(root, file))));
const areas = modules.flatMap((each) => Object.values(each).filter(isArea));

/** A language is offered to those who read it. */
const LANGUAGES = ['中文'];

/** Words of a tree by their names, groups with a dot. */
const flat = (tree: Tree): [string, Words][] =>
  Object.entries(tree).flatMap(([name, each]): [string, Words][] =>
    isWords(each)
      ? [[name, each]]
      : flat(each).map(([inner, words]): [string, Words] => [`${name}.${inner}`, words]),
  );

const valuesIn = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();

it('are found, each area under a name of its own', () => {
  const names = areas.map(({ name }) => name);
  expect(names.length).toBe(files.length);
  expect(names).toEqual([...new Set(names)]);
});

describe.each(areas)('of $name', ({ tree }) => {
  it('are there in both languages, with the same values', () => {
    for (const [name, { zh, en }] of flat(tree)) {
      expect([name, zh.trim().length > 0, en.trim().length > 0]).toEqual([name, true, true]);
      expect([name, [...new Set(valuesIn(zh))]]).toEqual([name, [...new Set(valuesIn(en))]]);
    }
  });

  it('are English in English', () => {
    const chinese = flat(tree).filter(([, { en }]) => /\p{Script=Han}/u.test(en));
    expect(chinese.map(([, { en }]) => en).filter((en) => !LANGUAGES.includes(en))).toEqual([]);
  });
});
