/** What the page and its worker say to each other. */
import type { AuditProgress } from '../../events/audit/audit.ts';
import type { AuditReport, BatchUnits } from '../../events/audit/report.ts';
import type { Words } from '../../shared/base/words.ts';

export interface AuditOrder {
  /** Of the registry. */
  url: string;
  vkey: string;
  /** Whether the person brought the key, or the registry showed it. */
  isIndependent: boolean;
  /** Vkeys of those that must have cosigned. */
  witnesses: readonly string[];
  /** The newest tree that this browser verified, its root in base64. */
  seen: { size: number; root: string } | undefined;
}

export interface AuditResult {
  report: AuditReport;
  batches: BatchUnits[];
  /** The report as a page of its own. */
  html: string;
  /** What it shows, and what it doesn't. */
  scope: Words;
  durationMs: number;
}

export type AuditMessage =
  | { kind: 'progress'; progress: AuditProgress }
  | { kind: 'done'; result: AuditResult }
  | { kind: 'failed'; error: string };
