/**
 * The cosigner's write × what may happen to it, and witnesses of every kind; a signature once
 * shown is never lost.
 */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../events/tlog/checkpoint.ts';
import { COSIGNATURE_V1, ED25519, type NoteSigner } from '../../events/tlog/note-key.ts';
import { parseProof, verifyProof } from '../../events/tlog/proof.ts';
import { addCheckpoint, type WitnessedHead } from '../../events/tlog/witness.ts';
import { readHeads } from '../../functions/ledger/log-reads.ts';
import { LedgerReads } from '../../functions/ledger/reads.ts';
import { type Sender, writeCosigned } from '../../functions/ledger/table.ts';
import { cosignHead } from '../../functions/log/cosign.ts';
import type { Post } from '../../functions/log/post.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { Crash, type Fault, faulty } from '../support/local/faults.ts';
import { sequenceAll, worldAt } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import { issueBatch, loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 7);
let api: TestApi;
let client: Sender;
let tableName: string;
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
});

const worldOf = (sender: Sender) => worldAt(sender, tableName);
const heads = () => readHeads(new LedgerReads(client, tableName));

/** A witness of this log, as it stands behind its URL; `head` is its memory. */
class TestWitness {
  readonly signer: NoteSigner;
  readonly url: string;
  head: WitnessedHead | undefined;
  calls = 0;

  constructor(seed: number) {
    this.signer = signerOf(`witness.example/w${seed}`, COSIGNATURE_V1, seed);
    this.url = `https://w${seed}.example/add-checkpoint`;
  }

  get key() {
    return this.signer.key;
  }

  async add(request: string) {
    this.calls++;
    const nowSeconds = Math.floor(Date.now() / 1000);
    const { signer: witness, head } = this;
    const answer = await addCheckpoint({ head, request, logKey: signer.key, witness, nowSeconds });
    if (answer.head) this.head = answer.head;
    return answer;
  }
}

let seed = 20;
const newWitness = () => new TestWitness(seed++);

/** Reaches witnesses by their URLs; any other URL is dead. */
const reaching =
  (...witnesses: readonly TestWitness[]): Post =>
  async (url, body) => {
    const found = witnesses.find((each) => each.url === url);
    if (!found) throw new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') });
    return found.add(body);
  };

/** Three commits more in the log. */
async function grow(): Promise<void> {
  await issueBatch(api, 10);
  await sequenceAll(client, tableName, signer);
}

/** The keys that the published checkpoint is cosigned by; fails unless all verify. */
async function published(...witnesses: TestWitness[]): Promise<string[]> {
  const { body } = await api.send('GET /log/checkpoint');
  const keys = witnesses.map(({ key }) => key);
  const { verified } = openCheckpoint(String(body), signer.key, { witnesses: keys });
  return verified.map(({ key }) => key.name).filter((name) => name !== signer.key.name);
}

describe('the cosigner', () => {
  it('has nothing to do before the first checkpoint', async () => {
    const witness = newWitness();
    const done = await cosignHead(worldOf(client), [witness], reaching(witness));
    expect([done, witness.calls]).toEqual([{ size: 0, gained: 0, failures: [] }, 0]);
  });

  it('has each new head cosigned, asks nobody twice, and serves what it has', async () => {
    const witness = newWitness();
    for (let round = 1; round <= 3; round++) {
      await grow();
      expect(await published(witness)).toEqual([]);
      const done = await cosignHead(worldOf(client), [witness], reaching(witness));
      expect(done).toMatchObject({ gained: 1, failures: [] });
      expect(await published(witness)).toEqual([witness.key.name]);
      await cosignHead(worldOf(client), [witness], reaching(witness));
      expect(witness.calls).toBe(round);
    }
    await checkLog(api, signer.key);
  });

  const faults: Fault[] = ['lost', 'persisted', 'conflict', 'throttled', 'crash before', 'crash after'];
  it.each(faults)('a write that is %s: run again, and the signatures are there', async (fault) => {
    await grow();
    const witnesses = [newWitness(), newWitness()];
    const dying = faulty(client, (n) => (n === 0 ? fault : 'none'));
    const run = cosignHead(worldOf(dying), witnesses, reaching(...witnesses));
    if (fault.startsWith('crash')) await expect(run).rejects.toBeInstanceOf(Crash);
    else await run;
    expect(dying.writes).toBeGreaterThan(0);
    const again = await cosignHead(worldOf(client), witnesses, reaching(...witnesses));
    expect(again.failures).toEqual([]);
    expect(await published(...witnesses)).toHaveLength(2);
    await grow();
    expect((await cosignHead(worldOf(client), witnesses, reaching(...witnesses))).gained).toBe(2);
  });

  it('gives up when its writes never succeed, and leaves what was there', async () => {
    const witness = newWitness();
    await cosignHead(worldOf(client), [witness], reaching(witness));
    const before = (await heads()).cosigned;
    await grow();
    const stuck = worldOf(faulty(client, () => 'conflict'));
    await expect(cosignHead(stuck, [witness], reaching(witness))).rejects.toThrow('could not be stored');
    expect((await heads()).cosigned).toEqual(before);
  });

  it('its write never lets a smaller tree, or signatures that were not seen, be lost', async () => {
    const { cosigned } = await heads();
    const stored = cosigned!;
    const write = async (change: object, seen?: object) => {
      const next = { ...stored, ...change };
      const { outcome } = await writeCosigned(client, tableName, next, seen && { ...stored, ...seen });
      return outcome;
    };
    expect(await write({ size: stored.size - 1, checkpoint: 'smaller' }, {})).toBe('moved');
    expect(await write({ checkpoint: 'unseen' })).toBe('moved');
    expect(await write({ checkpoint: 'unseen' }, { checkpoint: 'another' })).toBe('moved');
    expect((await heads()).cosigned).toEqual(stored);
    expect(await write({ at: 'later' }, {})).toBe('written');
    // What was seen of a smaller tree doesn't matter to a larger one.
    await grow();
    const witness = newWitness();
    await cosignHead(worldOf(client), [witness], reaching(witness));
    expect(await published(witness)).toEqual([witness.key.name]);
  });

  it('one dead witness does not stop the others, and is asked again', async () => {
    await grow();
    const [alive, dead] = [newWitness(), newWitness()];
    const first = await cosignHead(worldOf(client), [dead, alive], reaching(alive));
    expect(first.gained).toBe(1);
    const { name, id } = dead.key;
    expect(first.failures).toEqual([{ witness: `${name}+${id}`, reason: 'fetch failed: ECONNREFUSED' }]);
    expect(await published(alive, dead)).toEqual([alive.key.name]);
    await cosignHead(worldOf(client), [dead, alive], reaching(alive, dead));
    expect(await published(alive, dead)).toEqual([alive.key.name, dead.key.name]);
    expect(alive.calls).toBe(1);
  });

  it('a forked log gets no cosignature, and its failure is told', async () => {
    await grow();
    const witness = newWitness();
    await cosignHead(worldOf(client), [witness], reaching(witness));
    const { size } = witness.head!;
    // The witness was shown another tree of the same size.
    witness.head = { size, root: new Uint8Array(32) };
    await grow();
    const onward = await cosignHead(worldOf(client), [witness], reaching(witness));
    expect([onward.gained, onward.failures[0]?.reason]).toEqual([0, expect.stringContaining('422')]);
    // It was shown a larger tree than the log has.
    witness.head = { size: size + 1000, root: new Uint8Array(32) };
    const ahead = await cosignHead(worldOf(client), [witness], reaching(witness));
    expect([ahead.gained, ahead.failures[0]?.reason]).toEqual([0, expect.stringContaining('larger')]);
    expect(await published(witness)).toEqual([]);
  });

  it('runs at once merge their signatures; a slower run of a smaller tree takes nothing back', async () => {
    await grow();
    const witnesses = Array.from({ length: 4 }, newWitness);
    await Promise.all(
      witnesses.map((witness) => cosignHead(worldOf(client), [witness], reaching(...witnesses))),
    );
    expect(await published(...witnesses)).toHaveLength(4);
    const [slow, fast] = witnesses as [TestWitness, TestWitness];
    await grow();
    // While the slow run waits for its answer, the log grows and another run has the new head signed.
    const waiting: Post = async (url, body) => {
      const answer = await slow.add(body);
      await grow();
      await cosignHead(worldOf(client), [fast], reaching(fast));
      return { ...answer, body: url === slow.url ? answer.body : '' };
    };
    await cosignHead(worldOf(client), [slow], waiting);
    const { head, cosigned } = await heads();
    expect(cosigned?.size).toBe(head?.size);
    expect(await published(slow, fast)).toEqual([fast.key.name]);
  });

  it('a witness that another run has meanwhile shown a larger tree is no failure', async () => {
    await grow();
    const witness = newWitness();
    const overtaken: Post = async (_, body) => {
      await grow();
      await cosignHead(worldOf(client), [witness], reaching(witness));
      return witness.add(body);
    };
    expect(await cosignHead(worldOf(client), [witness], overtaken)).toMatchObject({
      gained: 0,
      failures: [],
    });
    expect(await published(witness)).toEqual([witness.key.name]);
  });

  it('proves under the cosigned checkpoint what it covers, and under the head the rest', async () => {
    const witness = newWitness();
    await grow();
    await cosignHead(worldOf(client), [witness], reaching(witness));
    const covered = await checkLog(api, signer.key);
    await grow();
    const all = await checkLog(api, signer.key, covered);
    expect(all.size).toBeGreaterThan(covered.size);
    for (const index of [0, covered.size - 1, covered.size, all.size - 1]) {
      const { body } = await api.send(`GET /v1/commits/${all.events[index]!.id}/proof`, { caller: OPERATOR });
      const quorum = index < covered.size ? 1 : 0;
      const options = { witnesses: [witness.key], quorum };
      const { opened } = verifyProof(String(body), { bytes: all.leaves[index]! }, signer.key, options);
      expect(opened.checkpoint.size).toBe(quorum ? covered.size : all.size);
      expect(parseProof(String(body)).checkpoint.split('\n').length).toBe(quorum ? 7 : 6);
    }
  });

  it('stops where the cosigned tree of the same size is not the log’s', async () => {
    const witness = newWitness();
    await cosignHead(worldOf(client), [witness], reaching(witness));
    const { cosigned } = await heads();
    const root = (value: string) =>
      client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: { pk: 'LOG', sk: 'COSIGNED' },
          UpdateExpression: 'SET #root = :root',
          ExpressionAttributeNames: { '#root': 'root' },
          ExpressionAttributeValues: { ':root': value },
        }),
      );
    await root('AAAA');
    await expect(cosignHead(worldOf(client), [newWitness()], reaching())).rejects.toThrow('two roots');
    expect(await published(witness)).toEqual([]);
    await root(cosigned!.root);
    expect(await published(witness)).toEqual([witness.key.name]);
  });
});
