/** The areas of the console as its navigation shows them. */
import type { HOLDING_ROLES } from '../../shared/ledger/role.ts';
import type { NameIn } from '../words/area.ts';
import type { appWords } from './words.ts';

export interface NavigationItem {
  path: string;
  name: NameIn<(typeof appWords)['tree']>;
  /** Shown to these roles, or to whoever is signed in, or to everybody. */
  to: readonly string[] | 'signed-in' | 'everybody';
}

/** Said once more, so that the first page needs nothing of that module; the compiler holds them alike. */
const holders: typeof HOLDING_ROLES = ['developer', 'generator', 'enterprise', 'financier'];

export const navigation: readonly NavigationItem[] = [
  { path: '/', name: 'overview', to: 'everybody' },
  { path: '/projects', name: 'nav.projects', to: 'everybody' },
  { path: '/land', name: 'nav.land', to: ['developer', 'operator', 'verifier', 'regulator'] },
  { path: '/holdings', name: 'nav.holdings', to: holders },
  { path: '/transfers', name: 'nav.transfers', to: holders },
  { path: '/pledges', name: 'nav.pledges', to: holders },
  { path: '/retire', name: 'nav.retire', to: holders },
  {
    path: '/statements',
    name: 'nav.statements',
    to: ['enterprise', 'generator', 'developer', 'verifier', 'regulator'],
  },
  { path: '/confirmations', name: 'nav.confirmations', to: 'signed-in' },
  { path: '/jobs', name: 'nav.jobs', to: 'signed-in' },
  { path: '/queue', name: 'nav.queue', to: ['verifier', 'regulator'] },
  { path: '/accreditations', name: 'nav.accreditations', to: ['regulator', 'verifier', 'operator'] },
  { path: '/log', name: 'nav.log', to: 'everybody' },
  { path: '/audit', name: 'nav.audit', to: 'everybody' },
  { path: '/verify', name: 'nav.verify', to: 'everybody' },
];

export const isShown = ({ to }: NavigationItem, roles: readonly string[] | undefined): boolean =>
  to === 'everybody' ||
  (roles !== undefined && (to === 'signed-in' || roles.some((role) => to.includes(role))));
