/**
 * What the auditor takes from shared/ as values, with the reason: formats that both sides must read alike,
 * and figures that both take from the same published source. All other arithmetic under events/audit is the
 * auditor's own. Where `names` are given, the rest of the module is the writer's alone.
 */
interface Shared {
  names?: readonly string[];
  why: string;
}

const FORMAT = 'format: the bytes of the log mean the same to both, or there is no log';
const NAMES = 'names: a leaf says by them what it moves, so both must spell them alike';
const LIMIT = 'format: how much of it fits one leaf';

export const COMMON_LAW: Readonly<Record<string, Shared>> = {
  // Of the log: bytes, schemas, names, and the one evolve.
  'base/canonical.ts': { why: `${FORMAT}; RFC 8785, held by its examples` },
  'base/encoding.ts': { why: FORMAT },
  'base/fill.ts': { why: 'words: puts what was seen into a text, decides nothing' },
  'base/malformed.ts': { why: 'words: the error of a text that is no such format' },
  'base/personal-data.ts': {
    names: ['mayHoldPersonalData'],
    why: 'format: part of the schemas, which may hold no personal data',
  },
  'base/sha256.ts': { why: `${FORMAT}; FIPS 180-4, held by its examples in two implementations` },
  'ledger/confirmation.ts': {
    names: ['INITIATED_MAX_MS'],
    why: `${FORMAT}; how much older than its leaf an initiator's signature is`,
  },
  'ledger/decision.ts': {
    names: ['ADVANCES_MAX', 'LEAF_BYTES_MAX', 'deriveId', 'leafBytesMax'],
    why: `${LIMIT}; ${NAMES}`,
  },
  'ledger/entity.ts': { why: NAMES },
  'ledger/event.ts': { why: FORMAT },
  'ledger/evolve.ts': { why: 'the meaning of an event: what the leaves come to is one function' },
  'ledger/role.ts': { why: 'table: who may do what, walked route by role by the tests' },
  'ledger/signature.ts': { why: `${FORMAT}; the bytes that a party signs` },
  'parties/alike.ts': { names: ['alikeEntities'], why: NAMES },
  'parties/facts.ts': { names: ['ALIKE_MAX'], why: LIMIT },
  'power/facility.ts': { names: ['facilityNames'], why: NAMES },
  'sinks/facts.ts': { names: ['COMMENTS_EACH_MAX', 'PUBLIC_COMMENTS_WAITING_MAX'], why: LIMIT },
  'units/foreign-number.ts': { names: ['plainCode'], why: NAMES },
  'units/foreign-serial.ts': { names: ['foreignRange'], why: `${NAMES}; serials of other registries` },
  'units/states.ts': { names: ['BLOCK_STATUSES', 'TERMINAL'], why: FORMAT },

  // Of the calendar: what a day, a month and a working day are.
  'base/day.ts': {
    names: ['addDays', 'chinaDate', 'periodsOverlap', 'yearOf'],
    why: 'calendar: ISO days in China',
  },
  'base/month.ts': {
    names: ['addMonths', 'daysOf', 'hoursIn', 'monthOf', 'monthsBetween', 'yearOfMonth'],
    why: 'calendar: months of meters',
  },
  'base/working-days.ts': {
    names: ['isWorkingDay'],
    why: "table: the State Council's notices, held day by day against their own words",
  },

  // Figures of law, each a row with source and grade.
  'land/banner.ts': { names: ['cityOf'], why: 'table: division codes, and the area of each city' },
  'power/park-supply.ts': { names: ['LOAD_MIN', 'STORAGE_MIN'], why: 'table: 工业园区绿色供电' },
  'power/ratio.ts': {
    names: ['MULTI_YEAR_MONTHS_MIN', 'RATIOS'],
    why: 'table: 发改能源〔2025〕650号, and 工业园区绿色供电',
  },
  'power/technology.ts': { names: ['ENERGIES'], why: 'table: kinds of energy' },
  'sinks/lifecycle/lifecycle.ts': {
    names: ['transitionOf'],
    why: 'table: the machine of each standard, from which evolve takes the status',
  },
  'sinks/lifecycle/status.ts': { names: ['FINAL'], why: 'table: statuses without a way back' },
  'sinks/standard.ts': {
    names: ['standardRow'],
    why: 'table: the days, dates and approvals of each standard, by article',
  },
  'sinks/methodology.ts': { names: ['methodologyOf'], why: 'table: methodologies and their figures' },
  'statements/duty.ts': { names: ['dutySectors'], why: 'table: the sectors that have a row of duties' },
  'statements/factors/electricity.ts': {
    names: ['gridFactors', 'isInUse'],
    why: 'table: announced factors, and the days from which they are used',
  },
  'statements/factors/factors.ts': {
    names: ['allFactors'],
    why: 'table: the rows that a statement may name',
  },
  'statements/activity-dataset.ts': { names: ['datasetIdOf'], why: NAMES },
  'statements/platform-signature.ts': {
    names: ['platformSignedBytes'],
    why: `${FORMAT}; the bytes that a platform signs`,
  },
  'statements/statement.ts': { names: ['statedYearOf'], why: NAMES },
  'statements/target.ts': { names: ['targetIndicators'], why: 'table: the unit of each indicator' },
  'units/instrument.ts': { why: 'table: the rules in which instruments differ' },
  'units/purpose.ts': { names: ['RetirementPurpose', 'purposes'], why: 'table: art. 28 and 43' },

  // Geometry: exact predicates are long; the tests hold them against a sum over pairs of edges and
  // a polygon library.
  'land/area.ts': { names: ['areaSquareMetres'], why: 'geometry: the area on the ellipsoid' },
  'land/boundary.ts': {
    names: ['boundaryOfText', 'boundaryText', 'parseBoundary'],
    why: 'format: a boundary, and the text whose digest the leaf names',
  },
  'land/cells.ts': { names: ['footprintOf', 'prefixesOf'], why: 'names: the cells that a leaf advances' },
  'land/overlap.ts': {
    names: ['isIntricate', 'overlapAmong', 'overlapOf'],
    why: 'geometry: shared ground, exact at the border',
  },
};
