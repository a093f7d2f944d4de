/** Entities for tests of deciders: short to write, ids of the real form. */

import { toBase64url, toUtf8 } from '../../../shared/base/encoding.ts';
import { sha256 } from '../../../shared/base/sha256.ts';
import { type Context, deriveId } from '../../../shared/ledger/decision.ts';
import {
  accountEntity,
  batchEntity,
  blockEntity,
  type Entity,
  type EntityId,
  type EntityState,
  organizationEntity,
} from '../../../shared/ledger/entity.ts';
import type { Role } from '../../../shared/ledger/role.ts';
import type { Candidate, Item } from '../../../shared/units/selection.ts';
import type { BatchState, BlockState } from '../../../shared/units/states.ts';
import type { Rule } from '../ladder.ts';

export const commitNamed = (name: string): string => toBase64url(sha256(toUtf8(name)));
export const idNamed = (prefix: 'o' | 'a' | 'p' | 'b', name: string): string =>
  deriveId(prefix, commitNamed(name));

export const AT = '2026-08-01T00:00:00.000Z';
export const contextOf = (org: string, role: Role, scope: 'own' | 'any'): Context => ({
  id: commitNamed('this commit'),
  at: AT,
  org,
  role,
  scope,
});

export const entity = <S extends EntityState>(state: S, version = 1, commit = commitNamed('before')) => ({
  version,
  commit,
  state,
});

/** An organization of that name with its account. */
export function organizationNamed(name: string, roles: Role[] = ['enterprise']) {
  const [id, account] = [idNamed('o', name), idNamed('a', name)];
  const entities: [EntityId, Entity][] = [
    [organizationEntity(id), entity({ name, roles, account })],
    [accountEntity(account), entity({ organization: id })],
  ];
  return { id, account, entities };
}

/** Held blocks of one batch that touch one another, from the lengths given, first serial 1. */
export function blocksOf(account: string, batch: string, ...lengths: number[]): Candidate[] {
  let next = 1;
  return lengths.map((length) => {
    const from = next;
    next += length;
    return block({ batch, from, to: next - 1, account });
  });
}

export function block(state: Pick<BlockState, 'batch' | 'from' | 'to' | 'account'> & Partial<BlockState>) {
  return entity<BlockState>({ status: 'held', since: commitNamed('before'), ...state });
}

/** A batch of credits, unless changed; the rules of its instrument are those of its units. */
export const batchEntry = (batch: string, changed: Partial<BatchState> = {}): [EntityId, Entity] => [
  batchEntity(batch),
  entity<BatchState>({
    project: idNamed('p', 'project'),
    instrument: 'VCU',
    vintage: 2020,
    issued: 100,
    legacy: false,
    imported: false,
    ...changed,
  }),
];

export const blockEntry = (candidate: Candidate): [EntityId, Entity] => [
  blockEntity(candidate.state.batch, candidate.state.from),
  candidate,
];

/**
 * The rules of selection, as every command that moves units has them. One block of 100 and
 * one item are assumed.
 */
export function selectionRules<C extends { items: Item[] }>(batch: string): Rule<C>[] {
  return [
    [
      'items-overlap',
      '/items/2',
      ({ command }) => command.items.push({ batch, from: 1, to: 5 }, { batch, from: 5, to: 6 }),
    ],
    ['units-not-available', '/items/1', ({ command }) => command.items.push({ batch, from: 900, to: 901 })],
    ['insufficient-units', '/items/1', ({ command }) => command.items.push({ batch, quantity: 1000 })],
    [
      'too-many-blocks',
      '/items',
      ({ candidates, command }) => {
        const account = candidates[0]?.state.account ?? '';
        candidates.splice(0, candidates.length, ...blocksOf(account, batch, ...Array(100).fill(1)));
        command.items.push({ batch, quantity: 90 });
      },
    ],
  ];
}
