/** Rejections of monitoring reports, issuance, reversals and cancellations. */
import type { RejectionKind } from './kind.ts';

export const reportRejections = {} as const satisfies Record<string, RejectionKind>;
