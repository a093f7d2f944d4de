import { isWords, type Say } from '../words/area.ts';
import { appWords } from './words.ts';

type Roles = (typeof appWords)['tree']['role'];

/** A role as people call it; its own name where the console knows none. */
export function roleName(say: Say<(typeof appWords)['tree']>, role: string): string {
  const { role: roles } = appWords.tree;
  return role in roles && isWords(roles[role as keyof Roles])
    ? say(`role.${role as keyof Roles & string}`)
    : role;
}
