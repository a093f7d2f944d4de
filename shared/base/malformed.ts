/** Text or bytes against their published format. Never retryable; `message` names the rule broken. */
export class MalformedError extends Error {
  override name = 'MalformedError';
}
