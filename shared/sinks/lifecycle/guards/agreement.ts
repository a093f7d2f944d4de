/** Guards of the joint-development agreement (联合开发协议) that a project is developed under. */
import { versionInForce } from '../../../land/agreement.ts';
import type { AgreementState } from '../../../land/states.ts';
import { agreementEntity, parcelEntity, read } from '../../../ledger/entity.ts';
import { type Rejection, reject } from '../../../ledger/rejection.ts';
import type { Subject } from '../../commands.ts';

interface Named {
  agreement?: string;
}

/** The agreement that the command names, or else the project's own. */
function agreementOf({ entities, state, command }: Subject<Named | object>): AgreementState | undefined {
  const id = 'agreement' in command ? command.agreement : state.agreement;
  return id === undefined ? undefined : read(entities, agreementEntity(id))?.state;
}

/** Another developer's agreement counts as not found. */
export function agreementIsTheDevelopers(subject: Subject<{ agreement: string }>): Rejection | undefined {
  if (agreementOf(subject)?.developer === subject.state.developer) return undefined;
  return reject('not-found', '/agreement', { agreement: subject.command.agreement });
}

/** Every party has accepted a version that is effective today. */
export function agreementInForce(subject: Subject<object>): Rejection | undefined {
  const agreement = agreementOf(subject);
  if (agreement && versionInForce(agreement, subject.today)) return undefined;
  return reject('agreement-not-in-force', pointerOf(subject), { today: subject.today });
}

/** 保障持有者权益: each parcel's holder shares the income. */
export function holdersAreParties(subject: Subject<object>): Rejection | undefined {
  const { entities, state, today } = subject;
  const agreement = agreementOf(subject);
  const parties = (agreement && versionInForce(agreement, today))?.parties ?? [];
  for (const parcel of state.parcels ?? []) {
    const holder = read(entities, parcelEntity(parcel))?.state.holder;
    if (holder !== undefined && parties.some(({ organization }) => organization === holder)) continue;
    return reject('holder-not-a-party', pointerOf(subject), { parcel, holder: holder ?? '' });
  }
  return undefined;
}

const pointerOf = ({ command }: Subject<object>) => ('agreement' in command ? '/agreement' : undefined);
