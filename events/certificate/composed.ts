/** Certificates whose words are composed of their leaves by one function, which verifying runs again. */
import type * as z from 'zod';
import {
  type CertificateFault,
  type CertificateOptions,
  compareMembers,
  type Evidence,
  type Fault,
  type NamedLog,
  type Proven,
  provenIn,
} from './evidence.ts';

/** What every such certificate has beside its words. */
interface Certificate {
  log: z.infer<typeof NamedLog>;
  evidence: z.infer<typeof Evidence>[];
}

/** How one kind of certificate is read and composed. */
export interface Composition<C extends Certificate, W extends object> {
  schema: z.ZodType<C>;
  /** The member that has the words. */
  member: string;
  words: (certificate: C) => W;
  /** Composes the words from the leaves, for whatever `said` names; undefined where the main leaf lacks. */
  compose: (said: W, leaves: readonly Proven[], fault: Fault) => W | undefined;
}

export interface ComposedCheck<W> {
  valid: boolean;
  faults: CertificateFault[];
  /** What is proven; absent where it isn't valid. */
  words?: W;
  /** Size of the tree under whose checkpoint the leaves were found. */
  size?: number;
}

/** Checks the text of a certificate. Bad content is a fault in the answer, never an exception. */
export function verifyComposed<C extends Certificate, W extends object>(
  { schema, member, words, compose }: Composition<C, W>,
  text: string,
  options: CertificateOptions,
): ComposedCheck<W> {
  const { faults, fault, certificate, leaves } = provenIn(schema, text, options);
  if (!certificate) return { valid: false, faults };
  const said = words(certificate);
  const shown = compose(said, leaves, fault);
  if (shown)
    compareMembers(said, shown, (name, here, there) =>
      fault(`/${member}/${name}`, `证书写 ${here}，记录为 ${there}`, `it says ${here}, the leaves ${there}`),
    );
  if (faults.length > 0 || !shown) return { valid: false, faults };
  return { valid: true, faults, words: shown, size: Math.max(...leaves.map(({ size }) => size)) };
}
