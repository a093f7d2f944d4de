/**
 * Other registries' names for the types of their projects, and our category for each, where one fits. A
 * registry's word is data and stays as it is; an unlisted word only has no category. A changed list is a
 * new row with its day. K: from general knowledge of the public lists, M: read in a secondary source, H:
 * in the list itself.
 */
import { CATEGORIES, type Category } from '../../shared/sinks/category.ts';
import { methodologyOf } from '../../shared/sinks/methodology.ts';

interface TypeRow {
  words: readonly string[];
  /** Absent where no category of ours fits, or several do. */
  category?: Category;
  source: string;
  since: string;
  confidence: 'H' | 'M' | 'K';
}

const SCOPES = { source: 'VCS Program, sectoral scopes 1–16', since: '2024-01-01', confidence: 'M' } as const;
const AFOLU = {
  source: 'VCS Standard v4, AFOLU project categories',
  since: '2024-01-01',
  confidence: 'M',
} as const;
const GOLD = {
  source: 'Gold Standard Impact Registry, project types',
  since: '2024-01-01',
  confidence: 'K',
} as const;
/** H for the types in ../shared/data, K for the rest of its types. */
const BERKELEY = {
  source: 'Berkeley Voluntary Registry Offsets Database, types by scope',
  since: '2021-04-01',
  confidence: 'K',
} as const;

const rows: readonly TypeRow[] = [
  {
    ...SCOPES,
    category: 'energy',
    words: [
      'Energy industries (renewable/non-renewable sources)',
      'Energy industries (renewable / non-renewable sources)',
      'Energy industries (renewable - / non-renewable sources)',
    ],
  },
  {
    ...SCOPES,
    words: [
      'Energy distribution',
      'Energy demand',
      'Manufacturing industries',
      'Chemical industry',
      'Chemical industries',
      'Construction',
      'Transport',
      'Mining/mineral production',
      'Mining/Mineral production',
      'Metal production',
      'Fugitive emissions from fuels (solid, oil and gas)',
      'Fugitive emissions - from fuels (solid, oil and gas)',
      'Fugitive emissions from production and consumption of halocarbons and sulphur hexafluoride',
      'Fugitive emissions - from production and consumption of halocarbons and sulphur hexafluoride',
      'Fugitive emissions from industrial gases (halocarbons and sulphur hexafluoride)',
      'Fugitive emissions - from industrial gases (halocarbons and sulphur hexafluoride)',
      'Solvents use',
      'Solvent use',
      'Waste handling and disposal',
      // Forest, grassland, wetland or farmland: the methodology decides.
      'Agriculture Forestry and Other Land Use',
      'Agriculture, Forestry and Other Land Use',
      'AFOLU',
      'Carbon capture and storage',
      'Carbon capture and storage of CO2 in geological formations',
    ],
  },
  {
    ...SCOPES,
    category: 'livestock',
    words: [
      'Livestock, enteric fermentation, and manure management',
      'Livestock and manure management',
      'Livestock, enteric fermentation and manure management',
    ],
  },
  {
    ...AFOLU,
    category: 'forest',
    words: [
      'ARR',
      'Afforestation, Reforestation and Revegetation',
      'Afforestation, Reforestation and Revegetation (ARR)',
      'IFM',
      'Improved Forest Management (IFM)',
      'REDD',
      'Reduced Emissions from Deforestation and Degradation',
      'Reduced Emissions from Deforestation and Degradation (REDD)',
    ],
  },
  {
    ...AFOLU,
    category: 'grassland',
    words: [
      'ACoGS',
      'Avoided Conversion of Grasslands and Shrublands',
      'Avoided Conversion of Grasslands and Shrublands (ACoGS)',
    ],
  },
  {
    ...AFOLU,
    category: 'wetland',
    words: ['WRC', 'Wetlands Restoration and Conservation', 'Wetlands Restoration and Conservation (WRC)'],
  },
  {
    ...AFOLU,
    category: 'farmland',
    words: ['ALM', 'Agricultural Land Management', 'Agricultural Land Management (ALM)'],
  },
  {
    ...GOLD,
    category: 'energy',
    words: [
      'Wind',
      'PV',
      'Solar Thermal - Electricity',
      'Solar Thermal - Heat',
      'Small, Low - Impact Hydro',
      'Geothermal',
      'Biogas - Electricity',
      'Biogas - Heat',
      'Biogas - Cogeneration',
      'Biomass, or Liquid Biofuel - Electricity',
      'Biomass, or Liquid Biofuel - Heat',
      'Biomass, or Liquid Biofuel - Cogeneration',
      'Liquid Biofuels',
    ],
  },
  {
    ...GOLD,
    words: [
      'Energy Efficiency - Domestic',
      'Energy Efficiency - Industrial',
      'Energy Efficiency - Public Sector',
      'Energy Efficiency - Commercial Sector',
      'Energy Efficiency - Agriculture Sector',
      'Energy Efficiency - Transport Sector',
      'Waste Management & Handling',
      'Carbon Dioxide Removal',
      'Shipping',
      'Other',
    ],
  },
  { ...GOLD, category: 'forest', words: ['A/R', 'Afforestation/Reforestation GHGs', 'Land Use & Forests'] },
  { ...GOLD, category: 'farmland', words: ['Agriculture', 'Soil Organic Carbon', 'SOC'] },
  {
    ...BERKELEY,
    category: 'forest',
    words: [
      'Afforestation/Reforestation',
      'Improved Forest Management',
      'Avoided Forest Conversion',
      'REDD+',
      'Jurisdictional REDD+',
    ],
  },
  {
    ...BERKELEY,
    category: 'grassland',
    words: [
      'Sustainable Grassland Management',
      'Avoided Grassland Conversion',
      'Compost Addition to Rangeland',
    ],
  },
  { ...BERKELEY, category: 'wetland', words: ['Wetland Restoration'] },
  {
    ...BERKELEY,
    category: 'farmland',
    words: ['Rice Emission Reductions', 'Nitrogen Management', 'Sustainable Agriculture', 'Biochar'],
  },
  {
    ...BERKELEY,
    category: 'livestock',
    words: ['Manure Methane Digester', 'Feed Additives', 'Solid Waste Separation'],
  },
  {
    ...BERKELEY,
    category: 'energy',
    words: [
      'Biomass',
      'Hydropower',
      'Solar - Centralized',
      'Solar - Distributed',
      'Solar Water Heaters',
      'Solar Lighting',
      'RE Bundled',
      'Grid Expansion & Mini-Grids',
      'Electricity Access',
    ],
  },
  {
    ...BERKELEY,
    words: [
      ...[
        'Cookstoves',
        'Biodigesters',
        'Clean Water',
        'Lighting',
        'Energy Efficiency',
        'Bundled Energy Efficiency',
      ],
      ...['Community Boreholes', 'Weatherization', 'Fuel Switching', 'Bundled Compressed Natural Gas'],
      ...['Adipic Acid', 'Nitric Acid', 'HFC23 Destruction', 'HFC Refrigerant Reclamation'],
      ...['HFC Replacement in Foam Production', 'Ozone Depleting Substances Recovery & Destruction'],
      ...[
        'SF6 Replacement',
        'Propylene Oxide Production',
        'Advanced Refrigerants',
        'Refrigerant Leak Detection',
      ],
      ...['Aluminum Smelters Emission Reductions', 'Brick Manufacturing Emission Reductions'],
      ...['Carbon-Absorbing Concrete', 'Leak Detection & Repair in Gas Systems', 'Mine Methane Capture'],
      ...[
        'Natural Gas Electricity Generation',
        'Oil Recycling',
        'Plugging Oil & Gas Wells',
        'Pneumatic Retrofit',
      ],
      ...[
        'University Campus Emission Reductions',
        'Waste Gas Recovery',
        'Waste Heat Recovery',
        'Fuel Transport',
      ],
      ...['Bicycles', 'Carpooling', 'Electric Vehicles & Charging', 'Fleet Efficiency', 'Mass Transit'],
      ...['Shipping', 'Truck Stop Electrification', 'Composting', 'Landfill Methane', 'Waste Diversion'],
      ...['Waste Incineration', 'Waste Recycling', 'Waste Reduction', 'Wastewater Methane'],
      ...[
        'Carbon Capture & Enhanced Oil Recovery',
        'Carbon Capture in Plastic',
        'Carbon Capture in Concrete',
      ],
      ...['Bio-oil Injection', 'Direct Air Capture', 'Terrestrial Storage of Biomass', 'Enhanced Weathering'],
    ],
  },
];

const plain = (word: string) => word.trim().replaceAll(/\s+/g, ' ').toLowerCase();

const byWord = new Map<string, Category | undefined>();
for (const { words, category } of rows) for (const word of words) byWord.set(plain(word), category);
// Files that use our own words.
for (const category of CATEGORIES) if (!byWord.has(category)) byWord.set(category, category);

/** The separator of a project's several types, as Verra lists them. */
const BETWEEN = /\s*;\s*/;

/** What a project's own registry's words tell about it. */
export interface ForeignType {
  category?: Category;
  /** Words that are in no row. */
  unknown: readonly string[];
}

/**
 * The category of the type, on which all parts must agree; where the type has none, that of the methodology.
 */
export function foreignType(type: string, methodology = ''): ForeignType {
  const words = type.split(BETWEEN).filter((word) => word !== '');
  const unknown = words.filter((word) => !byWord.has(plain(word)));
  const [code = ''] = /^[A-Z]+-?\d[\w-]*/.exec(methodology.trim()) ?? [];
  const categories = new Set(words.map((word) => byWord.get(plain(word))));
  const [only] = categories;
  const category = (categories.size === 1 ? only : undefined) ?? methodologyOf(code)?.category;
  return { ...(category && { category }), unknown };
}
