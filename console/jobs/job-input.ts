/** A job as its form has it, and as the API takes it. */
import type {
  DocumentReference,
  DocumentReferenceMediaType,
  PostV1JobsBody,
} from '../../events/client/operations.schemas.ts';

export type JobKind = PostV1JobsBody['kind'];

export interface JobForm {
  kind?: JobKind;
  files?: File[];
  source?: string;
  format?: 'csv' | 'xlsx';
  account?: string;
  /** Days, `2026-01-31`. */
  from?: string;
  to?: string;
}

export const FILES_MAX = 4;
export const FILES_BYTES_MAX = 50 * 1024 * 1024;

/** What an operator imports, and lists that everybody exports of its own organization. */
export const exportKinds = [
  'export-holdings',
  'export-transfers',
  'export-retirements',
  'export-entitlements',
  'export-settlements',
  'export-statements',
] as const satisfies readonly JobKind[];

export const kindsFor = (roles: readonly string[]): readonly JobKind[] =>
  roles.includes('operator') ? ['import-credits', ...exportKinds] : exportKinds;

const MEDIA_TYPES: Readonly<Record<string, DocumentReferenceMediaType>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** By its name's ending; a list with another one is taken for CSV, and its header says what it is. */
export const mediaTypeOf = (name: string): DocumentReferenceMediaType =>
  MEDIA_TYPES[name.toLowerCase().split('.').at(-1) ?? ''] ?? 'text/csv';

/** @param documents the form's files, uploaded */
export function jobInput(form: JobForm & { kind: JobKind }, documents: DocumentReference[]): PostV1JobsBody {
  const { kind, format, account, from = '', to = '', source } = form;
  if (kind === 'import-credits') return { kind, documents, ...(source && { source }) };
  const list = { ...(format && { format }) };
  if (kind === 'export-holdings') return { kind, ...list, ...(account && { account }) };
  if (kind === 'export-entitlements') return { kind, ...list, from, to };
  return { kind, ...list };
}
