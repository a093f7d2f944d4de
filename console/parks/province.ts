/** What a province is called. */
import { provinceNames } from '../../shared/statements/factors/electricity.ts';

/** The province's name in the registry's own table. */
export const provinceName = (code: string): string =>
  (provinceNames as Readonly<Record<string, string>>)[code] ?? code;
