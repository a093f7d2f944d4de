/** Steps of histories about pledges. */
import type { PledgeMoved, PledgeStep } from '../../../shared/units/pledge.ts';
import {
  decidePledgeStep,
  decideProposePledge,
  type ProposePledge,
} from '../../../shared/units/propose-pledge.ts';
import { asRegistered, type By, type History } from './history.ts';

/** The owner proposes a pledge out of what its account holds; returns the pledge's id. */
export const proposePledge = (h: History, command: ProposePledge, by: By): string =>
  h.commit<'pledge.proposed'>(by, (context) =>
    decideProposePledge(h.entities, h.held(command.from), command, context),
  ).id;

/** Acts as that organization, in a role that may. */
export const stepPledge = (h: History, pledge: string, step: PledgeStep, org: string) =>
  h.commit<PledgeMoved>(asRegistered(h, org, `pledge.${step}`), (context) =>
    decidePledgeStep(h.entities, pledge, step, context),
  );
