/** Power-purchase agreements as the API shows them. */
import * as z from 'zod';
import { Day } from '../../shared/base/day.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import { Month } from '../../shared/base/month.ts';
import { signatories } from '../../shared/power/contract.ts';
import { Buyer, CONTRACT_KINDS, PlanYear } from '../../shared/power/facts-contract.ts';
import { turnOf } from '../../shared/power/sign-contract.ts';
import type { ContractState, ContractVersion } from '../../shared/power/states.ts';
import { ContractPricesBody, type ShownPrices, shownPrices } from '../contracts/prices.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { SealView } from './income.ts';

const versionMembers = () => ({
  version: z.int(),
  from: Month,
  /** The volume curve: MWh by delivery month, from `from` on. */
  megawattHours: z.array(z.int()),
  plan: z.array(PlanYear).optional(),
  deviationToleranceBasisPoints: z.int(),
  document: DocumentReference.optional(),
  /** The document of equal regulation, of the supply of a park. */
  regulation: DocumentReference.optional(),
  /** Fen per MWh, with what opens their seal: shown to the parties, the verifier and the regulator. */
  prices: ContractPricesBody().optional(),
  seal: SealView().optional(),
});

const PendingView = named('PendingContractVersion', () =>
  z.strictObject({
    ...versionMembers(),
    signed: z.array(z.string()),
    /** Whose turn it is to sign. */
    turn: z.string().optional(),
  }),
);

export const ContractView = named('PowerPurchaseAgreement', () =>
  z.strictObject({
    id: z.string(),
    kind: z.enum(CONTRACT_KINDS),
    facility: z.string(),
    seller: z.string(),
    /** The grid company that confirms what the buyers consume. */
    grid: z.string(),
    buyers: z.array(Buyer),
    /** Signed by all, in order of version: among the versions begun by a month, the last applies to it. */
    versions: z.array(z.strictObject({ ...versionMembers(), signedOn: Day })),
    pending: PendingView().optional(),
    /** The latest proposal where a party declined it or the seller took it back, with the reason. */
    declined: z.strictObject({ ...versionMembers(), by: z.string(), reason: z.string() }).optional(),
    settledThrough: z.string().optional(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

/** Prices by the commit of the proposal; a version whose prices are missing here is shown without any. */
export type PricesByProposal = ReadonlyMap<string, ShownPrices>;

const NO_PRICES: PricesByProposal = new Map();

/** Restores the key order, which stored maps lose. */
function versionView(version: ContractVersion, prices: PricesByProposal) {
  const { from, megawattHours, plan, deviationToleranceBasisPoints, document, regulation } = version;
  const shown = prices.get(version.proposal);
  return {
    version: version.version,
    from,
    megawattHours: [...megawattHours],
    ...(plan && { plan: plan.map(planView) }),
    deviationToleranceBasisPoints,
    ...(document && { document: documentView(document) }),
    ...(regulation && { regulation: documentView(regulation) }),
    ...(shown && { prices: shownPrices(shown.prices), ...(shown.seal && { seal: shown.seal }) }),
  };
}

const documentView = ({ sha256, mediaType, bytes }: z.infer<typeof DocumentReference>) => ({
  sha256,
  mediaType,
  bytes,
});

const planView = ({
  year,
  generation,
  selfUse,
  onGrid,
  consumption,
  curtailed,
}: z.infer<typeof PlanYear>) => ({
  year,
  generation,
  selfUse,
  onGrid,
  consumption,
  ...(curtailed !== undefined && { curtailed }),
});

export function contractView(
  id: string,
  version: number,
  state: Omit<ContractState, 'lastVersion'>,
  prices: PricesByProposal = NO_PRICES,
) {
  const { kind, facility, seller, grid, buyers, versions, pending, declined, settledThrough } = state;
  const turn = turnOf(state);
  return {
    id,
    kind,
    facility,
    seller,
    grid,
    buyers: buyers.map(({ organization, meterPoint }) => ({ organization, meterPoint })),
    versions: versions.map((each) => ({ ...versionView(each, prices), signedOn: each.signedOn })),
    ...(pending && {
      pending: { ...versionView(pending, prices), signed: [...pending.signed], ...(turn && { turn }) },
    }),
    ...(declined && {
      declined: { ...versionView(declined, prices), by: declined.by, reason: declined.reason },
    }),
    ...(settledThrough && { settledThrough }),
    version,
  };
}

/** Whether the organization may see the contract: its parties, and the grid company that reads its meters. */
export const isSideOf = (state: ContractState, organization: string): boolean =>
  state.grid === organization || signatories(state).includes(organization);
