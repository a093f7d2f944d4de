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

export interface NavigationGroup {
  name: NameIn<(typeof appWords)['tree']['groups']>;
  items: readonly NavigationItem[];
}

/** Said once more, so that the first page needs nothing of that module; the compiler holds them alike. */
const holders: typeof HOLDING_ROLES = ['developer', 'generator', 'enterprise', 'financier'];

const powerReaders = ['generator', 'enterprise', 'grid', 'verifier', 'regulator', 'operator'];
/** Whoever acts for an organization of the register, which the operator doesn't. */
const members = [...holders, 'verifier', 'regulator', 'grid'];

/** Groups in the order of the work: from land to units, from units to a statement and its proof. */
export const navigation: readonly NavigationGroup[] = [
  {
    name: 'sinks',
    items: [
      { path: '/projects', name: 'nav.projects', to: 'everybody' },
      { path: '/land', name: 'nav.land', to: ['developer', 'operator', 'verifier', 'regulator'] },
      { path: '/agreements', name: 'nav.agreements', to: [...holders, 'operator', 'verifier', 'regulator'] },
      { path: '/income', name: 'nav.income', to: [...holders, 'verifier', 'regulator'] },
    ],
  },
  {
    name: 'power',
    items: [
      {
        path: '/facilities',
        name: 'nav.facilities',
        to: powerReaders,
      },
      { path: '/contracts', name: 'nav.contracts', to: powerReaders },
      { path: '/certificates', name: 'nav.certificates', to: ['generator', 'enterprise', 'financier'] },
    ],
  },
  {
    name: 'units',
    items: [
      { path: '/holdings', name: 'nav.holdings', to: holders },
      { path: '/transfers', name: 'nav.transfers', to: holders },
      { path: '/pledges', name: 'nav.pledges', to: holders },
      { path: '/retire', name: 'nav.retire', to: holders },
    ],
  },
  {
    name: 'emissions',
    items: [
      {
        path: '/statements',
        name: 'nav.statements',
        to: ['enterprise', 'generator', 'developer', 'verifier', 'regulator'],
      },
      {
        path: '/parks',
        name: 'nav.parks',
        to: ['enterprise', 'generator', 'developer', 'verifier', 'regulator'],
      },
    ],
  },
  {
    name: 'work',
    items: [
      { path: '/approvals', name: 'nav.approvals', to: ['operator'] },
      { path: '/queue', name: 'nav.queue', to: ['verifier', 'regulator'] },
      { path: '/confirmations', name: 'nav.confirmations', to: 'signed-in' },
      { path: '/jobs', name: 'nav.jobs', to: 'signed-in' },
      {
        path: '/accreditations',
        name: 'nav.accreditations',
        to: ['regulator', 'verifier', 'operator'],
      },
      { path: '/organizations', name: 'nav.organizations', to: ['operator', 'regulator'] },
      { path: '/organization', name: 'nav.organization', to: members },
    ],
  },
  {
    name: 'proof',
    items: [
      { path: '/log', name: 'nav.log', to: 'everybody' },
      { path: '/audit', name: 'nav.audit', to: 'everybody' },
      { path: '/verify', name: 'nav.verify', to: 'everybody' },
    ],
  },
];

const isShown = ({ to }: NavigationItem, roles: readonly string[] | undefined): boolean =>
  to === 'everybody' ||
  (roles !== undefined && (to === 'signed-in' || roles.some((role) => to.includes(role))));

/** The groups that have something for these roles, with that; of a visitor where there are none. */
export const shownTo = (roles: readonly string[] | undefined): readonly NavigationGroup[] =>
  navigation
    .map(({ name, items }) => ({ name, items: items.filter((item) => isShown(item, roles)) }))
    .filter(({ items }) => items.length > 0);
