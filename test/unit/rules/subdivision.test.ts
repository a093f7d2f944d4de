/** Rules of subdivision (DOMAIN §3), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { accountEntity, blockEntity } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { BLOCK_STATUSES, type BlockStatus } from '../../../shared/units/states.ts';
import { decideSubdivideBlock, type SubdivideBlock } from '../../../shared/units/subdivide-block.ts';
import { expectEvent, holdLadder, type Rule, type Situation } from '../../support/ladder.ts';
import {
  block,
  blockEntry,
  commitNamed,
  contextOf,
  idNamed,
  organizationNamed,
} from '../../support/states/states.ts';

const holder = organizationNamed('holder');
const batch = idNamed('b', 'batch');
const whole = { batch, from: 101, to: 1100, account: holder.account };

const subdividing = (): Situation<SubdivideBlock> => ({
  entities: new Map([...holder.entities, blockEntry(block(whole))]),
  candidates: [],
  command: { batch, block: 101, quantities: [250, 750] },
  context: contextOf(holder.id, 'enterprise', 'own'),
});
const subdivide = ({ entities, command, context }: Situation<SubdivideBlock>) =>
  decideSubdivideBlock(entities, command, context);

const locked = BLOCK_STATUSES.filter((status) => status !== 'held').map(
  (status: BlockStatus): Rule<SubdivideBlock> => [
    'units-not-available',
    '/block',
    ({ entities }) => entities.set(...blockEntry(block({ ...whole, status }))),
  ],
);

holdLadder('subdivide a block', subdividing, subdivide, [
  ['block-not-found', '/block', ({ command }) => Object.assign(command, { block: 102 })],
  ['not-found', undefined, ({ entities }) => entities.delete(accountEntity(holder.account))],
  ['not-yours', undefined, ({ context }) => (context.org = 'a-stranger')],
  ...locked,
  [
    'subdivision-does-not-add-up',
    '/quantities',
    ({ command }) => Object.assign(command, { quantities: [250, 751], lanes: undefined }),
  ],
  [
    'subdivision-does-not-add-up',
    '/quantities',
    ({ command }) => Object.assign(command, { quantities: [250, 749], lanes: undefined }),
  ],
  [
    'too-many-lanes',
    '/lanes',
    ({ command }) => Object.assign(command, { quantities: undefined, lanes: 1001 }),
  ],
]);

describe('a subdivided block', () => {
  it.each<[string, Partial<SubdivideBlock>, [number, number][]]>([
    [
      'quantities',
      { quantities: [250, 750] },
      [
        [101, 350],
        [351, 1100],
      ],
    ],
    [
      'many quantities',
      { quantities: [1, 998, 1] },
      [
        [101, 101],
        [102, 1099],
        [1100, 1100],
      ],
    ],
    [
      'lanes',
      { quantities: undefined, lanes: 3 },
      [
        [101, 434],
        [435, 767],
        [768, 1100],
      ],
    ],
  ])('by %s keeps owner, status and since, and every serial once', (_by, command, ranges) => {
    const situation = subdividing();
    Object.assign(situation.command, command);
    const after = advancedEntities(situation.entities, expectEvent(situation, subdivide));
    expect([...after.keys()]).toEqual(ranges.map(([from]) => blockEntity(batch, from)));
    expect([...after.values()].map(({ state }) => state)).toEqual(
      ranges.map(([from, to]) => ({ ...whole, from, to, status: 'held', since: commitNamed('before') })),
    );
  });
});
