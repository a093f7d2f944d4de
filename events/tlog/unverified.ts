/**
 * The input is well-formed but false: a signature, proof or hash doesn't hold. Unlike a MalformedError it is
 * evidence, so a witness or an auditor keeps the input.
 */
export class UnverifiedError extends Error {
  override name = 'UnverifiedError';
}
