/** Steps of histories: a party opens something sealed to somebody else. */
import { type Disclose, decideDisclose } from '../../../shared/disclosure/disclose.ts';
import type { By, History } from './history.ts';

export const disclose = (h: History, by: By, command: Disclose) =>
  h.commit<'disclosure.made'>(by, (context) => decideDisclose(h.entities, command, context));
