/** Reads of entitlements by day of settlement; the amounts come from beside the commits that divided. */

import type { Period } from '../../shared/base/day.ts';
import type { DividedIncome } from '../../shared/units/income.ts';
import type { EntitlementState } from '../../shared/units/states.ts';
import { entitlementsList } from './keys.ts';
import type { LedgerReads, Page } from './reads.ts';
import { readSealed } from './sealed.ts';

/** An entitlement with its amount and the commit that divided. */
export interface Entitlement {
  state: EntitlementState;
  fen: number;
  commit: string;
}

/** Sorts right after the '#' behind the day in the list's order: the last day is thereby included. */
const AFTER_SEPARATOR = '$';

/** A page of an organization's entitlements that were settled within the period, in order of that day. */
export async function readEntitlements(
  reads: LedgerReads,
  organization: string,
  { from, to }: Period,
  limit: number,
  cursor?: string,
): Promise<Page<Entitlement>> {
  const list = entitlementsList(organization);
  const page = await reads.page<EntitlementState>(
    {
      IndexName: 'byList',
      KeyConditionExpression: '#list = :list AND #order BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#list': 'list', '#order': 'order' },
      ExpressionAttributeValues: { ':list': list, ':from': from, ':to': `${to}${AFTER_SEPARATOR}` },
    },
    `${list}#${from}#${to}`,
    limit,
    cursor,
  );
  const commits = page.items.map(({ commit }) => commit);
  const divisions = await readSealed<DividedIncome>(reads, commits);
  const items = page.items.map(({ commit, state }) => {
    const part = divisions.get(commit)?.facts.parts.find((each) => each.organization === organization);
    if (!part) throw new Error(`the division ${commit} has no amount for ${organization}`);
    return { state, fen: part.fen, commit };
  });
  return { items, ...(page.next && { next: page.next }) };
}
