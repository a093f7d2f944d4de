/**
 * 文件: a document that an event rests on (PDD, 审定 report, title proof …). The event names the file by its
 * digest; the file itself is private and kept in the document store.
 */
import * as z from 'zod';
import { Sha256Hex } from './field.ts';

/** The largest file, bytes: a PDD with its maps and scans has some ten megabytes. */
export const DOCUMENT_BYTES_MAX = 50 * 1024 * 1024;

/** The media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The media types that files may have: texts, tables, boundaries, scans, and bundles of them. */
export const MEDIA_TYPES = [
  'application/pdf',
  'application/geo+json',
  'application/json',
  'text/csv',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  XLSX,
] as const;

/** A file by its SHA-256, with its media type and its length in bytes. */
export const DocumentReference = z.strictObject({
  sha256: Sha256Hex,
  mediaType: z.enum(MEDIA_TYPES),
  bytes: z.int().min(1).max(DOCUMENT_BYTES_MAX),
});
export type DocumentReference = z.infer<typeof DocumentReference>;
