/**
 * Rules of every leaf: form, ids, roles, version chains, time; and of recorded states. One line per fault.
 */
import { canonicalize } from '../../shared/base/canonical.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { SYSTEM } from '../support/history/history.ts';
import {
  acceptedBut,
  facts,
  faultsAreFound,
  issuedBut,
  nobody,
  organizationBut,
  projectBut,
  recordedBut,
  retiredBut,
  type SmallHistory,
  withdrawnBut,
} from '../support/history/small-history.ts';

const leaf = (text: string) => (s: SmallHistory) => void s.h.leaves.push(text);

/** So many seconds before the leaf before it. */
const behind =
  (seconds: number) =>
  (e: RegistryEvent, { h }: SmallHistory) => {
    const { at } = JSON.parse(h.leaves.at(-1)!) as RegistryEvent;
    e.at = new Date(Date.parse(at) - 1000 * seconds).toISOString();
  };

faultsAreFound([
  ['leaf-not-json', 'cut off', leaf('{"v":1')],
  ['leaf-not-canonical', 'a space', retiredBut((e) => canonicalize(e).replace(',', ', '))],
  ['leaf-not-canonical', 'an exponent', retiredBut((e) => canonicalize(e).replace(':10,', ':1e1,'))],
  [
    'leaf-not-canonical',
    'a member twice',
    retiredBut((e) => canonicalize(e).replace('"v":1', '"v":1,"v":1')),
  ],
  ['leaf-schema', 'an unknown member', retiredBut(facts({ price: 80 }))],
  ['leaf-schema', 'a type that is none', retiredBut((e) => Object.assign(e, { type: 'toString' }))],
  ['leaf-schema', 'no object', leaf('null')],
  [
    'leaf-schema',
    'a day that is none',
    retiredBut((e) => Object.assign(e, { at: '2026-02-30T00:00:00.000Z' })),
  ],
  ['leaf-schema', 'a quantity of none', retiredBut(facts({ quantity: 0 }))],
  ['leaf-too-long', 'over 16 KiB', leaf(canonicalize({ x: '长'.repeat(6000) }))],
  ['commit-repeated', "an earlier commit's id", retiredBut((e, s) => Object.assign(e, { id: s.offer.id }))],
  ['id-not-derived', 'an organization', organizationBut(facts({ organization: nobody('o') }))],
  ['id-not-derived', 'an account', organizationBut(facts({ account: nobody('a') }))],
  ['id-not-derived', 'a project', projectBut(facts({ project: nobody('p') }))],
  ['id-not-derived', 'a batch', issuedBut(facts({ batch: nobody('b') }))],
  ['id-taken', 'an organization a second time', ({ h }) => void h.leaves.push(h.leaves[0]!)],
  ['role-not-granted', 'an enterprise issues', issuedBut((e) => Object.assign(e.by, { role: 'enterprise' }))],
  ['role-not-granted', 'the operator records', recordedBut((e) => Object.assign(e.by, { role: 'operator' }))],
  ['role-not-granted', 'the system retires', retiredBut((e) => Object.assign(e.by, { role: 'system' }))],
  ['not-owner', "another's units", retiredBut((e, s) => Object.assign(e.by, { org: s.steel.id }))],
  ['not-owner', 'the sender accepts', acceptedBut((e, s) => Object.assign(e.by, { org: s.developer.id }))],
  ['not-owner', 'the receiver withdraws', withdrawnBut((e, s) => Object.assign(e.by, { org: s.copper.id }))],
  ['version-chain', 'a version left out', retiredBut((e) => e.advances[0]!.version++)],
  ['version-chain', 'a version repeated', retiredBut((e) => e.advances[0]!.version--)],
  ['version-chain', 'a block born at version 2', retiredBut((e) => e.advances[1]!.version++)],
  ['prev-wrong', 'another commit', retiredBut((e, s) => Object.assign(e.advances[0]!, { prev: s.offer.id }))],
  ['prev-wrong', 'left out', retiredBut((e) => delete e.advances[0]!.prev)],
  [
    'prev-wrong',
    'of what is born',
    retiredBut((e, s) => Object.assign(e.advances[1]!, { prev: s.offer.id })),
  ],
  ['advances-missing', 'the rest of the block', retiredBut((e) => e.advances.pop())],
  [
    'advances-extra',
    'what does not change',
    retiredBut((e) => e.advances.push({ entity: 'account:x', version: 2 })),
  ],
  ['advances-repeated', 'an entity twice', retiredBut((e) => e.advances.push(e.advances[0]!))],
  ['time-before-prev', 'a second before what moved the block', retiredBut(behind(2))],
  [
    'time-behind-log',
    'of an entity of its own, dated back by more than the merge delay',
    organizationBut(behind(91)),
  ],
  [
    'system-organization',
    'the system under another name',
    recordedBut((e) => Object.assign(e.by, { org: 'lvzhang' })),
  ],
  [
    'system-organization',
    "a holder under the registry's name",
    retiredBut((e) => Object.assign(e.by, { org: 'lvzhang-registry' })),
  ],
  [
    'time-before-prev',
    'an hour early',
    retiredBut((e) => Object.assign(e, { at: '2026-11-21T07:00:00.000Z' })),
  ],
  [
    'state-root-size',
    'a size that is yet to come',
    ({ h }) => {
      const recorded = { size: h.leaves.length + 1, root: '0'.repeat(64) };
      h.forge(SYSTEM, { type: 'state.recorded', facts: recorded, advances: ['state:root'] });
    },
  ],
  [
    'state-root-size',
    'a size before the last recording',
    ({ h }) => {
      h.recordState();
      h.recordState(2);
    },
  ],
  ['state-root', 'another root', recordedBut(facts({ root: '0'.repeat(64) }))],
]);
