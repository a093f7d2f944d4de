/** Whatever stands in quotes: each cell is read as it was written, and known to be where it is. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv } from '../../events/exchange/csv.ts';

const cell = fc
  .array(fc.constantFrom('a', '林', '𠮷', ',', '"', '""', '\n', ' ', "'"), { maxLength: 6 })
  .map((letters) => letters.join(''));

it('cells of quoted records, with their lines and columns', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      (rows) => {
        let [line, column] = [2, 1];
        const wanted: { text: string; line: number; column: number }[] = [];
        let text = 'a,b,c\n';
        for (const row of rows) {
          // A first cell that says something: rows of empty cells are no records.
          for (const [index, each] of [`x${row[0]}`, row[1]!, row[2]!].entries()) {
            const written = /[",\n]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each;
            wanted.push({ text: each, line, column });
            for (const character of `${written}${index < 2 ? ',' : '\n'}`)
              [line, column] = character === '\n' ? [line + 1, 1] : [line, column + 1];
            text += `${written}${index < 2 ? ',' : '\n'}`;
          }
        }
        const records = [...readCsv(text)];
        const read = records.slice(1).flatMap((record) => ('cells' in record ? record.cells : []));
        expect(records.filter((record) => 'message' in record)).toEqual([]);
        expect(read).toEqual(wanted);
      },
    ),
  );
});
