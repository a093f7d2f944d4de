/** The index of whom the log names, held against what a watch of the whole log finds. */
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { Watch } from '../../events/watch.ts';
import { MENTIONED_KEY } from '../../functions/ledger/keys.ts';
import { mentionsOf } from '../../functions/ledger/mention-reads.ts';
import type { MentionRecord, Sender } from '../../functions/ledger/table.ts';
import { indexLog, readProgress } from '../../functions/log/indexing.ts';
import { mentions } from '../../functions/log/mentions.ts';
import { organizationEntity } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { OrganizationState } from '../../shared/parties/states.ts';
import type { History } from '../support/history/history.ts';
import { wholeHistory } from '../support/history/whole.ts';
import { wholePowerHistory } from '../support/history/whole-power.ts';
import { tableOf } from '../support/local/history-table.ts';
import { soon, worldAt } from '../support/local/world.ts';
import { ORIGIN } from '../support/log/log.ts';

async function allOf(sender: Sender, organization: string, limit = 7): Promise<MentionRecord[]> {
  const { reads } = worldAt(sender, 'table');
  const found: MentionRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await mentionsOf(reads, organization, limit, cursor);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return found;
}

const organizationsIn = ({ entities }: History) =>
  [...entities.keys()]
    .filter((id) => id.startsWith('organization:o-'))
    .map((id) => id.slice('organization:'.length));

const stateOf = ({ entities }: History, organization: string) =>
  entities.get(organizationEntity(organization))!.state as OrganizationState;

const pick = ({ id, type, at, by }: RegistryEvent) => ({ id, type, at, by });

const isLeafOf = ({ type }: { type: string }, ...types: string[]) => types.includes(type);

describe.each([
  ['of sinks', () => wholeHistory().h],
  ['of power', () => wholePowerHistory().h],
])('the index of the whole history %s', (_, historyOf) => {
  const h = historyOf();
  const { client } = tableOf(h);

  it('has each leaf that an organization acts in, or is named by, once and in order', async () => {
    const size = h.leaves.length;
    expect(await indexLog(worldAt(client, 'table'), mentions, soon())).toEqual({ size, behind: 0 });
    for (const organization of organizationsIn(h)) {
      const watch = new Watch({ log: ORIGIN, organization, commits: new Set() });
      const watched = h.leaves.flatMap((leaf) => watch.take(leaf) ?? []);
      const found = await allOf(client, organization);
      const indexes = found.map(({ index }) => index);
      expect(indexes).toEqual([...new Set(indexes)].sort((a, b) => a - b));
      const { account = organization } = stateOf(h, organization);
      const direct = watched.filter(
        ({ ties, index }) =>
          ties.includes('by') || ties.includes('named') || h.leaves[index]!.includes(`"${account}"`),
      );
      expect(indexes).toEqual(expect.arrayContaining(direct.map(({ index }) => index)));
      for (const { index, id, type, at, by, kid } of found) {
        const event = JSON.parse(h.leaves[index]!) as RegistryEvent;
        expect({ id, type, at, by, kid }).toEqual({ ...pick(event), kid: event.sig?.kid });
      }
    }
  });

  it('has what moves by another of what an organization is a side of', async () => {
    const types = ['transfer.accepted', 'pledge.accepted', 'contract.signed', 'units.expired'];
    const sides = h.leaves.flatMap((leaf, index) => {
      const event = JSON.parse(leaf) as RegistryEvent;
      return isLeafOf(event, ...types) ? [{ index, org: event.by.org }] : [];
    });
    for (const { index, org } of sides) {
      const named = await Promise.all(
        organizationsIn(h).map(async (each) =>
          (await allOf(client, each, 200)).some((mention) => mention.index === index) ? [each] : [],
        ),
      );
      expect([index, named.flat().filter((each) => each !== org).length > 0]).toEqual([index, true]);
    }
    expect(sides.length).toBeGreaterThan(1);
  });
});

describe('the index of a log', () => {
  const { h } = wholeHistory();

  it('goes on where it stopped, and two at once do no harm', async () => {
    const { client } = tableOf(h);
    const world = worldAt(client, 'table');
    // Its clock stands at the deadline after the first look.
    let looks = 0;
    const first = await indexLog(
      { ...world, now: () => new Date(looks++ === 0 ? 0 : 1) },
      mentions,
      new Date(1),
    );
    expect(first).toEqual({ size: 48, behind: h.leaves.length - 48 });
    await Promise.all([indexLog(world, mentions, soon()), indexLog(world, mentions, soon())]);
    await indexLog(world, mentions, soon());
    expect(await readProgress(world.reads, MENTIONED_KEY)).toBe(h.leaves.length);
    const [organization = ''] = organizationsIn(h);
    const whole = tableOf(h);
    await indexLog(worldAt(whole.client, 'table'), mentions, soon());
    expect(await allOf(client, organization)).toEqual(await allOf(whole.client, organization));
  });

  it('takes a leaf that names more organizations than one write holds, through a crash between the two', async () => {
    const organizations = Array.from({ length: 150 }, (_, n) => `o-${String(n).padStart(20, '0')}`);
    const at = '2026-11-21T08:00:00.000Z';
    const by = { org: 'lvzhang-operator', role: 'operator' };
    const leaf = {
      v: 1,
      id: 'x',
      type: 'agreement.proposed',
      at,
      by,
      advances: [],
      facts: { organizations },
    };
    const table = tableOf({ leaves: [JSON.stringify(leaf)], entities: new Map() } as unknown as History);
    const { client } = table;
    let writes = 0;
    const failing = {
      send: async (command: object) => {
        if (command instanceof TransactWriteCommand && ++writes === 2) throw new Error('no answer');
        return table.answer(command);
      },
    } as unknown as Sender;
    expect(await indexLog(worldAt(failing, 'table'), mentions, soon())).toEqual({ size: 0, behind: 1 });
    expect(await indexLog(worldAt(client, 'table'), mentions, soon())).toEqual({ size: 1, behind: 0 });
    for (const organization of organizations) expect(await allOf(client, organization)).toHaveLength(1);
  });

  it('names nobody by the words of a text', async () => {
    const [one, two] = ['1', '2'].map((digit) => `o-${digit.repeat(20)}`) as [string, string];
    const leaf = {
      v: 1,
      id: 'x',
      type: 'units.retired',
      at: '2026-11-21T08:00:00.000Z',
      advances: [],
      by: { org: one, role: 'enterprise' },
      facts: { reason: `为 ${two} 注销：${two}` },
    };
    const { client } = tableOf({ leaves: [JSON.stringify(leaf)], entities: new Map() } as unknown as History);
    await indexLog(worldAt(client, 'table'), mentions, soon());
    expect([(await allOf(client, one)).length, (await allOf(client, two)).length]).toEqual([1, 0]);
  });
});
