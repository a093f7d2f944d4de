/** What a move's form holds, and the request that it becomes. */
import type {
  CommitReceipt,
  DocumentReference,
  PostV1ProjectsIdReversalsBodyCause,
  PostV1ProjectsIdValidateBodyConclusion,
  Treatment,
} from '../../events/client/operations.schemas.ts';
import {
  postV1ProjectsIdApprove,
  postV1ProjectsIdDeactivate,
  postV1ProjectsIdDeregister,
  postV1ProjectsIdDevelop,
  postV1ProjectsIdFreezeCertificates,
  postV1ProjectsIdHold,
  postV1ProjectsIdPublish,
  postV1ProjectsIdRefuse,
  postV1ProjectsIdRegister,
  postV1ProjectsIdReleaseCertificates,
  postV1ProjectsIdRequestRegistration,
  postV1ProjectsIdResume,
  postV1ProjectsIdReversals,
  postV1ProjectsIdValidate,
  postV1ProjectsIdWithdraw,
} from '../../events/client/operations.ts';
import type { Change } from '../../events/client/request.ts';
import type { Treated } from '../comments/treatments.ts';
import type { MoveName } from './moves.ts';

export interface MoveForm {
  agreement?: string;
  document?: File[];
  commitment?: File[];
  validator?: string;
  startedOn?: string;
  crediting?: { from?: string; to?: string };
  code?: string;
  reason?: string;
  conclusion?: PostV1ProjectsIdValidateBodyConclusion;
  treatments?: Treated;
  cause?: PostV1ProjectsIdReversalsBodyCause;
  occurredOn?: string;
  /** Of the loss; the form asks for tonnes, to the kilogram. */
  kilograms?: number;
}

/** What the registry answers; of certificates also whether some are left for another time. */
export interface MoveAnswer {
  commit?: CommitReceipt;
  more?: boolean;
  remaining?: number;
}

type Moved = Change<MoveAnswer>;

/** Moves that a reason is all of. */
const REASONED = {
  refuse: postV1ProjectsIdRefuse,
  withdraw: postV1ProjectsIdWithdraw,
  hold: postV1ProjectsIdHold,
  resume: postV1ProjectsIdResume,
  deactivate: postV1ProjectsIdDeactivate,
  deregister: postV1ProjectsIdDeregister,
} as const;
const isReasoned = (move: MoveName): move is keyof typeof REASONED => Object.hasOwn(REASONED, move);

/** What went out before the move itself: its document, and what its report says of the comments. */
export interface Prepared {
  file?: DocumentReference | undefined;
  treatments: Treatment[];
}

/** The request of a move. */
export function requestOf(move: MoveName, id: string, form: MoveForm, prepared: Prepared): Moved {
  if (isReasoned(move)) return REASONED[move](id, { reason: form.reason ?? '' });
  if (move === 'develop') return postV1ProjectsIdDevelop(id, { agreement: form.agreement ?? '' });
  if (move === 'register') return postV1ProjectsIdRegister(id, { code: form.code ?? '' });
  if (move === 'freeze') return postV1ProjectsIdFreezeCertificates(id);
  if (move === 'release') return postV1ProjectsIdReleaseCertificates(id);
  const { file, treatments } = prepared;
  if (!file) throw new Error('no document');
  if (move === 'validate') {
    const { conclusion = 'negative' } = form;
    return postV1ProjectsIdValidate(id, { document: file, conclusion, treatments });
  }
  return withDocument(move, id, form, file);
}

type Documented = Exclude<
  MoveName,
  keyof typeof REASONED | 'develop' | 'register' | 'freeze' | 'release' | 'validate'
>;

function withDocument(move: Documented, id: string, form: MoveForm, document: DocumentReference): Moved {
  const { validator = '', startedOn = '', crediting: { from = '', to = '' } = {} } = form;
  switch (move) {
    case 'approve':
      return postV1ProjectsIdApprove(id, { document });
    case 'request':
      return postV1ProjectsIdRequestRegistration(id, { commitment: document });
    case 'reversal': {
      const { cause = 'other', occurredOn = '', kilograms = 0 } = form;
      return postV1ProjectsIdReversals(id, { cause, occurredOn, kilograms, document });
    }
    case 'publish':
      return postV1ProjectsIdPublish(id, {
        document,
        validator,
        startedOn,
        crediting: { from, to },
        legalDuty: false,
        underEts: false,
      });
  }
}
