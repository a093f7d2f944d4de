/** Certificates told otherwise: each word changed or left out, and leaves as another log would have them. */
import { expect } from 'vitest';

/** The value told otherwise, of the same type. */
export function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return /^\d/.test(value) ? `1${value}` : `${value}x`;
  if (Array.isArray(value)) return value.length > 0 ? value.slice(1) : [value];
  const [[name, member] = ['', undefined]] = Object.entries(value as object);
  return { ...(value as object), [name]: changed(member) };
}

interface Checked {
  valid: boolean;
  faults: readonly { path: string }[];
}

/**
 * Expects that each word of `part` changed or left out, and each leaf left out or replaced by another, is not
 * proven. Returns the first fault's path of each word that was changed.
 */
export function expectNothingElseProven<P extends string>(
  whole: Record<P, object> & { evidence: readonly object[] },
  part: P,
  verify: (certificate: object) => Checked,
): Record<string, string | undefined> {
  const paths: Record<string, string | undefined> = {};
  for (const [member, value] of Object.entries(whole[part])) {
    const lie = verify({ ...whole, [part]: { ...whole[part], [member]: changed(value) } });
    expect([member, lie.valid]).toEqual([member, false]);
    paths[member] = lie.faults[0]?.path;
    const { [member]: _, ...less } = whole[part] as Record<string, unknown>;
    expect([member, verify({ ...whole, [part]: less }).valid]).toEqual([member, false]);
  }
  expect(paths).not.toEqual({});
  const { evidence } = whole;
  for (const at of evidence.keys()) {
    expect([at, verify({ ...whole, evidence: evidence.toSpliced(at, 1) }).valid]).toEqual([at, false]);
    if (evidence.length === 1) continue;
    const twice = evidence.with(at, evidence[(at + 1) % evidence.length]!);
    expect([at, verify({ ...whole, evidence: twice }).valid]).toEqual([at, false]);
  }
  expect(evidence.length).toBeGreaterThan(0);
  return paths;
}
