/** DOMAIN §5.1 and §5.2: Σ blocks of a batch = issued, and no serial in two hands. */

import { batchEntity, blockEntity, isStateOf, projectEntity } from '../../../../shared/ledger/entity.ts';
import type { BlockState } from '../../../../shared/units/states.ts';
import { type LiveState, terminalUnits } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkEnergy } from '../power/energy-conservation.ts';

/**
 * After an event: a violation for a batch that is out of balance, unless it was out by
 * the same amount before.
 */
export function checkBalance(live: LiveState, batch: string, violates: Violates): void {
  const totals = live.totals.get(batch);
  if (!totals) return;
  const terminal = terminalUnits(totals);
  const off = totals.live + terminal - totals.issued;
  if (off === totals.reported) return;
  totals.reported = off;
  violates('batch-conservation', { live: totals.live, terminal, issued: totals.issued }, batchEntity(batch));
}

/**
 * At the end of the log, from the live blocks themselves: no overlap, sums equal to
 * the totals, projects' sums.
 */
export function checkWhole(live: LiveState, violates: Violates): void {
  const blocks = new Map<string, BlockState[]>();
  const issued = new Map<string, number>();
  for (const [entity, { state }] of live.entities) {
    if (isStateOf('block:', entity, state)) pushTo(blocks, state.batch, state);
    else if (isStateOf('batch:', entity, state) && state.project)
      issued.set(state.project, (issued.get(state.project) ?? 0) + state.issued);
  }
  for (const [batch, own] of blocks) checkBlocks(live, batch, own, violates);
  checkBuffers(live, blocks.values(), violates);
  checkEnergy(live, violates);
  for (const [project, sum] of issued) {
    const state = live.state(projectEntity(project));
    if (state?.issued !== sum)
      violates('project-conservation', { issued: state?.issued, sum }, projectEntity(project));
  }
}

/** Each project's listed buffer equals what stands in the buffer. */
function checkBuffers(live: LiveState, blocks: Iterable<BlockState[]>, violates: Violates): void {
  const stands = new Map<string, number>();
  for (const own of blocks) {
    for (const { account, status, from, to } of own)
      if (status === 'buffer') stands.set(account, (stands.get(account) ?? 0) + to - from + 1);
  }
  for (const [entity, { state }] of live.entities) {
    if (!isStateOf('project:', entity, state)) continue;
    const { buffer, buffered = [] } = state;
    const listed = buffered.reduce((units, { from, to }) => units + to - from + 1, 0);
    const sum = (buffer && stands.get(buffer)) || 0;
    if (listed !== sum) violates('buffer-conservation', { listed, blocks: sum }, entity);
  }
}

function checkBlocks(live: LiveState, batch: string, blocks: BlockState[], violates: Violates): void {
  blocks.sort((a, b) => a.from - b.from);
  let sum = 0;
  let last: BlockState | undefined;
  for (const block of blocks) {
    sum += block.to - block.from + 1;
    if (last && block.from <= last.to) {
      const seen = {
        from: block.from,
        to: Math.min(block.to, last.to),
        other: blockEntity(batch, last.from),
      };
      violates('serial-in-two-hands', seen, blockEntity(batch, block.from));
    }
    if (!last || block.to > last.to) last = block;
  }
  const totals = live.totals.get(batch);
  const terminal = totals ? terminalUnits(totals) : 0;
  if (totals?.reported !== 0 || sum + terminal === totals.issued) return;
  violates('batch-conservation', { live: sum, terminal, issued: totals.issued }, batchEntity(batch));
}

function pushTo(lists: Map<string, BlockState[]>, key: string, block: BlockState): void {
  const list = lists.get(key);
  if (list) list.push(block);
  else lists.set(key, [block]);
}
