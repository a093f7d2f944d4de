/** Values as the cells of other registries' lists. */
import { METHODOLOGY_NOT_STATED } from '../sink-rows.ts';
import { NOT_STATED } from '../vcu-columns.ts';
import { TYPE_NOT_STATED } from './project-cells.ts';

/** With commas between thousands. */
export const grouped = (quantity: number): string => String(quantity).replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** Empty where its list didn't say. */
export const methodologyText = (methodology: string): string =>
  methodology === METHODOLOGY_NOT_STATED ? '' : methodology;

/** The same. */
export const typeText = (type: string): string => (type === TYPE_NOT_STATED ? '' : type);

/** The same. */
export const statusText = (status: string): string => (status === NOT_STATED ? '' : status);
