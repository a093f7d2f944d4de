/** Hourly CSV: what is written is read, in any form that is accepted, and no other text is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, hoursIn } from '../../shared/base/month.ts';
import {
  INTERVAL_KILOWATT_HOURS_MAX,
  intervalsText,
  parseIntervals,
  sumOf,
} from '../../shared/power/intervals.ts';

const someMonth = fc.integer({ min: 0, max: 1200 }).map((months) => addMonths('2000-01', months));
const someMonthOfHours = someMonth.chain((month) => {
  const hours = hoursIn(month);
  const amount = fc.oneof(
    fc.integer({ min: 0, max: 99 }),
    fc.integer({ min: 0, max: INTERVAL_KILOWATT_HOURS_MAX }),
  );
  return fc.record({
    month: fc.constant(month),
    kilowattHours: fc.array(amount, { minLength: hours, maxLength: hours }),
  });
});

describe('intervals', () => {
  it('read as they were written, in every form', () => {
    fc.assert(
      fc.property(someMonthOfHours, fc.boolean(), fc.boolean(), (given, crlf, mark) => {
        const text = intervalsText(given.month, given.kilowattHours);
        const form = `${mark ? '\ufeff' : ''}${crlf ? text.replaceAll('\n', '\r\n') : text}`;
        expect(parseIntervals(form, given.month)).toEqual({ kilowattHours: given.kilowattHours });
        expect(BigInt(sumOf(given.kilowattHours))).toBe(
          given.kilowattHours.reduce((sum, each) => sum + BigInt(each), 0n),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('with one character changed are at fault, or another amount at one hour', () => {
    const change = fc.record({
      at: fc.nat(),
      instead: fc.oneof(
        fc.constantFrom('', '0', '9', ',', '-', '\n', '\r', ' '),
        fc.string({ maxLength: 2 }),
      ),
    });
    fc.assert(
      fc.property(someMonthOfHours, change, ({ month, kilowattHours }, { at, instead }) => {
        const text = intervalsText(month, kilowattHours);
        const i = at % text.length;
        const changed = text.slice(0, i) + instead + text.slice(i + 1);
        const read = parseIntervals(changed, month);
        if ('fault' in read) {
          expect(read.fault.line).toBeGreaterThanOrEqual(1);
          expect(read.fault.line).toBeLessThanOrEqual(kilowattHours.length + 3);
        } else {
          // Labels and separators have many forms, so only the amounts are told again, as digits: at
          // most one is another.
          const rows = changed.split(/\r?\n/).filter((line) => /[^,\s]/.test(line));
          expect(rows).toHaveLength(kilowattHours.length + 1);
          const others = read.kilowattHours.flatMap((each, hour) =>
            each === kilowattHours[hour] ? [] : [[hour, each] as const],
          );
          expect(others.length).toBeLessThanOrEqual(1);
          for (const [hour, each] of others) {
            const digits = rows[hour + 1]!.replace(/^[^,]*,/, '')
              .replace(/\.0+$/, '')
              .replace(/\D/g, '');
            expect(each).toBe(Number(digits));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
