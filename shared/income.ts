/**
 * The income of a first sale, divided by the agreement's version in force on the day of settlement (DOMAIN §2,
 * 分级协商受益). Shares are public; amounts are sealed, and stand beside the commit for those entitled to see them.
 */
import {
  divisionEntity,
  type Entities,
  type EntityId,
  type EntityState,
  entitlementEntity,
} from './entity.ts';
import type { EventOfType } from './event.ts';

export interface DivisionState {
  project: string;
  agreement: string;
  version: number;
  settledOn: string;
}

/** One party's part of one division; its amount is in the sealed part of the commit that made it. */
export interface EntitlementState {
  transfer: string;
  project: string;
  organization: string;
  basisPoints: number;
  settledOn: string;
}

export function evolveIncomeDivided(
  _entities: Entities,
  { facts }: EventOfType<'income.divided'>,
): [EntityId, EntityState][] {
  const { transfer, project, agreement, version, settledOn, shares } = facts;
  return [
    [divisionEntity(transfer), { project, agreement, version, settledOn }],
    ...shares.map(({ organization, basisPoints }): [EntityId, EntityState] => [
      entitlementEntity(transfer, organization),
      { transfer, project, organization, basisPoints, settledOn },
    ]),
  ];
}
