/** Areas as surveys state them. */
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { landWords } from './words.ts';

const SQUARE_METRES = 10_000;

export function useHectares(): (squareMetres: number) => string {
  const say = useWords(landWords);
  const { number } = useFormats();
  return (squareMetres) => say('hectares', { value: number(squareMetres / SQUARE_METRES) });
}
