/** Disclosures as answers show them. */
import * as z from 'zod';
import { OpenedSeal } from '../../events/certificate/disclosure.ts';
import { DisclosedSubject } from '../../shared/disclosure/facts.ts';
import type { DisclosureState } from '../../shared/disclosure/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

export const DisclosureView = named('Disclosure', () =>
  z.strictObject({
    id: z.string(),
    subject: DisclosedSubject,
    /** Place of the line among the statement's lines, from 0 on. */
    line: z.int().optional(),
    by: z.string(),
    to: z.string(),
    /** The commit that sealed it, and its seal. */
    sealedBy: z.string(),
    seal: z.string(),
    /** What it opens, where one disclosure is read. */
    opened: OpenedSeal.optional(),
    commit: CommitReceipt().optional(),
  }),
);

export function disclosureView(
  id: string,
  { subject, line, by, to, commit, seal }: DisclosureState,
  opened?: OpenedSeal,
) {
  return {
    id,
    subject,
    ...(line !== undefined && { line }),
    by,
    to,
    sealedBy: commit,
    seal,
    ...(opened && { opened }),
  };
}
