/** Prices of transfers: sealed in the log, shown to the two sides, the verifier and the regulator. */
import * as z from 'zod';
import { grantFor, type Identity } from '../../shared/ledger/role.ts';
import { named } from '../http/named.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { readSealed } from '../ledger/sealed.ts';

/** Below 2^53 with room to spare, so that every amount in fen is exact. */
export const FEN_MAX = 9_000_000_000_000_000;

/** The total of all items, in fen. */
export const Price = named('PositivePrice', () => z.strictObject({ fen: z.int().min(1).max(FEN_MAX) }));
export type Price = z.infer<ReturnType<typeof Price>>;

/** `owners` are the organizations on the two sides. */
export function maySeeSealed(
  identity: Identity,
  action: 'price.read' | 'loan.read' | 'statement-lines.read' | 'dataset-rows.read',
  owners: readonly string[],
): boolean {
  const grant = grantFor(identity, action);
  return grant?.scope === 'any' || (grant?.scope === 'own' && owners.includes(identity.org));
}

/** The price of a transfer with what opens its seal. */
export async function readPrice(reads: LedgerReads, transfer: string, sealed: string) {
  const beside = (await readSealed<Price>(reads, [transfer])).get(transfer);
  if (!beside) throw new Error(`the transfer ${transfer} has a seal and no price beside its commit`);
  return { price: { fen: beside.facts.fen }, seal: { salt: beside.salt, sealed } };
}
