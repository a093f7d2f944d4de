/**
 * The issuance of a batch (签发) read off the leaves that prove it: the issuance, the registration of project
 * or facility, and whose account the units were issued to. The registry composes its certificate by this
 * function, and whoever verifies one composes it again from the proven leaves.
 */
import type { EventOfType, RegistryEvent } from '../../shared/ledger/event.ts';
import { instrumentRow } from '../../shared/units/instrument.ts';
import { openingOf } from './consent.ts';
import type { Fault } from './evidence.ts';
import type { Issued } from './issued.ts';
import { type Origin, originOfBatch } from './origin.ts';
import { named } from './stating.ts';
import { batchWords, facilityWords, type Named, projectWords } from './unit-words.ts';

/**
 * What the issuance says, from the leaves that prove it. `fault` hears what the leaves lack; undefined where
 * they don't show even the issuance and its project or facility.
 */
export function issuedOf(batch: string, events: readonly RegistryEvent[], fault: Fault): Issued | undefined {
  const origin = originOfBatch(batch, events, fault);
  if (!origin) return undefined;
  const account = accountIssuedTo(origin.issued);
  const { project: _project, facility: _facility, ...words } = batchWords(origin);
  return {
    ...words,
    commit: origin.issued.id,
    unit: instrumentRow(origin.batch.instrument).unit,
    serials: { from: 1, to: origin.batch.quantity },
    account,
    holder: holderOf(account, events, fault),
    ...partsOf(origin),
    ...('project' in origin
      ? {
          project: {
            ...projectWords(origin.project),
            developer: named(origin.project.facts.developer, events, fault),
          },
        }
      : {
          facility: {
            ...facilityWords(origin.facility),
            owner: named(origin.facility.facts.owner, events, fault),
          },
        }),
  };
}

/** The account that an issuance is to. @throws Error where the event issues nothing */
export function accountIssuedTo(event: RegistryEvent): string {
  const account =
    event.type === 'generation.confirmed'
      ? event.facts.issued?.account
      : (event as EventOfType<'units.issued' | 'generation.imported'>).facts.account;
  if (account === undefined) throw new Error(`${event.type} issues nothing`);
  return account;
}

/** The organization whose account it is, by the leaf that opened the account. */
function holderOf(account: string, events: readonly RegistryEvent[], fault: Fault): Named {
  const opening = openingOf(account, events);
  if (opening) return named(opening.facts.organization, events, fault);
  fault('/evidence', `缺少账户 ${account} 的开立证明`, `no proof of the opening of account ${account}`);
  return { id: '', name: '' };
}

/** What only some issuances have. */
function partsOf({
  issued,
}: Origin): Pick<
  Issued,
  'imported' | 'legacy' | 'report' | 'buffer' | 'retiredElsewhere' | 'foreign' | 'frozen' | 'certificates'
> {
  if (issued.type === 'generation.confirmed') return { imported: false, frozen: issued.facts.issued!.frozen };
  const { retiredElsewhere } = issued.facts;
  const elsewhere = retiredElsewhere === undefined ? {} : { retiredElsewhere };
  if (issued.type === 'generation.imported') {
    const { certificates } = issued.facts;
    return { imported: true, certificates, ...elsewhere };
  }
  const { imported, legacy, report, buffer, foreign } = issued.facts;
  return {
    imported,
    legacy,
    ...(report !== undefined && { report }),
    ...(buffer && { buffer }),
    ...(foreign && { foreign }),
    ...elsewhere,
  };
}
