/** Rejections of pledges, prices, and the division of income. */
import type { RejectionKind } from './kind.ts';

export const marketRejections = {} as const satisfies Record<string, RejectionKind>;
