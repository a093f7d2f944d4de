/**
 * Well-formed, but false: a signature, proof or hash that doesn't hold. Unlike MalformedError it is evidence, so a
 * witness or an auditor keeps what it was raised for.
 */
export class UnverifiedError extends Error {
  override name = 'UnverifiedError';
}
