/** Words of an answer in both languages. */
import * as z from 'zod';
import { named } from '../http/named.ts';

export const Words = named('Words', () => z.strictObject({ zh: z.string(), en: z.string() }));
