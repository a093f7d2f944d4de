/** Who is worked for next: everyone in turn, and nobody for all of the time. */

export interface TurnLimits {
  atOnce: number;
  perOrganization: number;
}

/**
 * Gives each a turn, and those that have more to do others, each behind whoever waits by then. Turns of one
 * organization beyond its share wait, and others go before them.
 * @param take one turn; true where there may be more to do
 * @throws the first failure of a turn, after all others had theirs
 */
export async function takeTurns<T extends { organization: string }>(
  all: Iterable<T>,
  { atOnce, perOrganization }: TurnLimits,
  take: (each: T) => Promise<boolean>,
): Promise<void> {
  const waiting = [...all];
  const atWork = new Map<string, number>();
  const count = (organization: string, by: number) =>
    atWork.set(organization, (atWork.get(organization) ?? 0) + by);
  const mayWork = ({ organization }: T) => (atWork.get(organization) ?? 0) < perOrganization;
  const next = (): T | undefined => {
    const at = waiting.findIndex(mayWork);
    return at < 0 ? undefined : waiting.splice(at, 1)[0];
  };
  const failures: unknown[] = [];
  // A worker that finds nobody may end: whoever waits then is taken by a worker that is at its organization.
  const worker = async () => {
    for (let each = next(); each; each = next()) {
      count(each.organization, 1);
      try {
        if (await take(each)) waiting.push(each);
      } catch (error) {
        failures.push(error);
      }
      count(each.organization, -1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw failures[0];
}
