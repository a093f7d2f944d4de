/**
 * Sales that nobody decided: of every block of certificates that is live at the end of the
 * history, to a stranger.
 */
import { expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { toBase64url, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { accountEntity, batchEntity, organizationEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType, RegistryEvent } from '../../shared/ledger/event.ts';
import type { AccountState, OrganizationState } from '../../shared/parties/states.ts';
import { instrumentRow } from '../../shared/units/instrument.ts';
import type { BatchState, BlockState } from '../../shared/units/states.ts';
import { Sandbox } from '../support/history/sandbox.ts';
import { wholePowerHistory } from '../support/history/whole-power.ts';

const { h, boundaries } = wholePowerHistory();
const { leaves } = h;
const sandbox = new Sandbox({ boundaries: (digest) => boundaries.get(digest) });
for (const [index, leaf] of leaves.entries()) sandbox.apply(index, leaf);
const { entities, owners } = sandbox.live;

const stateOf = <S>(entity: string): S => entities.get(entity)!.state as S;
const certificates = [...entities]
  .filter(([entity]) => entity.startsWith('block:'))
  .map(([, { state, commit }]) => ({ block: state as BlockState, commit }))
  .map((each) => ({ ...each, batch: stateOf<BatchState>(batchEntity(each.block.batch)) }))
  .filter(({ batch }) => batch.facility !== undefined);

/** What stands against selling the block, by DOMAIN §3, apart from the auditor's own rules. */
function refusedFor({ block, batch }: (typeof certificates)[number]): Rule[] {
  const { tradedOnce, tradability } = instrumentRow(batch.instrument);
  const refused: Rule[] = [];
  if (block.status !== 'held') refused.push('units-not-held');
  if (tradedOnce && block.traded) refused.push('traded-again');
  if (tradability && batch.energy !== 'on-grid') refused.push('not-tradable');
  if (stateOf<AccountState>(accountEntity(block.account)).province) refused.push('provincial-account');
  return refused;
}

const last = JSON.parse(leaves.at(-1)!) as RegistryEvent;
const stranger = [...owners.keys()].find((account) => {
  const { province, buffer } = stateOf<AccountState>(accountEntity(account));
  return !province && !buffer && certificates.every(({ block }) => block.account !== account);
})!;

/** A sale of the whole block, in the way that the log has moves. */
function saleOf({ block, commit }: (typeof certificates)[number], n: number, type: string): RegistryEvent {
  const { batch, from, to, account, since } = block;
  const items = [{ batch, ranges: [{ from, to, ...(since !== commit && { since }) }] }];
  const org = owners.get(account)!;
  const [role] = stateOf<OrganizationState>(organizationEntity(org)).roles;
  return {
    v: 1,
    id: toBase64url(sha256(toUtf8(`sale ${n}`))),
    at: last.at,
    type,
    advances: [],
    by: { org, role },
    facts: { from: account, to: stranger, items, quantity: to - from + 1 },
  } as unknown as RegistryEvent;
}

it.each(['units.offered', 'pledge.proposed'])('%s: no certificate that may not be sold', (type) => {
  const seen = new Set<Rule | 'sold'>();
  for (const [n, each] of certificates.entries()) {
    const lie = saleOf(each, n, type);
    const found = sandbox.attempt(leaves.length, sandbox.leafOf(lie), []).found.map(({ rule }) => rule);
    const refused = refusedFor(each);
    if (type === 'units.offered' && refused.length === 0) expect(found, lie.id).toEqual([]);
    for (const rule of refused) expect(found, JSON.stringify(each)).toContain(rule);
    for (const rule of refused) seen.add(rule);
    if (refused.length === 0) seen.add('sold');
  }
  expect(seen).toEqual(
    new Set(['units-not-held', 'traded-again', 'not-tradable', 'provincial-account', 'sold']),
  );
});

it('no settlement that keeps certificates back', () => {
  const trial = new Sandbox({ boundaries: (digest) => boundaries.get(digest) });
  let told = 0;
  for (const [index, leaf] of leaves.entries()) {
    const event = JSON.parse(leaf) as RegistryEvent;
    if (event.type === 'contract.settled' && event.facts.deliveries.length === 1) {
      const found = trial.attempt(index, trial.leafOf(keepingOneBack(event)), []).found;
      if (event.facts.deliveredMegawattHours > 0) {
        expect(found.map(({ rule }) => rule)).toEqual(['settlement-available']);
        told++;
      }
    }
    trial.apply(index, leaf);
  }
  expect(told).toBeGreaterThan(2);
});

/** The settlement with one certificate less, in all figures alike, as if the seller had no more. */
function keepingOneBack(event: EventOfType<'contract.settled'>): RegistryEvent {
  const lie = structuredClone(event);
  const { facts } = lie;
  const [delivery] = facts.deliveries;
  const consumed = Math.floor(delivery!.consumedKilowattHours / 1000);
  facts.deliveredMegawattHours--;
  delivery!.megawattHours--;
  const ranges = delivery!.items?.flatMap((item) => item.ranges) ?? [];
  const range = ranges.find(({ from, to }) => from < to);
  if (range) range.to--;
  const megawattHours = facts.contractMegawattHours - facts.deliveredMegawattHours;
  const side = facts.deliveredMegawattHours < consumed ? 'seller' : 'both';
  facts.shortfall = { megawattHours, side };
  return lie;
}
