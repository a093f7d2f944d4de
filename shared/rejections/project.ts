/** Rejections of a project's way to its registration. */
import type { RejectionKind } from './kind.ts';

export const projectRejections = {} as const satisfies Record<string, RejectionKind>;
