/** How electricity is generated, on what terms it leaves the facility, and which certificates are traded. */

export const TECHNOLOGIES = ['wind', 'solar', 'biomass', 'geothermal', 'ocean', 'hydro'] as const;
export type Technology = (typeof TECHNOLOGIES)[number];

/** For an imported contract: its certificates may be of any technology. */
export const MIXED = 'mixed';
export const SUPPLY_TECHNOLOGIES = [...TECHNOLOGIES, MIXED] as const;
export type SupplyTechnology = (typeof SUPPLY_TECHNOLOGIES)[number];

export const technologyNames: Record<Technology, { zh: string; en: string }> = {
  wind: { zh: '风电', en: 'Wind' },
  solar: { zh: '太阳能发电', en: 'Solar' },
  biomass: { zh: '生物质发电', en: 'Biomass' },
  geothermal: { zh: '地热能发电', en: 'Geothermal' },
  ocean: { zh: '海洋能发电', en: 'Ocean' },
  hydro: { zh: '水电', en: 'Hydropower' },
};

/** `mechanism-priced` power enters the grid too, at the price of 机制电价 instead of the market's. */
export const ENERGIES = ['on-grid', 'mechanism-priced', 'self-use', 'off-grid'] as const;
export type Energy = (typeof ENERGIES)[number];

export const energyNames: Record<Energy, { zh: string; en: string }> = {
  'on-grid': { zh: '上网电量', en: 'Fed into the grid' },
  'mechanism-priced': { zh: '机制电价电量', en: 'Fed into the grid under the mechanism price' },
  'self-use': { zh: '自发自用电量', en: 'Self-consumed' },
  'off-grid': { zh: '离网电量', en: 'Off-grid' },
};

/** The facts of a facility that decide: `connectedOn` is an ISO date, and may be unknown. */
export interface TradableFacts {
  technology: Technology;
  connectedOn?: string | undefined;
  /** Hydropower only: all of it is sold on the market. */
  marketBased?: boolean | undefined;
}

interface Reason {
  zh: string;
  en: string;
}

/** From that day (ISO) on, certificates of those technologies and that energy are tradable, or why not. */
interface TradabilityRule {
  technologies: readonly Technology[];
  energy: Energy;
  /** The day of its source. A change is a new row, placed after the one it replaces. */
  effectiveFrom: string;
  whyNot: (facility: TradableFacts) => Reason | undefined;
  source: string;
  confidence: 'H' | 'M' | 'K';
}

/** Hydropower commissioned on that day or later may be tradable. */
const HYDRO_CONNECTED_FROM = '2023-01-01';

export const tradabilityRules: readonly TradabilityRule[] = [
  {
    technologies: ['wind', 'solar', 'biomass', 'geothermal', 'ocean'],
    energy: 'on-grid',
    effectiveFrom: '2023-07-25',
    whyNot: () => undefined,
    source: '发改能源〔2023〕1044号；国能发新能规〔2024〕67号',
    confidence: 'H',
  },
  {
    technologies: ['hydro'],
    energy: 'on-grid',
    effectiveFrom: '2023-07-25',
    whyNot: whyNotHydro,
    source:
      '发改能源〔2023〕1044号：2023年1月1日（含）以后新投产的完全市场化常规水电；国能发新能规〔2024〕67号',
    confidence: 'H',
  },
  {
    technologies: TECHNOLOGIES,
    energy: 'mechanism-priced',
    effectiveFrom: '2025-01-27',
    whyNot: () => ({
      zh: '机制电价电量对应的绿证归省级专用账户，不参与交易',
      en: 'Certificates of power under the mechanism price go to the provincial account and are not traded',
    }),
    source: '发改价格〔2025〕136号',
    confidence: 'M',
  },
  {
    technologies: TECHNOLOGIES,
    energy: 'self-use',
    effectiveFrom: '2023-07-25',
    whyNot: () => ({
      zh: '自发自用电量核发的绿证不可交易',
      en: 'Certificates of self-consumed power are not tradable',
    }),
    source: '发改能源〔2023〕1044号；国能发新能规〔2024〕67号',
    confidence: 'H',
  },
  {
    technologies: TECHNOLOGIES,
    energy: 'off-grid',
    effectiveFrom: '2023-07-25',
    whyNot: () => ({
      zh: '离网电量核发的绿证不可交易',
      en: 'Certificates of off-grid power are not tradable',
    }),
    source: '发改能源〔2023〕1044号；国能发新能规〔2024〕67号',
    confidence: 'H',
  },
];

function whyNotHydro({ connectedOn, marketBased }: TradableFacts): Reason | undefined {
  if (!marketBased)
    return {
      zh: '未完全市场化的水电核发的绿证不可交易',
      en: 'Certificates of hydropower that is not fully market-based are not tradable',
    };
  if (connectedOn === undefined || connectedOn < HYDRO_CONNECTED_FROM)
    return {
      zh: `${HYDRO_CONNECTED_FROM} 以前投产的水电核发的绿证不可交易`,
      en: `Certificates of hydropower commissioned before ${HYDRO_CONNECTED_FROM} are not tradable`,
    };
  return undefined;
}

/**
 * Why certificates of that energy of the facility may not be traded; undefined if they may. The rule in force
 * on that day (ISO) decides; without a day, the latest; before the first rule, the first.
 */
export function whyNotTradable(facility: TradableFacts, energy: Energy, on?: string): Reason | undefined {
  const rules = tradabilityRules.filter(
    (rule) => rule.energy === energy && rule.technologies.includes(facility.technology),
  );
  const rule = rules.findLast(({ effectiveFrom }) => on === undefined || effectiveFrom <= on) ?? rules[0];
  // Energy that no row makes tradable is not tradable.
  return rule ? rule.whyNot(facility) : { zh: '该类电量的绿证不可交易', en: 'Not tradable' };
}

/** Whether certificates of that energy of the facility may be traded; see `whyNotTradable`. */
export function isTradable(facility: TradableFacts, energy: Energy, on?: string): boolean {
  return whyNotTradable(facility, energy, on) === undefined;
}
