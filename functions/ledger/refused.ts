/** How a command ends without a commit: nothing was written. */
import type { Rejection } from '../../shared/ledger/rejection.ts';

export class RejectedError extends Error {
  readonly rejection: Rejection;
  constructor(rejection: Rejection) {
    super(rejection.rejected);
    this.rejection = rejection;
  }
}

/** The key was used for another request before. */
export class KeyReusedError extends Error {}

/** Other commits were faster until the time was up; nothing was written. */
export class ContendedError extends Error {}
