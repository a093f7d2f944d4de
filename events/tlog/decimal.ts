import { MalformedError } from '../../shared/base/malformed.ts';

/**
 * A size or index as the C2SP formats write it: ASCII digits, no leading zero.
 * @throws MalformedError naming `what`.
 */
export function parseDecimal(text: string, what: string): number {
  const value = Number(text);
  if (!/^(?:0|[1-9]\d*)$/.test(text))
    throw new MalformedError(`${what} is not a decimal without leading zeros`);
  if (!Number.isSafeInteger(value)) throw new MalformedError(`${what} is above 2^53`);
  return value;
}
