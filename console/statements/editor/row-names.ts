/** What rows of the factor tables are called in English; in Chinese the tables name them. */
import type { Words } from '../../../shared/base/words.ts';
import { type FuelCode, fuels } from '../../../shared/statements/factors/fuel.ts';
import { gases } from '../../../shared/statements/factors/gas.ts';
import { processes } from '../../../shared/statements/factors/process.ts';

const FUELS: Readonly<Record<FuelCode, string>> = {
  anthracite: 'Anthracite',
  'bituminous-coal': 'Bituminous coal',
  lignite: 'Lignite',
  'washed-coal': 'Washed coal',
  briquette: 'Briquette',
  coke: 'Coke',
  'petroleum-coke': 'Petroleum coke',
  'crude-oil': 'Crude oil',
  'fuel-oil': 'Fuel oil',
  gasoline: 'Gasoline',
  diesel: 'Diesel',
  kerosene: 'Kerosene',
  LNG: 'LNG',
  LPG: 'LPG',
  'natural-gas': 'Natural gas',
  'blast-furnace-gas': 'Blast-furnace gas',
  'converter-gas': 'Converter gas',
  'coke-oven-gas': 'Coke-oven gas',
};

const PROCESSES: Readonly<Record<string, string>> = {
  CaCO3: 'Calcium carbonate, decomposed',
  MgCO3: 'Magnesium carbonate, decomposed',
  Na2CO3: 'Sodium carbonate, decomposed',
  'CaMg(CO3)2': 'Dolomite, decomposed',
  'steel-DRI': 'Direct reduced iron',
  'steel-scrap': 'Steel scrap',
  'steel-electrode': 'Electrodes',
  'aluminium-anode': 'Aluminium: anodes consumed, net',
  'aluminium-CF4': 'Aluminium: CF4',
  'aluminium-C2F6': 'Aluminium: C2F6',
};

const GASES: Readonly<Record<string, string>> = {
  CO2: 'Carbon dioxide',
  CH4: 'Methane, not fossil',
  'CH4-fossil': 'Methane, fossil',
  N2O: 'Nitrous oxide',
  SF6: 'Sulphur hexafluoride SF6',
  NF3: 'Nitrogen trifluoride NF3',
  CF4: 'Carbon tetrafluoride CF4',
  C2F6: 'Hexafluoroethane C2F6',
};

/** Units as they are written. */
const UNITS: Readonly<Record<string, Words>> = {
  t: { zh: '吨', en: 't' },
  kg: { zh: '千克', en: 'kg' },
  '1e4t': { zh: '万吨', en: '10⁴ t' },
  '1e4Nm3': { zh: '万标准立方米', en: '10⁴ Nm³' },
  Nm3: { zh: '标准立方米', en: 'Nm³' },
  m3: { zh: '立方米', en: 'm³' },
};

interface Option {
  value: string;
  label: string;
}

const optionsOf = (
  rows: ReadonlyMap<string, { name: string }>,
  english: Readonly<Record<string, string>>,
  language: keyof Words,
): Option[] =>
  [...rows].map(([value, { name }]) => ({
    value,
    label: language === 'zh' ? name : (english[value] ?? value),
  }));

export const fuelOptions = (language: keyof Words) => optionsOf(fuels, FUELS, language);
export const processOptions = (language: keyof Words) => optionsOf(processes, PROCESSES, language);
export const gasOptions = (language: keyof Words) => optionsOf(gases, GASES, language);

export const unitOptions = (units: readonly string[], language: keyof Words): Option[] =>
  units.map((value) => ({ value, label: UNITS[value]?.[language] ?? value }));
