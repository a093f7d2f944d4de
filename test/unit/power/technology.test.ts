/** Tradability of certificates, derived from technology, energy and connection (DOMAIN §3). */
import { describe, expect, it } from 'vitest';
import {
  ENERGIES,
  type Energy,
  energyNames,
  isTradable,
  TECHNOLOGIES,
  type TradableFacts,
  technologyNames,
  tradabilityRules,
  whyNotTradable,
} from '../../../shared/power/technology.ts';

const wind: TradableFacts = { technology: 'wind', connectedOn: '2019-06-30' };
const hydro: TradableFacts = { technology: 'hydro', connectedOn: '2023-01-01', marketBased: true };

describe('tradable', () => {
  it.each<[string, TradableFacts, Energy, boolean]>([
    ['wind on the grid', wind, 'on-grid', true],
    ['solar on the grid', { technology: 'solar' }, 'on-grid', true],
    ['biomass on the grid', { technology: 'biomass' }, 'on-grid', true],
    ['geothermal on the grid', { technology: 'geothermal' }, 'on-grid', true],
    ['ocean on the grid', { technology: 'ocean' }, 'on-grid', true],
    ['wind connected on an unknown day', { technology: 'wind' }, 'on-grid', true],
    ['new hydro, all on the market', hydro, 'on-grid', true],
    ['hydro of the day before', { ...hydro, connectedOn: '2022-12-31' }, 'on-grid', false],
    ['hydro of an unknown day', { technology: 'hydro', marketBased: true }, 'on-grid', false],
    ['new hydro not all on the market', { ...hydro, marketBased: false }, 'on-grid', false],
    ['new hydro of unknown sale', { technology: 'hydro', connectedOn: '2024-01-01' }, 'on-grid', false],
    ['self-used wind', wind, 'self-use', false],
    ['off-grid wind', wind, 'off-grid', false],
    ['mechanism-priced wind', wind, 'mechanism-priced', false],
    ['self-used new hydro', hydro, 'self-use', false],
    ['off-grid new hydro', hydro, 'off-grid', false],
    ['mechanism-priced new hydro', hydro, 'mechanism-priced', false],
  ])('%s', (_name, facility, energy, tradable) => {
    expect(isTradable(facility, energy)).toBe(tradable);
    expect(whyNotTradable(facility, energy) === undefined).toBe(tradable);
  });

  it('is what was generated before its rule, too', () => {
    expect(isTradable(wind, 'on-grid', '2020-01-01')).toBe(true);
    expect(isTradable(wind, 'mechanism-priced', '2020-01-01')).toBe(false);
  });

  it.each<[string, TradableFacts, Energy, RegExp]>([
    ['the mechanism price', wind, 'mechanism-priced', /provincial account/],
    ['self-consumption', wind, 'self-use', /self-consumed/],
    ['off the grid', wind, 'off-grid', /off-grid/],
    ['not on the market', { ...hydro, marketBased: false }, 'on-grid', /market-based/],
    ['commissioned early', { ...hydro, connectedOn: '2022-12-31' }, 'on-grid', /before 2023-01-01/],
  ])('not for the reason of %s, in both languages', (_name, facility, energy, reason) => {
    const why = whyNotTradable(facility, energy);
    expect(why?.en).toMatch(reason);
    expect(why?.zh).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('the rules', () => {
  it('say of each technology and energy whether, once a day', () => {
    for (const energy of ENERGIES)
      for (const technology of TECHNOLOGIES) {
        const days = tradabilityRules
          .filter((rule) => rule.energy === energy && rule.technologies.includes(technology))
          .map(({ effectiveFrom }) => effectiveFrom);
        expect(days).not.toEqual([]);
        expect(days).toEqual([...new Set(days)].sort());
      }
  });

  it('say where they come from', () => {
    for (const { source, confidence, effectiveFrom } of tradabilityRules) {
      expect(source).toMatch(/〔\d{4}〕\d+号/);
      expect(['H', 'M', 'K']).toContain(confidence);
      expect(effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('name all in both languages', () => {
    const names = [...Object.values(technologyNames), ...Object.values(energyNames)];
    expect(Object.keys(technologyNames)).toEqual([...TECHNOLOGIES]);
    expect(Object.keys(energyNames)).toEqual([...ENERGIES]);
    expect(new Set(names.map(({ zh }) => zh)).size).toBe(names.length);
    expect(new Set(names.map(({ en }) => en)).size).toBe(names.length);
  });
});
