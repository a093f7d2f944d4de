/** What a park's statement asks for beside its own lines, and what its roll-up reads. */
import * as z from 'zod';
import { freeText, ParkId, StatementId } from '../../shared/base/field.ts';
import { Decimal } from '../../shared/base/rational.ts';
import { type EntityId, parkEntity, read, statementEntity } from '../../shared/ledger/entity.ts';
import type { Line } from '../../shared/statements/line.ts';
import { FLOWS_MAX, ROLLED_MAX, StatedShares } from '../../shared/statements/rolled-up.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { named } from '../http/named.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import { readSealedLines } from './sealed-lines.ts';

const LineReference = named('LineReference', () =>
  z.strictObject({
    /** A member's statement; the park's own line where it is left out. */
    statement: StatementId.optional(),
    line: z.string().min(1).max(60),
  }),
);

const Flow = named('MemberFlow', () =>
  z.strictObject({
    /** A line of electricity or heat that was sent out. */
    from: LineReference(),
    /** A line that was received. */
    to: LineReference(),
    /** kWh or GJ, as the lines count. */
    quantity: Decimal,
  }),
);

/** Members of a statement's body that only a park's has. */
export const parkShape = () => ({
  /** Rolls up the members' verified statements of the year. */
  park: z
    .strictObject({
      park: ParkId,
      members: z
        .array(z.strictObject({ statement: StatementId, version: z.int().min(1).max(9_999) }))
        .max(ROLLED_MAX),
      flows: z.array(Flow()).max(FLOWS_MAX).optional(),
    })
    .optional(),
  /** What the indicator of 910号 needs of the year; without it the indicator isn't computable. */
  energy: z
    .strictObject({
      /** Equivalent value (等价值) of the year. */
      kgcePerKilowattHour: Decimal,
      source: freeText(300),
      /** Shares that the park states of itself, percent. */
      shares: StatedShares.optional(),
    })
    .optional(),
});

const parkPart = () => z.strictObject(parkShape());
type ParkBody = z.infer<ReturnType<typeof parkPart>>;

export interface LoadedForRoll {
  entities: Map<EntityId, Stored>;
  memberLines: ReadonlyMap<string, readonly Line[]>;
}

/**
 * Adds the park and the statements that are to be rolled up, with those that were, to what was loaded, and
 * reads the members' lines: each under the seal of the version that stands.
 */
export async function loadForRoll(
  reads: LedgerReads,
  entities: Map<EntityId, Stored>,
  { park }: ParkBody,
  before?: StatementState,
): Promise<LoadedForRoll> {
  if (!park) return { entities, memberLines: new Map() };
  const named = park.members.map(({ statement }) => statement);
  const left = before?.stated.park?.members.map(({ statement }) => statement) ?? [];
  addTo(entities, await reads.entities([parkEntity(park.park), ...[...named, ...left].map(statementEntity)]));
  const submissions = named.flatMap((statement) => {
    const state = read(entities, statementEntity(statement))?.state;
    return state ? [[statement, state.submission] as const] : [];
  });
  const sealed = await readSealedLines(
    reads,
    submissions.map(([, commit]) => commit),
  );
  const memberLines = new Map(submissions.map(([statement], at) => [statement, sealed[at]!.facts.lines]));
  return { entities, memberLines };
}

/** The members' statements as they are now. */
export async function membersOf(
  reads: LedgerReads,
  { stated }: Pick<StatementState, 'stated'>,
): Promise<ReadonlyMap<EntityId, Stored>> {
  return reads.entities(stated.park?.members.map(({ statement }) => statementEntity(statement)) ?? []);
}
