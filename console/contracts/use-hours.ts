/** The hours of a month of a contract, as far as whoever looks may see them. */
import { useQuery } from '@tanstack/react-query';
import type {
  Consumption,
  Generation,
  PowerPurchaseAgreement,
} from '../../events/client/operations.schemas.ts';
import { energyDelivered } from '../../shared/power/contract.ts';
import { parseIntervals } from '../../shared/power/intervals.ts';
import { useApi } from '../api/use-api.ts';
import { hoursPath } from '../facilities/hours.ts';
import { useGeneration } from '../facilities/use-facilities.ts';
import type { Identity } from '../session/session.ts';
import { useIdentity } from '../session/use-session.ts';
import { together } from './day-sums.ts';
import { useConsumption } from './use-contracts.ts';

/** They see the hours of any plant and any works. */
const SUPERVISION: readonly string[] = ['verifier', 'regulator', 'operator'];

interface Readings {
  generation: Generation | undefined;
  consumption: Consumption[];
}

const hasHours = ({ pending, confirmed }: Generation | Consumption): boolean =>
  (confirmed ?? pending)?.intervals !== undefined;

/** Readings with hours by month that the caller may see, the newest month first. */
export function useReadings(contract: PowerPurchaseAgreement): Map<string, Readings> {
  const identity = useIdentity();
  const { data: generation = [] } = useGeneration(contract.facility);
  const { data: consumption = [] } = useConsumption(contract.id);
  const energy = energyDelivered(contract.kind);
  const seen = new Map<string, Readings>();
  const at = (month: string) => seen.get(month) ?? { generation: undefined, consumption: [] };
  for (const each of consumption)
    if (hasHours(each) && maySee(identity, contract, each.buyer)) {
      const before = at(each.month);
      seen.set(each.month, { ...before, consumption: [...before.consumption, each] });
    }
  for (const each of generation)
    if (each.energy === energy && hasHours(each) && maySee(identity, contract))
      seen.set(each.month, { ...at(each.month), generation: each });
  return new Map([...seen].sort(([one], [other]) => (one < other ? 1 : -1)));
}

/** @param buyer whose hours they are; the facility's without */
function maySee(
  identity: Identity | undefined,
  { seller, grid }: PowerPurchaseAgreement,
  buyer?: string,
): boolean {
  const { org, roles = [] } = identity ?? {};
  return [seller, grid, buyer].includes(org) || roles.some((role) => SUPERVISION.includes(role));
}

/** kWh by hour, of generation and of all buyers together. */
export function useHours(month: string, readings: Readings | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['contracts', 'hours', month, readings?.generation, readings?.consumption],
    queryFn: async ({ signal }) => {
      const read = async (path: string) => {
        const parsed = parseIntervals(await api.text(path, signal), month);
        if ('fault' in parsed) throw new Error(`${path}: ${parsed.fault.rule}`);
        return parsed.kilowattHours;
      };
      const { generation, consumption = [] } = readings ?? {};
      const consumed = await Promise.all(consumption.map((each) => read(consumedPath(each))));
      return {
        generation: generation && (await read(hoursPath(generation))),
        consumption: together(consumed),
      };
    },
    enabled: readings !== undefined,
  });
}

const consumedPath = ({ contract, month, buyer }: Consumption) =>
  `/v1/power-purchase-agreements/${contract}/consumption/${month}/${buyer}/intervals`;
