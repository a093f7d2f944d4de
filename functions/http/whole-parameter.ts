/** A whole number in the path or the query, which are texts. */
import * as z from 'zod';

/** From 1 (or `min`) to `max`, without leading zeros. */
export function wholeParameter(max: number, min = 1) {
  const error = `must be a whole number from ${min} to ${max}; 须为 ${min} 至 ${max} 的整数`;
  const digits = String(max).length - 1;
  return z
    .string()
    .regex(new RegExp(`^[1-9]\\d{0,${digits}}$`), { error })
    .transform(Number)
    .pipe(z.int().min(min, { error }).max(max, { error }));
}
