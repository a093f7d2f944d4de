/** Prices, divisions and entitlements as the API shows them: amounts in fen, shares in basis points. */
import * as z from 'zod';
import type { Language } from '../../shared/base/words.ts';
import { type Entities, projectEntity, read } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import type { DividedIncome } from '../../shared/units/income.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import type { Entitlement } from '../ledger/entitlement-reads.ts';

export const PriceView = named('Price', () => z.strictObject({ fen: z.int() }));

/** With these and the facts beside them a reader can open the seal: SHA-256(salt ‖ canonical(facts)). */
export const SealView = named('Seal', () => z.strictObject({ salt: z.string(), sealed: z.string() }));

export const SettlementView = named('IncomeSettlement', () =>
  z.strictObject({
    transfer: z.string(),
    project: z.string(),
    agreement: z.string(),
    version: z.int(),
    settledOn: z.string(),
    fen: z.int(),
    parts: z.array(z.strictObject({ organization: z.string(), basisPoints: z.int(), fen: z.int() })),
    seal: SealView().optional(),
    commit: CommitReceipt().optional(),
  }),
);

export function settlementView({ facts }: EventOfType<'income.divided'>, { fen, parts }: DividedIncome) {
  const { transfer, project, agreement, version, settledOn, shares } = facts;
  const amounts = new Map(parts.map((part) => [part.organization, part.fen]));
  const views = shares.map((share) => ({ ...share, fen: amounts.get(share.organization) ?? 0 }));
  return { transfer, project, agreement, version, settledOn, fen, parts: views };
}

export const EntitlementView = named('Entitlement', () =>
  z.strictObject({
    transfer: z.string(),
    project: z.string(),
    organization: z.string(),
    basisPoints: z.int(),
    fen: z.int(),
    settledOn: z.string(),
    commit: CommitReceipt().pick({ id: true }),
  }),
);

export function entitlementView({ state, fen, commit }: Entitlement) {
  const { transfer, project, organization, basisPoints, settledOn } = state;
  return { transfer, project, organization, basisPoints, fen, settledOn, commit: { id: commit } };
}

const COLUMNS: Record<Language, readonly string[]> = {
  zh: ['结算日', '机构', '项目', '项目名称', '转让', '份额（基点）', '金额（分）', '金额（元）', '提交'],
  en: [
    'settledOn',
    'organization',
    'project',
    'projectName',
    'transfer',
    'basisPoints',
    'fen',
    'yuan',
    'commit',
  ],
};

/** A table of entitlements, with the head row first. */
export function entitlementRows(
  found: readonly Entitlement[],
  projects: Entities,
  language: Language,
): (readonly (string | number)[])[] {
  const rows = found.map(({ state, fen, commit }) => {
    const { settledOn, organization, project, transfer, basisPoints } = state;
    const name = read(projects, projectEntity(project))?.state.name ?? '';
    return [settledOn, organization, project, name, transfer, basisPoints, fen, yuanOf(fen), commit];
  });
  return [COLUMNS[language], ...rows];
}

/** Exact, with two decimals: money is never computed in floating point. */
function yuanOf(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
