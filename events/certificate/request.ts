/**
 * The request behind a signed retirement: the body that a certificate discloses is the signed one, and
 * the result is what it asks for. The registry chooses only the serials that serve a quantity; everything
 * else is as requested.
 */

import * as z from 'zod';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { isObject } from '../../shared/base/json.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import type { Facts } from '../../shared/ledger/event.ts';
import { canonicalJson, type Signature } from '../../shared/ledger/signature.ts';
import type { SerialRange } from '../../shared/units/states.ts';
import type { Fault } from './evidence.ts';

/** How a request names units; the facts have every other field of a request word for word. */
const Requested = z.object({
  items: z.array(
    z.object({
      batch: z.string(),
      quantity: z.int().optional(),
      from: z.int().optional(),
      to: z.int().optional(),
    }),
  ),
});

/** The purpose of credits' retirement when the request names none. */
const PURPOSE_DEFAULT = 'voluntary';

/**
 * Checks that the body is the signed one, and that it agrees with the facts.
 * @param body RFC 8785
 */
export function compareRequest(
  facts: Facts<'units.retired'>,
  sig: Signature,
  body: string,
  fault: Fault,
): void {
  const path = '/consent/body';
  if (`sha256:${toHex(sha256(toUtf8(body)))}` !== sig.body) {
    fault(path, '不是所签的请求体', 'not the body that was signed');
    return;
  }
  const request = requestIn(body);
  const parsed = Requested.safeParse(request);
  if (!request || !parsed.success) {
    fault(path, '不是注销请求', 'not the request of a retirement');
    return;
  }
  const { items: _, ...said }: Record<string, unknown> = { purpose: PURPOSE_DEFAULT, ...request };
  const { items, quantity: __, imported: ___, ...words } = facts;
  for (const field of new Set([...Object.keys(said), ...Object.keys(words)])) {
    const [asked, done] = [said[field], (words as Record<string, unknown>)[field]].map(textOf);
    if (asked !== done)
      fault(
        `${path}/${field}`,
        `所签为 ${asked}，记录为 ${done}`,
        `${asked} was signed, the leaf has ${done}`,
      );
  }
  if (!asksForUnits(parsed.data.items, items))
    fault(`${path}/items`, '所签数量或序号与记录不符', 'what was signed names other units than the leaf');
}

/** A value's text for comparison and display; an absent value has none. */
const textOf = (value: unknown): string => (value === undefined ? '∅' : canonicalJson(value));

/** An object in RFC 8785 form: other forms could repeat a name. */
function requestIn(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) && canonicalJson(value) === body ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether each batch gave the requested number of units, among them every serial named. */
function asksForUnits(
  asked: z.infer<typeof Requested>['items'],
  moved: Facts<'units.retired'>['items'],
): boolean {
  const batches = new Set([...asked, ...moved].map(({ batch }) => batch));
  return [...batches].every((batch) => {
    const wanted = asked.filter((each) => each.batch === batch);
    const ranges = merged(moved.filter((each) => each.batch === batch).flatMap((each) => each.ranges));
    const named = wanted.flatMap(({ from, to }) =>
      from === undefined || to === undefined ? [] : [{ from, to }],
    );
    const counted = wanted.reduce((sum, { quantity = 0 }) => sum + quantity, 0);
    return (
      counted + lengthOf(named) === lengthOf(ranges) &&
      named.every(({ from, to }) => ranges.some((range) => range.from <= from && to <= range.to))
    );
  });
}

type Range = Pick<SerialRange, 'from' | 'to'>;

const lengthOf = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);

/** Ranges that touch are one. */
function merged(ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}
