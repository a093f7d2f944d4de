/** A registry in which every list of an organization's own has lines. */
import { ED25519 } from '../../../events/tlog/note-key.ts';
import type { Sender } from '../../../functions/ledger/table.ts';
import { indexLog } from '../../../functions/log/indexing.ts';
import { mentions } from '../../../functions/log/mentions.ts';
import { signerOf } from '../../unit/file-signer.ts';
import { sequenceAll, soon, worldAt } from '../local/world.ts';
import type { TestApi } from './api.ts';
import { recordConsumption, signContract } from './contracts.ts';
import { makeSeller, type Seller, sellFirst, settle } from './first-sale.ts';
import { recordAndConfirm, registerFacility, type TestFacility } from './power.ts';
import { must } from './small-registry.ts';
import { statementBody } from './statements.ts';

export const PRICES = [987_654_323, 1_000];
/** A spreadsheet would run it. */
export const REASON = '=HYPERLINK("http://example.com","2025 年度, 抵消")';

/** Two first sales, one of them divided; an offer that ends, retirements in parts, a settled month. */
export async function makeListed(
  api: TestApi,
  client: Sender,
  tableName: string,
): Promise<{ seller: Seller; plant: TestFacility }> {
  const seller = await makeSeller(api);
  const { developer, buyer, batch } = seller;
  const [sold] = [await sellFirst(api, seller, PRICES[0]!), await sellFirst(api, seller, PRICES[1]!)];
  await settle(api, seller, sold!);
  const offer = { from: developer.account, to: buyer.account, items: [{ batch, quantity: 70 }] };
  const { id } = await must(api, 'POST /v1/transfers', developer.caller, offer);
  await must(api, `POST /v1/transfers/${id}/withdraw`, developer.caller);
  for (const items of [
    [{ batch, from: 11, to: 20 }],
    [
      { batch, from: 101, to: 110 },
      { batch, from: 301, to: 305 },
    ],
  ])
    await must(api, 'POST /v1/retirements', developer.caller, {
      account: developer.account,
      items,
      beneficiary: '示例农投',
      reason: REASON,
      purpose: 'voluntary',
    });
  await must(api, 'POST /v1/emission-statements', buyer.caller, statementBody());
  const plant = await registerFacility(api);
  const contract = await signContract(api, {
    facility: plant.id,
    seller: plant.owner.id,
    buyers: [buyer.id],
  });
  await recordAndConfirm(api, { facility: plant, month: '2025-01', kilowattHours: 150_000 });
  const { grid } = plant;
  const consumed = { contract, buyer: buyer.id, grid: grid.id, month: '2025-01', kilowattHours: 120_500 };
  await recordConsumption(api, consumed);
  const path = `POST /v1/power-purchase-agreements/${contract}/settlements`;
  await must(api, path, buyer.caller, { month: '2025-01' });
  await sequenceAll(client, tableName, signerOf('lvzhang.test/log', ED25519, 7));
  await indexLog(worldAt(client, tableName), mentions, soon());
  return { seller, plant };
}
