/**
 * Two pairs of eyes: one representative of an organization initiates a command (发起代表), another one
 * confirms it (确认代表), and the leaf says that they were two. It names neither: both subjects are sealed
 * under one salt, so equal seals are one subject, and nobody learns from a leaf who it was, nor that it was
 * the same as in another leaf. Where the organization has keys, both sign the same command, each with a key
 * of their own: the confirmer's signature is the leaf's, the initiator's stands here.
 */
import * as z from 'zod';
import { Signature } from './signature.ts';

/** What an organization may demand two pairs of eyes for, by the words of the demand. */
export const DEMANDABLE = ['claim', 'pledge', 'retirement', 'transfer'] as const;
export const Demandable = z.enum(DEMANDABLE);
export type Demandable = z.infer<typeof Demandable>;

/** Seal of a subject (shared/base/seal.ts). */
const SealedSubject = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** What a leaf says of its two representatives. */
export const Confirmation = z.strictObject({
  initiator: SealedSubject,
  confirmer: SealedSubject,
  /** The initiator's signature of the same command. */
  sig: Signature.optional(),
});
export type Confirmation = z.infer<typeof Confirmation>;

/** Bytes that a leaf keeps free for it, so that a command fits the same units with and without it. */
export const CONFIRMATION_BYTES_MAX = 768;

/** A command lapses so long after it was initiated. */
export const INITIATED_MAX_MS = 7 * 24 * 60 * 60_000;
