/**
 * Who takes part in random histories of green power, their facilities and contracts, and the
 * model that looks on.
 */
import { decideOpenAccount } from '../../../shared/power/provincial-account.ts';
import { planOf, proposeContract, signContract, termsFrom, windFarm } from './contract-steps.ts';
import { History, OPERATOR } from './history.ts';
import { type ModelContract, PowerModel } from './power-model.ts';

/** MWh of the months of each contract, in turn. */
const VOLUMES = [12, 30, 0, 7, 45];
const METERS = ['on-grid', 'self-use', 'storage'] as const;

export type Cast = ReturnType<typeof powerCast>;
interface Organization {
  id: string;
  account: string;
}

export function powerCast() {
  const h = new History('power');
  const owner = h.organization({ name: '国家电投', roles: ['generator', 'enterprise'] });
  const grid = h.organization({ name: '国网蒙东', roles: ['grid'] });
  const steel = h.organization({ name: '远联钢铁' });
  const zinc = h.organization({ name: '中色锌业' });
  const authority = h.organization({ name: '能源局', roles: ['regulator'] });
  const model = new PowerModel();
  model.province = h.commit<'account.opened'>(OPERATOR, (context) =>
    decideOpenAccount(h.entities, { province: '15', organization: authority.id }, context),
  ).facts.account;
  const plants = ['红山一期', '红山二期'].map((name) => {
    const meters = METERS.map((kind) => ({ id: `${name} ${kind}`, kind }));
    return windFarm(h, owner.id, grid.id, { name, meters });
  });
  for (const plant of plants) model.sellers.set(plant, owner.account);
  const contracts: string[] = [];
  const agree = (kind: ModelContract['kind'], facility: string, ...buyers: Organization[]) => {
    const turn = contracts.length;
    const megawattHours = termsFrom().megawattHours.map((_, at) => VOLUMES[(at + turn) % VOLUMES.length]!);
    const contract = proposeContract(h, owner.id, {
      kind,
      facility,
      ...termsFrom(),
      megawattHours,
      ...(kind !== 'bilateral' && { plan: planOf(2026, 2027) }),
      buyers: buyers.map(({ id }) => ({ organization: id, meterPoint: id })),
    });
    for (const { id } of buyers) if (id !== owner.id) signContract(h, id, contract);
    contracts.push(contract);
    model.contracts.set(contract, {
      kind,
      facility,
      accounts: Object.fromEntries(buyers.map(({ id, account }) => [id, account])),
      megawattHours: (month) => megawattHours[Number(month.slice(5)) - 1]!,
    });
  };
  agree('bilateral', plants[0]!, steel);
  agree('direct-multi', plants[0]!, steel, zinc);
  agree('direct-single', plants[0]!, owner);
  agree('bilateral', plants[0]!, zinc);
  agree('bilateral', plants[1]!, zinc);
  const traders = [owner, steel, zinc, { id: authority.id, account: model.province }];
  return { h, model, owner, grid, plants, contracts, traders };
}
