/** A park year by year: who was in it, what each still lacks, how far it is on its path. */
import type { EmissionStatement, Park } from '../../events/client/operations.schemas.ts';
import { stayCovers } from '../../shared/statements/park.ts';

/** Organizations that were members on some day of the year, each once, as they were admitted. */
export const membersIn = ({ members }: Pick<Park, 'members'>, year: number): string[] => {
  const first = `${year}-01-01`;
  const last = `${year}-12-31`;
  return [
    ...new Set(members.filter((stay) => stayCovers(stay, first, last)).map((each) => each.organization)),
  ];
};

/** Members today. */
export const presentIn = ({ members }: Pick<Park, 'members'>, today: string): number =>
  members.filter((stay) => stayCovers(stay, today, today)).length;

/** Years that a park has something to say of, newest first: with a statement, a target, or a member. */
export function yearsOf({ statements, targets, members }: Park, last: number): number[] {
  const firsts = members.map(({ from }) => Number(from.slice(0, 4)));
  const since = Math.min(last, ...firsts);
  const stayed = Array.from({ length: last - since + 1 }, (_, after) => since + after);
  const stated = [...statements, ...targets].map(({ year }) => year).filter((year) => year <= last);
  return [...new Set([...stayed, ...stated])].sort((a, b) => b - a);
}

export type Lack = 'statement' | 'verification' | 'returned' | 'stale' | 'roll' | 'nothing';

export interface MemberStanding {
  organization: string;
  lack: Lack;
  /** Its statement of the year: the verified one, else the newest. */
  statement?: EmissionStatement;
}

/** @param own the member's statements of any year; @param whole the park's statement of the year */
export function standingOf(
  organization: string,
  own: readonly EmissionStatement[],
  year: number,
  whole: EmissionStatement | undefined,
): MemberStanding {
  const ofYear = own.filter((each) => each.year === year && each.subject.kind === 'organization');
  const rolled = whole?.park?.members.find((each) => ofYear.some(({ id }) => id === each.statement));
  const statement =
    ofYear.find(({ id }) => id === rolled?.statement) ??
    ofYear.find(({ status }) => status === 'verified') ??
    ofYear.at(-1);
  if (!statement) return { organization, lack: 'statement' };
  return { organization, statement, lack: lackOf(statement, rolled) };
}

function lackOf({ status, version }: EmissionStatement, rolled: { version: number } | undefined): Lack {
  if (status === 'returned') return 'returned';
  if (status === 'submitted') return 'verification';
  if (!rolled) return 'roll';
  return rolled.version === version ? 'nothing' : 'stale';
}

/** The indicator of a year: what it was, what it was to be, and what the rule allows. */
export interface PathPoint {
  year: number;
  actual?: number;
  target?: number;
  limit?: number;
}

const INTENSITY = 'park-intensity';

/** By year, oldest first. */
export function pathOf(
  { targets }: Pick<Park, 'targets'>,
  wholes: readonly EmissionStatement[],
): PathPoint[] {
  const points = new Map<number, PathPoint>();
  const at = (year: number): PathPoint => {
    const point = points.get(year) ?? { year };
    points.set(year, point);
    return point;
  };
  for (const { indicator, year, value } of targets)
    if (indicator === INTENSITY) at(year).target = Number(value);
  for (const { year, indicator } of wholes) {
    if (indicator?.intensity === undefined) continue;
    const point = at(year);
    point.actual = Number(indicator.intensity);
    if (indicator.limit !== undefined) point.limit = Number(indicator.limit);
  }
  return [...points.values()].sort((a, b) => a.year - b.year);
}
