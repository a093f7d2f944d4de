/** The commands behind the events of a project's life, and what the guards of these look at. */
import type { Period } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import type { Context } from '../ledger/decision.ts';
import type { Entities } from '../ledger/entity.ts';
import type { Rejection } from '../ledger/rejection.ts';
import type { SurveyedLand } from './land-overlap.ts';
import type { ProjectEvent } from './lifecycle/transition.ts';
import type { ProjectState } from './states.ts';

export interface PublishDesign {
  document: DocumentReference;
  /** The organization that is to validate the project [12]. */
  validator: string;
  /** Day on which the project's activity started. */
  startedOn: string;
  crediting: Period;
  /** Whether a law demands the reduction, or an ETS covers it; the developer declares both [10]. */
  legalDuty: boolean;
  underEts: boolean;
  land: SurveyedLand;
}

interface Asked {
  'development.begun': { agreement: string };
  'design.published': PublishDesign;
  'project.validated': { conclusion: 'positive' | 'negative'; treatments: readonly { comment: number }[] };
  'project.registered': { code: string };
}

/** The parameters of each event's command, besides the project itself. */
export type Commands = { [E in ProjectEvent]: E extends keyof Asked ? Asked[E] : object };

/** What a guard looks at. */
export interface Subject<C> {
  entities: Entities;
  /** The project's id. */
  project: string;
  /** The project's state before the event. */
  state: ProjectState;
  command: C;
  context: Context;
  /** The day of the command in China. */
  today: string;
}

/** The rejection if the event may not happen; undefined if it may. */
export type Guard<C> = (subject: Subject<C>) => Rejection | undefined;
