/** Words of an answer in both languages. */
import * as z from 'zod';

export const Words = () => z.strictObject({ zh: z.string(), en: z.string() });
