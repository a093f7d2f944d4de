/** Text or bytes break their published format. No retry helps; `message` names the broken rule. */
export class MalformedError extends Error {
  override name = 'MalformedError';
}
