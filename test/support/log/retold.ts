/** Certificates told otherwise: each word changed or left out, and leaves as another log would have them. */

/** The value told otherwise, of the same type. */
export function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return /^\d/.test(value) ? `1${value}` : `${value}x`;
  if (Array.isArray(value)) return value.length > 0 ? value.slice(1) : [value];
  const [[name, member] = ['', undefined]] = Object.entries(value as object);
  return { ...(value as object), [name]: changed(member) };
}
