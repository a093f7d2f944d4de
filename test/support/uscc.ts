import { usccCheckCharacter } from '../../shared/base/uscc.ts';

/** A made-up USCC with the right check character, different for every number. */
export function madeUpUscc(number: number): string {
  const first17 = `91150400MA${String(number).padStart(7, '0')}`;
  return `${first17}${usccCheckCharacter(first17)}`;
}
