/** Subdivision: the owner cuts a block that it holds; nothing changes hands. */
import { blockEntity } from '../../../../shared/ledger/entity.ts';
import { checkActsFor } from '../log/authority.ts';
import type { Rules } from '../rule.ts';

export const blockSubdivided: Rules<'block.subdivided'> = (live, event, report) => {
  const { account, batch, block, starts } = event.facts;
  const entity = blockEntity(batch, block);
  checkActsFor(live, event, account, report);
  const current = live.state(entity);
  if (!current) {
    report('units-not-live', {}, entity);
    return;
  }
  const { from, to, status } = current;
  if (current.account !== account) report('units-not-owned', { owner: current.account, account }, entity);
  if (status !== 'held') report('units-not-held', { status }, entity);
  const ascending = starts.every((start, i) => start > (starts[i - 1] ?? from));
  if (!ascending || (starts.at(-1) ?? from) > to)
    report('subdivision-starts', { starts: starts.join(), first: from, last: to }, entity);
};
