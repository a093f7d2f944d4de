/** Amounts and instants as their readers write them; instants in China's time, whatever the laptop's. */
import { useMemo } from 'react';
import { partWords } from '../parts/words.ts';
import { useLanguage, useWords } from './area.ts';

export interface Formats {
  /** A whole number in groups of three. */
  number(value: number): string;
  /** Tonnes of CO2 equivalent, to the kilogram. */
  tonnes(value: number): string;
  /** Basis points, in percent. */
  percent(basisPoints: number): string;
  /** An amount of money, of fen. */
  yuan(fen: number): string;
  /** An instant (RFC 3339), to the minute, UTC+8. */
  instant(value: string): string;
  /** A length in bytes. */
  bytes(value: number): string;
}

const FEN_PER_YUAN = 100;
const KIBI = 1024;
const MEBI = 1024 * 1024;

export function useFormats(): Formats {
  const say = useWords(partWords);
  const language = useLanguage();
  return useMemo(() => {
    const whole = new Intl.NumberFormat(language);
    const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    const instant = new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Asia/Shanghai',
      hourCycle: 'h23',
    });
    const kilograms = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
    const parts = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 });
    const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'CNY' });
    return {
      yuan: (fen) => money.format(fen / FEN_PER_YUAN),
      tonnes: (value) => `${kilograms.format(value)} tCO2e`,
      percent: (basisPoints) => parts.format(basisPoints / 10_000),
      number: (value) => whole.format(value),
      instant: (value) => instant.format(new Date(value)),
      bytes: (value) => {
        if (value < KIBI) return say('unit.bytes', { size: whole.format(value) });
        if (value < MEBI) return say('unit.kibibytes', { size: tenth.format(value / KIBI) });
        return say('unit.mebibytes', { size: tenth.format(value / MEBI) });
      },
    };
  }, [say, language]);
}
