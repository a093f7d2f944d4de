/**
 * The power files' names of energy sources: a certificate has one technology, a contract
 * one, several, or any.
 */
import {
  MIXED,
  type SupplyTechnology,
  TECHNOLOGIES,
  type Technology,
} from '../../../shared/power/technology.ts';
import type { RowReader } from '../../exchange/row-reader.ts';

/** Words for a contract that doesn't name its sources. */
const ANY: ReadonlySet<string> = new Set([MIXED, 'any', '混合', '不限']);
/** Separators of the sources that a contract names. */
const SEPARATORS = /[\s,;/+&、，；]+|\band\b|和/;

const technologyOf = (word: string) => TECHNOLOGIES.find((each) => each === word.toLowerCase());

/** The technology of a certificate; an unknown one is a fault. */
export function readTechnology(reader: RowReader<'energy_source'>): Technology | undefined {
  const technology = technologyOf(reader.row.cells.energy_source.text.trim());
  if (!technology) unknown(reader, TECHNOLOGIES);
  return technology;
}

/**
 * The contract's technology as the registry takes it, and the technologies that its certificates may have.
 */
export interface ContractedTechnology {
  technology: SupplyTechnology;
  technologies: readonly Technology[];
}

export function readContracted(reader: RowReader<'energy_source'>): ContractedTechnology | undefined {
  const text = reader.row.cells.energy_source.text.trim();
  if (ANY.has(text.toLowerCase())) return { technology: MIXED, technologies: TECHNOLOGIES };
  const named = text.split(SEPARATORS).filter((word) => word !== '');
  const technologies = named.map(technologyOf).filter((each) => each !== undefined);
  const [first] = technologies;
  if (first === undefined || technologies.length < named.length) {
    unknown(reader, [...TECHNOLOGIES, MIXED]);
    return undefined;
  }
  return { technology: new Set(technologies).size === 1 ? first : MIXED, technologies };
}

function unknown(reader: RowReader<'energy_source'>, known: readonly string[]): void {
  const cell = reader.row.cells.energy_source;
  reader.fault(cell, {
    zh: `energy_source：未知能源「${cell.text}」，应为 ${known.join('、')} 之一`,
    en: `energy_source: unknown source "${cell.text}"; give one of ${known.join(', ')}`,
  });
}
