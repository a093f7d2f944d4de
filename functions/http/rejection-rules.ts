/**
 * The rules that refuse commands, with their words. Source code imports them as `#rejections`; a bundle has
 * them compressed in this module's place (infra/bundle.ts): every function needs all of them, and most
 * requests none.
 */
import { rejections } from '../../shared/ledger/rejection.ts';

export const rejectionRules = (): typeof rejections => rejections;
