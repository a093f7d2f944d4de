/** Days of imported files, as spreadsheets of different places write them. */
import { expect, it } from 'vitest';
import { type DayOrder, dayOf, dayOrderOf } from '../../events/exchange/day-form.ts';

/** Text | the order of its file | what it is. */
const days: [string, DayOrder | undefined, string][] = [
  ['2022-02-07', undefined, '2022-02-07'],
  ['2022/2/7', undefined, '2022-02-07'],
  ['2022/02/07', 'day-first', '2022-02-07'],
  ['2022.2.7', undefined, '2022-02-07'],
  ['2022-2-7', undefined, '2022-02-07'],
  ['2022年2月7日', undefined, '2022-02-07'],
  ['２０２２／２／７', undefined, '2022-02-07'],
  [' 2022/2/7 0:00 ', undefined, '2022-02-07'],
  ['2022/2/7 00:00:00', undefined, '2022-02-07'],
  ['25/05/2018', undefined, '2018-05-25'],
  ['05/25/2018', undefined, '2018-05-25'],
  ['05/05/2018', undefined, '2018-05-05'],
  ['06/05/2018', 'day-first', '2018-05-06'],
  ['06/05/2018', 'month-first', '2018-06-05'],
  ['06/05/2018', undefined, 'ambiguous'],
  ['6.5.2018', undefined, 'ambiguous'],
  ['2022/2/30', undefined, 'not-in-calendar'],
  ['31/06/2018', undefined, 'not-in-calendar'],
  ['13/13/2018', undefined, 'not-in-calendar'],
  ['2022/2/7 8:00', undefined, 'not-a-day'],
  ['2022/2-7', undefined, 'not-a-day'],
  ['22/2/7', undefined, 'not-a-day'],
  ['44599', undefined, 'not-a-day'],
  ['2022/2', undefined, 'not-a-day'],
  ['', undefined, 'not-a-day'],
];

it.each(days)('%j in a file %s is %s', (text, order, expected) => {
  const read = dayOf(text, order);
  expect('day' in read ? read.day : read.fault).toBe(expected);
});

it.each<[string[], DayOrder | undefined]>([
  [['06/05/2018', '31/12/2018', 'x', '2018/1/13'], 'day-first'],
  [['06/05/2018', '12/31/2018'], 'month-first'],
  [['06/05/2018', '01/02/2018'], undefined],
  [['13/05/2018', '05/13/2018'], undefined],
])('days %j show the order %s', (texts, order) => expect(dayOrderOf(texts)).toBe(order));
