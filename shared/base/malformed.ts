/** Text or bytes that don't follow their published format. Never retryable; `message` names the rule that was broken. */
export class MalformedError extends Error {
  override name = 'MalformedError';
}
