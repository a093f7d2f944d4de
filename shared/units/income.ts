/**
 * The income of a first sale is divided by the version of the agreement in force on the day of
 * settlement (DOMAIN §2, 分级协商受益). Shares are public; amounts are sealed, beside the commit, for
 * those entitled to them.
 */

import {
  agreementEntity,
  divisionEntity,
  type Entities,
  entitlementEntity,
  type NextState,
  type NextStates,
  read,
  transferEntity,
} from '../ledger/entity.ts';
import type { EventOfType, Facts } from '../ledger/event.ts';
import { divide } from './division.ts';

type Shares = Facts<'income.divided'>['shares'];

/** What the seal of a division commits to, in fen: the whole and each party's part. Σ parts = whole. */
export interface DividedIncome {
  fen: number;
  parts: { organization: string; fen: number }[];
}

/** The parts of `fen` by these shares, by largest remainder; the result is always the same. */
export function dividedIncome(fen: number, shares: Shares): DividedIncome {
  const parts = divide(
    fen,
    shares.map(({ organization, basisPoints }) => ({ party: organization, basisPoints })),
  );
  return { fen, parts: parts.map(({ party, fen: part }) => ({ organization: party, fen: part })) };
}

export function evolveIncomeDivided(
  entities: Entities,
  { facts }: EventOfType<'income.divided'>,
): NextStates {
  const { transfer, project, agreement, version, settledOn, shares } = facts;
  const sale = read(entities, transferEntity(transfer))?.state;
  const divided: NextStates = sale ? [[transferEntity(transfer), { ...sale, divided: true }]] : [];
  const agreed = read(entities, agreementEntity(agreement))?.state;
  return [
    ...divided,
    ...(agreed ? [[agreementEntity(agreement), agreed] satisfies NextState] : []),
    [divisionEntity(transfer), { project, agreement, version, settledOn }],
    ...shares.map(
      ({ organization, basisPoints }): NextState<'entitlement'> => [
        entitlementEntity(transfer, organization),
        { transfer, project, organization, basisPoints, settledOn },
      ],
    ),
  ];
}
