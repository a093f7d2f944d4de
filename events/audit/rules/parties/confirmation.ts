/**
 * Two pairs of eyes: where an organization demands them, a leaf says that two representatives stood behind
 * its command. A command may not know of a demand for two minutes after it came, as with keys.
 */

import { INITIATED_MAX_MS } from '../../../../shared/ledger/confirmation.ts';
import { organizationEntity } from '../../../../shared/ledger/entity.ts';
import { confirmedAs, type RegistryEvent } from '../../../../shared/ledger/event.ts';
import { SIGNED_BEFORE_MAX_MS } from '../../../../shared/ledger/signature.ts';
import { UNDER_WAY_SECONDS } from '../../../tlog/promises.ts';
import { checkSignature } from '../../consent.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import type { Rules } from '../rule.ts';
import { organizationOf } from './known-organization.ts';

/** Changes of an organization after which it may only lift its demand. */
const CHANGES_MAX = 1000;

/** Of every leaf, in the words of who acts: the demand is that of the organization or of whom it acts for. */
export function checkConfirmed(live: LiveState, event: RegistryEvent, violates: Violates): void {
  const { by, type, confirmation, sig } = event;
  if (!confirmation) {
    const org = demanding(live, event);
    if (org !== undefined) violates('confirmation-missing', { org, type });
    return;
  }
  if (confirmation.initiator === confirmation.confirmer) violates('confirmation-same-subject', { type });
  const initiator = confirmation.sig;
  if ((sig === undefined) !== (initiator === undefined))
    violates('confirmation-half-signed', { org: by.org });
  if (!initiator) return;
  if (initiator.kid === sig?.kid) violates('confirmation-same-key', { kid: initiator.kid });
  const keys = live.state(organizationEntity(by.org))?.keys ?? [];
  checkSignature(live.log, keys, event, initiator, violates, INITIATED_MAX_MS + SIGNED_BEFORE_MAX_MS);
}

/** Who demands two pairs of eyes for such a leaf at its instant. */
function demanding(live: LiveState, { by, type, at }: RegistryEvent): string | undefined {
  const word = confirmedAs(type);
  if (word === undefined) return undefined;
  if (word === 'demand') return by.for ?? by.org;
  const knownBy = Date.parse(at) - 1000 * UNDER_WAY_SECONDS;
  for (const org of by.for === undefined ? [by.org] : [by.org, by.for])
    for (const { command, from } of live.state(organizationEntity(org))?.confirmation ?? [])
      if (command === word && Date.parse(from) < knownBy) return org;
  return undefined;
}

export const confirmationRequired: Rules<'organization.confirmation-required'> = (live, event, violates) => {
  const { by, facts } = event;
  const { organization, commands } = facts;
  if (by.org !== organization) violates('confirmation-of-another', { org: by.org, organization });
  const found = organizationOf(live, organization, violates);
  if (found?.unitedInto) violates('united-before', { organization, into: found.unitedInto });
  const before = new Set<string>(found?.confirmation?.map(({ command }) => command));
  const after = new Set<string>(commands);
  const isSame = before.size === after.size && [...after].every((command) => before.has(command));
  if (commands.join() !== [...after].sort().join() || isSame)
    violates('confirmation-commands', { commands: commands.join() });
  const count = live.entities.get(organizationEntity(organization))?.version ?? 0;
  if (commands.length > 0 && count >= CHANGES_MAX)
    violates('confirmation-too-many-changes', { count, limit: CHANGES_MAX });
};
