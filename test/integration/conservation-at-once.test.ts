/** Retirements that all come at once take each serial once, in DynamoDB's own transactions. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { freshTable } from '../support/local/dynamodb.ts';
import { type Answer, blocksOf, issueBatch, loadHandlers, TestApi } from '../support/probes/api.ts';

let api: TestApi;
beforeAll(async () => {
  await freshTable();
  api = new TestApi(await loadHandlers());
});

const ISSUED = 200;

const serialsIn = (answer: Answer): number[] =>
  (answer.body.serials as { from: number; to: number }[]).flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i),
  );

it('every serial is in one hand when they all come at once', async () => {
  // Offers and retirements by quantity alone: which of them win is open, so nothing is asked
  // of single answers.
  const blind = fc.array(fc.record({ party: fc.constant(0), quantity: fc.integer({ min: 1, max: 80 }) }), {
    minLength: 5,
    maxLength: 15,
  });
  await fc.assert(
    fc.asyncProperty(blind, async (wants) => {
      const { batch, developer } = await issueBatch(api, ISSUED);
      const answers = await Promise.all(
        wants.map(({ quantity }) =>
          api.send('POST /v1/retirements', {
            caller: developer.caller,
            body: {
              account: developer.account,
              items: [{ batch, quantity }],
              beneficiary: '示例',
              reason: '测试',
            },
          }),
        ),
      );
      const taken = answers.filter(({ status }) => status === 201).flatMap(serialsIn);
      expect(new Set(taken).size).toBe(taken.length);
      const blocks = await blocksOf(api, batch);
      expect(blocks.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(ISSUED);
      const retired = blocks
        .filter(({ status }) => status === 'retired')
        .reduce((sum, { quantity }) => sum + quantity, 0);
      expect(retired).toBe(taken.length);
      // Whoever was refused must have asked for more than was left in the end.
      const refused = wants.filter((_, i) => answers[i]!.status !== 201);
      for (const { quantity } of refused) expect(quantity).toBeGreaterThan(ISSUED - retired);
    }),
    { numRuns: 10 },
  );
});
