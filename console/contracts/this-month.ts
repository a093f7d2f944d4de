/** The current month where power is metered. */
import { chinaDate } from '../../shared/base/day.ts';
import { monthOf } from '../../shared/base/month.ts';

export const thisMonth = (): string => monthOf(chinaDate(new Date().toISOString()));
