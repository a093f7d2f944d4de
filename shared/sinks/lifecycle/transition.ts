/** What a transition of a lifecycle is made of: who may bring it about, from where to where, past which guards. */
import type { Context } from '../../ledger/decision.ts';
import type { Entities } from '../../ledger/entity.ts';
import type { EventType } from '../../ledger/event.ts';
import type { Rejection } from '../../ledger/rejection.ts';
import type { ProjectState } from '../project.ts';
import type { PublishDesign } from '../publish-design.ts';
import type { ProjectStatus } from './status.ts';

/** What each event of a project's life is asked with, beside the project itself. */
export interface Commands {
  'development.begun': { agreement: string };
  'project.approved': object;
  'design.published': PublishDesign;
  'comment.received': object;
  'comments.treated': object;
  'project.validated': { conclusion: 'positive' | 'negative'; treatments: readonly { comment: number }[] };
  'registration.requested': object;
  'project.registered': { code: string };
  'project.refused': object;
  'project.withdrawn': object;
  'project.held': object;
  'project.resumed': object;
  'project.deactivated': object;
  'project.deregistered': object;
}
export type ProjectEvent = keyof Commands;

/** What a guard looks at. */
export interface Subject<C> {
  entities: Entities;
  /** The project's id … */
  project: string;
  /** … and its state before the event. */
  state: ProjectState;
  command: C;
  context: Context;
  /** The day of the command in China. */
  today: string;
}

/** Says why the event may not happen, where it may not. */
export type Guard<C> = (subject: Subject<C>) => Rejection | undefined;

export interface Transition<C = never> {
  /** Whose it is: the project's developer, the validator that its design names, or whoever the role table lets. */
  by?: 'developer' | 'validator';
  from: readonly ProjectStatus[];
  /** `same` leaves the status; `before` is the one that the project had before it was held or became inactive. */
  to: ProjectStatus | 'before' | 'same';
  /** Where the event may also go otherwise: a negative validation leads back. */
  otherwise?: ProjectStatus;
  /** In the order in which they speak. */
  guards?: readonly Guard<C>[];
}

export type Lifecycle = Readonly<{
  [E in EventType]?: Transition<E extends ProjectEvent ? Commands[E] : never>;
}>;
