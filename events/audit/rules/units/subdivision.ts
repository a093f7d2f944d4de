/** Subdivision: the owner cuts a held block; nothing changes hands. */
import { blockEntity } from '../../../../shared/ledger/entity.ts';
import { checkActsFor } from '../log/authority.ts';
import type { Rules } from '../rule.ts';

export const blockSubdivided: Rules<'block.subdivided'> = (live, event, violates) => {
  const { account, batch, block, starts } = event.facts;
  const entity = blockEntity(batch, block);
  checkActsFor(live, event, account, violates);
  const current = live.state(entity);
  if (!current) {
    violates('units-not-live', {}, entity);
    return;
  }
  const { from, to, status } = current;
  if (current.account !== account) violates('units-not-owned', { owner: current.account, account }, entity);
  if (status !== 'held') violates('units-not-held', { status }, entity);
  const ascending = starts.every((start, i) => start > (starts[i - 1] ?? from));
  if (!ascending || (starts.at(-1) ?? from) > to)
    violates('subdivision-starts', { starts: starts.join(), first: from, last: to }, entity);
};
