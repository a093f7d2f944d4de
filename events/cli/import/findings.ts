/** What is wrong with an input file, each finding at its place: `file:line:column: error: message`. */
import type { Language, Words } from '../words.ts';

/** A place in a file: 1-based line, and 1-based column in characters (Unicode code points) of that line. */
export interface Position {
  line: number;
  column: number;
}

export interface Finding {
  file: string;
  at: Position;
  /** An error keeps its row out; a warning tells what was taken otherwise than it stands in the file. */
  severity: 'error' | 'warning';
  message: Words;
}

export const severities: Record<Finding['severity'], Words> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
};

export function formatFinding({ file, at, severity, message }: Finding, language: Language): string {
  return `${file}:${at.line}:${at.column}: ${severities[severity][language]}: ${message[language]}`;
}

/** Orders findings by file and place. */
export function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.at.line - b.at.line || a.at.column - b.at.column;
}

/** Counts findings and hands each on as it comes. */
export class Findings {
  errors = 0;
  warnings = 0;
  /** Where findings go from now on. */
  onFinding: (finding: Finding) => void;

  constructor(onFinding: (finding: Finding) => void) {
    this.onFinding = onFinding;
  }

  error(file: string, at: Position, message: Words): void {
    this.errors++;
    this.onFinding({ file, at, severity: 'error', message });
  }

  warn(file: string, at: Position, message: Words): void {
    this.warnings++;
    this.onFinding({ file, at, severity: 'warning', message });
  }
}
