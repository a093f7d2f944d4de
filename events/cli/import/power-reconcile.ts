/**
 * Reads back the registry's data of each contract and compares it with the files, in MWh: contract = issued =
 * delivered = retired, with nothing over and nothing short. Units that the seller retired for its own use
 * need no delivery and count as delivered.
 */
import * as z from 'zod';
import { eachBounded } from '../../../shared/base/bounded.ts';
import {
  getV1BatchesIdBlocks,
  getV1FacilitiesIdBatches,
  getV1SupplyContractsId,
} from '../../client/operations.ts';
import { ask, every } from '../../client/request.ts';
import type { ApiClient } from '../api-client.ts';
import { certificatesOf, megawattHoursOf, type PowerContract } from './power-files.ts';
import type { ImportedContract } from './power-import.ts';
import { CertificateBatch, Supply } from './power-registry.ts';

/** MWh. */
export interface PowerAmounts {
  contracted: number;
  issued: number;
  /** Including the seller's own use. */
  delivered: number;
  retired: number;
}

/** One line of the reconciliation; `registry` is absent for a contract that isn't there. */
export interface PowerComparison {
  code: string;
  /** The contract's volume in the file, and the sum of its sound certificates. MWh. */
  volume: number;
  certificates: number;
  registry?: PowerAmounts;
  agrees: boolean;
}

export interface PowerReconciliation {
  contracts: PowerComparison[];
  differences: number;
}

const PARALLEL = 6;

/** The line of one contract; it agrees only where all six numbers are equal. */
export function comparisonOf(
  { code, volume, certificates }: Pick<PowerComparison, 'code' | 'volume' | 'certificates'>,
  registry?: PowerAmounts,
): PowerComparison {
  const agrees =
    registry !== undefined &&
    [certificates, ...Object.values(registry)].every((megawattHours) => megawattHours === volume);
  return { code, volume, certificates, ...(registry && { registry }), agrees };
}

export async function reconcilePower(
  client: ApiClient,
  contracts: readonly PowerContract[],
  imported: ReadonlyMap<PowerContract, ImportedContract>,
): Promise<PowerReconciliation> {
  const held = new Map<PowerContract, PowerAmounts>();
  await eachBounded(imported, PARALLEL, async ([contract, there]) => {
    held.set(contract, await powerAmountsOf(client, there));
  });
  const compared = contracts.map((contract) => {
    const certificates = megawattHoursOf(certificatesOf(contract));
    const { code, megawattHours: volume } = contract;
    return comparisonOf({ code, volume, certificates }, held.get(contract));
  });
  return { contracts: compared, differences: compared.filter(({ agrees }) => !agrees).length };
}

const Block = z.object({ quantity: z.number(), status: z.string(), account: z.string() });

/** The contract's own counts; retired units, and their retirers, are counted block by block. */
async function powerAmountsOf(
  client: ApiClient,
  { supply, facilities }: ImportedContract,
): Promise<PowerAmounts> {
  const contract = await ask(client, getV1SupplyContractsId(supply), Supply);
  let [retired, ownUse] = [0, 0];
  for (const facility of facilities) {
    for await (const batch of every(client, getV1FacilitiesIdBatches(facility), CertificateBatch)) {
      if (batch.supply !== supply) continue;
      for await (const block of every(client, getV1BatchesIdBlocks(batch.id), Block)) {
        if (block.status !== 'retired') continue;
        retired += block.quantity;
        if (block.account === contract.account) ownUse += block.quantity;
      }
    }
  }
  const { megawattHours, issued, delivered } = contract;
  return { contracted: megawattHours, issued, delivered: delivered + ownUse, retired };
}
