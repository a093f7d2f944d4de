/** The areas of the console as its navigation shows them. */
import type { NameIn } from '../words/area.ts';
import type { appWords } from './words.ts';

export interface NavigationItem {
  path: string;
  name: NameIn<(typeof appWords)['tree']>;
  /** Shown to these roles, or to whoever is signed in, or to everybody. */
  to: readonly string[] | 'signed-in' | 'everybody';
}

export const navigation: readonly NavigationItem[] = [
  { path: '/', name: 'home.title', to: 'everybody' },
  { path: '/jobs', name: 'nav.jobs', to: 'signed-in' },
];

export const isShown = ({ to }: NavigationItem, roles: readonly string[] | undefined): boolean =>
  to === 'everybody' ||
  (roles !== undefined && (to === 'signed-in' || roles.some((role) => to.includes(role))));
