/** How a request names units. */
import * as z from 'zod';
import { BatchId, Quantity, Serial } from '../../shared/base/field.ts';
import type { Item } from '../../shared/units/selection.ts';
import { named } from '../http/named.ts';

/** `{batch, quantity}` or `{batch, from, to}`; both bounds belong to the range. */
const ItemBody = named('MovedItem', () =>
  z
    .strictObject({
      batch: BatchId,
      quantity: Quantity.optional(),
      from: Serial.optional(),
      to: Serial.optional(),
    })
    .refine(
      ({ quantity, from, to }) => (quantity === undefined) === (from !== undefined && to !== undefined),
      {
        error: 'give either quantity, or from and to; 填 quantity，或同时填 from 与 to',
      },
    )
    .refine(({ quantity, from, to }) => quantity === undefined || (from === undefined && to === undefined), {
      error: 'give either quantity, or from and to, not both; quantity 与 from/to 不可并用',
    })
    .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
      path: ['to'],
      error: 'to must not be less than from; to 不得小于 from',
    })
    .transform((item) => item as Item),
);

/** More items than one transaction holds actions can never be committed together. */
export const Items = () => z.array(ItemBody()).min(1).max(100);
