/**
 * Steps of histories about certificates that are offered, pledged and retired: by 红山产业园's
 * owner, and others.
 */
import type { Role } from '../../../shared/ledger/role.ts';
import type { Item } from '../../../shared/units/selection.ts';
import { as } from './history.ts';
import { generate, MONTH, openAccount, type PowerHistory, powerHistory } from './power-steps.ts';

type Holder = { id: string; account: string };

export interface CertificateHistory extends PowerHistory {
  buyer: Holder;
  bank: Holder;
  /** A province's account, and its certificates of mechanism-priced power. */
  province: string;
  provincial: string;
  /** 50 MWh on the grid, of the owner; serials 41–50 were sold to the buyer. */
  batch: string;
  /** 20 MWh of its own use. */
  selfUse: string;
  /** 100 tonnes of the owner, which is a developer too. */
  credits: string;
}

export function certificateHistory(): CertificateHistory {
  const s = powerHistory();
  const buyer = s.h.organization({ name: '远联钢铁' });
  const bank = s.h.organization({ name: '农商银行', roles: ['financier'] });
  const developer = s.h.organization({ name: '市农投', roles: ['developer'] });
  const province = openAccount(s);
  const issued = (energy: 'on-grid' | 'self-use' | 'mechanism-priced', kilowattHours: number) =>
    generate(s, { energy, kilowattHours }).issued!.batch;
  const batch = issued('on-grid', 50_000);
  const selfUse = issued('self-use', 20_000);
  const provincial = issued('mechanism-priced', 30_000);
  const credits = s.h.issue({ project: s.h.project({ developer: developer.id }), quantity: 100 });
  const gift = s.h.offer(
    { from: developer.account, to: s.owner.account, items: [{ batch: credits, quantity: 50 }] },
    as(developer.id, 'developer'),
  );
  s.h.endTransfer(gift.id, 'accept', as(s.owner.id, 'generator'));
  const begun = { ...s, buyer, bank, province, provincial, batch, selfUse, credits };
  s.h.endTransfer(offer(begun, [{ batch, from: 41, to: 50 }]).id, 'accept', as(buyer.id));
  return begun;
}

export const offer = ({ h, owner, buyer }: CertificateHistory, items: Item[]) =>
  h.offer({ from: owner.account, to: buyer.account, items }, as(owner.id, 'generator'));

/** For the consumption of the month of generation. */
export const retire = (
  { h }: CertificateHistory,
  { id, account }: Holder,
  items: Item[],
  role: Role = 'generator',
) =>
  h.retire(
    {
      account,
      items,
      beneficiary: '远联钢铁',
      reason: '2026 年度绿电消费核算',
      purpose: 'green-power-accounting',
      consumptionYear: Number(MONTH.slice(0, 4)),
    },
    as(id, role),
  );
