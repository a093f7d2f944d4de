/** Steps of histories: the regulator accredits verification bodies, and supervises them. */
import {
  decideGrantAccreditation,
  decideResumeAccreditation,
  decideSuspendAccreditation,
  decideWithdrawAccreditation,
  type GrantAccreditation,
} from '../../../shared/parties/accredit-verifier.ts';
import { CATEGORIES } from '../../../shared/sinks/category.ts';
import { Standard } from '../../../shared/sinks/standard.ts';
import type { By, History } from './history.ts';

export const byRegulator = (regulator: string): By => ({ org: regulator, role: 'regulator', scope: 'any' });

/** For everything and at any time, where nothing else is said. */
export const accredit = (
  h: History,
  regulator: string,
  verifier: string,
  changed: Partial<GrantAccreditation> = {},
) =>
  h.commit<'accreditation.granted'>(byRegulator(regulator), (context) =>
    decideGrantAccreditation(
      h.entities,
      {
        verifier,
        standards: [...Standard.options],
        sectors: [...CATEGORIES],
        statements: true,
        validity: { from: '2000-01-01', to: '2199-12-31' },
        reference: '示例认可〔2000〕1号',
        ...changed,
      },
      context,
    ),
  );

const decided = {
  suspend: decideSuspendAccreditation,
  resume: decideResumeAccreditation,
  withdraw: decideWithdrawAccreditation,
} as const;

export const order = (h: History, regulator: string, verifier: string, verb: keyof typeof decided) =>
  h.commit<'accreditation.suspended' | 'accreditation.resumed' | 'accreditation.withdrawn'>(
    byRegulator(regulator),
    () => decided[verb](h.entities, { verifier, reason: '抽查不合格' }),
  );
