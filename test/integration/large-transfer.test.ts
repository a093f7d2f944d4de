/** The largest offers: whatever is offered can be had back, or had. */
import { beforeAll, describe, expect, it } from 'vitest';
import { freshTable } from '../support/local/dynamodb.ts';
import { blocksOf, issueBatch, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';

let api: TestApi;
beforeAll(async () => {
  await freshTable();
  api = new TestApi(await loadHandlers());
});

describe('an offer of as many blocks as one commit can settle', () => {
  it.each(['accept', 'reject', 'withdraw'])('can be ended: %s', async (settlement) => {
    const { batch, developer } = await issueBatch(api, 9000, 90);
    const buyer = await registerOrganization(api);
    const divide = { caller: developer.caller, body: { block: 1, lanes: 11 } };
    expect((await api.send(`POST /v1/batches/${batch}/subdivide`, divide)).status).toBe(200);
    const offerOf = (to: number) =>
      api.send('POST /v1/transfers', {
        caller: developer.caller,
        body: { from: developer.account, to: buyer.account, items: [{ batch, from: 1, to }] },
      });
    const blocks = await blocksOf(api, batch);
    expect(blocks).toHaveLength(100);
    // A settlement moves the transfer besides the blocks, so one block less than a retirement can hold.
    expect(await offerOf(blocks[98]!.to)).toMatchObject({
      status: 422,
      body: { type: 'urn:lvzhang:problem:too-many-blocks', seen: { fits: blocks[97]!.to } },
    });
    const offer = await offerOf(blocks[97]!.to);
    expect(offer.status).toBe(201);
    const { caller } = settlement === 'withdraw' ? developer : buyer;
    const settled = await api.send(`POST /v1/transfers/${offer.body.id}/${settlement}`, { caller });
    expect(settled).toMatchObject({ status: 200 });
    const holder = settlement === 'accept' ? buyer : developer;
    for (const block of (await blocksOf(api, batch)).slice(0, 98))
      expect(block).toMatchObject({ status: 'held', account: holder.account });
  });
});
