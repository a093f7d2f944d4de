/**
 * Claims as the API shows them, to everyone: what the leaf says, what has become of it, and the words of its
 * label.
 */
import * as z from 'zod';
import { BASIS_POINTS_WHOLE } from '../../shared/base/basis-points.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import type { Facts } from '../../shared/ledger/event.ts';
import { CoverMegawattHours, CoverTonnes } from '../../shared/statements/cover.ts';
import { tonnesOf } from '../../shared/statements/coverage.ts';
import { ASSURANCES, LABELS, Subject } from '../../shared/statements/facts.ts';
import { labelWords } from '../../shared/statements/label.ts';
import type { ClaimState } from '../../shared/statements/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { Words } from './words.ts';

const EU_WARNING = {
  code: 'eu-offset-claims',
  zh: '自 2026-09-27 起，欧盟禁止面向消费者的、基于抵销的产品气候中和声明（指令 (EU) 2024/825）',
  en: 'From 2026-09-27 the EU bans product claims of climate neutrality that rest on offsets (Directive (EU) 2024/825)',
};

const MEMBERS_WARNING = {
  code: 'members-revised',
  zh: '本声明所汇总的成员排放声明其后已修订；本声明仍按当时的版本计',
  en: 'Statements of members that it rests on were revised since; it stands on the versions of then',
};

export const ClaimView = named('Claim', () =>
  z.strictObject({
    id: z.string(),
    status: z.enum(['made', 'reopened', 'withdrawn', 'replaced']),
    statement: z.string(),
    version: z.int(),
    organization: z.string(),
    label: z.enum(LABELS),
    words: Words(),
    subject: Subject,
    boundary: z.string(),
    period: z.strictObject({ from: z.string(), to: z.string() }),
    madeOn: z.string(),
    /** Before green power, kg. */
    gross: z.strictObject({ location: z.int(), market: z.int(), park910: z.int(), ets: z.int() }),
    green: z.strictObject({ ...CoverMegawattHours.shape, unused: z.int() }),
    residual: z.strictObject({ view: z.literal('market'), kilograms: z.int(), tonnes: z.int() }),
    retired: CoverTonnes,
    /**
     * Share of local sinks in what was retired, whole basis points; absent where nothing had to be retired.
     */
    localBasisPoints: z.int().optional(),
    verification: z.strictObject({ verifier: z.string(), assurance: z.enum(ASSURANCES), commit: z.string() }),
    factors: z.array(z.string()),
    reductions: z.string().optional(),
    plan: DocumentReference.optional(),
    reduction: z
      .strictObject({ baseStatement: z.string(), baseYear: z.int(), basisPoints: z.int() })
      .optional(),
    warnings: z.array(
      z.strictObject({
        code: z.string(),
        ...Words().shape,
        /** The members' statements that were revised. */
        statements: z.array(z.string()).optional(),
      }),
    ),
    /** The commit of the revision that reopened it. */
    reopenedBy: z.string().optional(),
    replacedBy: z.string().optional(),
    withdrawn: z.string().optional(),
    /** The commit that made it. */
    made: z.string(),
    commit: CommitReceipt().optional(),
  }),
);

/** `revised` are the members' statements, of a park, that were revised after the claim was made. */
export function claimView(state: ClaimState, facts: Facts<'claim.made'>, revised: readonly string[] = []) {
  const { status, organization, madeOn, made, reopenedBy, replacedBy, withdrawn } = state;
  const { claim, statement, version, label, subject, boundary, period, gross, green, residual } = facts;
  const { retired, verification, factors, reductions, plan, reduction, europeanUnion } = facts;
  const all = tonnesOf(retired);
  const local = retired.removalLocal + retired.avoidanceLocal;
  return {
    id: claim,
    status,
    statement,
    version,
    organization,
    label,
    words: labelWords[label],
    subject,
    boundary,
    period,
    madeOn,
    gross,
    green,
    residual,
    retired,
    ...(all > 0 && { localBasisPoints: Number((BigInt(local) * BigInt(BASIS_POINTS_WHOLE)) / BigInt(all)) }),
    verification,
    factors,
    ...(reductions !== undefined && { reductions }),
    ...(plan && { plan }),
    ...(reduction && { reduction }),
    warnings: [
      ...(europeanUnion ? [EU_WARNING] : []),
      ...(revised.length > 0 ? [{ ...MEMBERS_WARNING, statements: revised }] : []),
    ],
    ...(reopenedBy !== undefined && { reopenedBy }),
    ...(replacedBy !== undefined && { replacedBy }),
    ...(withdrawn !== undefined && { withdrawn }),
    made,
  };
}
