/**
 * The version in force: one on each day, and never an older one on a later day, however an
 * agreement came about.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/base/day.ts';
import { versionInForce } from '../../shared/land/agreement.ts';
import {
  decideAcceptVersion,
  decideDeclineVersion,
  decideProposeAgreement,
  decideProposeVersion,
} from '../../shared/land/propose-agreement.ts';
import type { AgreementState } from '../../shared/land/states.ts';
import { type Context, type Draft, eventOf } from '../../shared/ledger/decision.ts';
import { agreementEntity, type Entity } from '../../shared/ledger/entity.ts';
import { advancedEntities } from '../../shared/ledger/evolve.ts';
import { isRejection, type Rejection } from '../../shared/ledger/rejection.ts';
import { commitNamed, contextOf, organizationNamed } from '../support/states/states.ts';

const developer = organizationNamed('农投', ['developer']);
const holder = organizationNamed('合作社');
const START = '2026-01-01';
const DAYS = 400;

/** Days since the last step; what is done; the proposed effective day, from the day of the proposal. */
const step = fc.record({
  after: fc.nat(20),
  what: fc.constantFrom('propose', 'accept', 'accept', 'decline'),
  effectiveIn: fc.integer({ min: -10, max: 40 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/**
 * The agreement after those of the steps that the deciders allow; the states on the way, each with its day.
 */
function lived(steps: readonly Step[]): { day: string; state: AgreementState }[] {
  const entities = new Map<string, Entity>([...developer.entities, ...holder.entities]);
  const states: { day: string; state: AgreementState }[] = [];
  let [day, agreement] = [START, ''];
  for (const [n, { after, what, effectiveIn }] of steps.entries()) {
    day = addDays(day, after);
    const by = what === 'propose' ? developer : holder;
    const at = `${day}T04:00:00.000Z`;
    const context: Context = { ...contextOf(by.id, 'developer', 'own'), at, id: commitNamed(`step ${n}`) };
    const outcome = decide(entities, agreement, what, addDays(day, effectiveIn), context);
    if (isRejection(outcome)) continue;
    for (const [id, next] of advancedEntities(entities, eventOf(outcome, entities, context)))
      entities.set(id, next);
    agreement = (outcome.facts as { agreement: string }).agreement;
    states.push({ day, state: entities.get(agreementEntity(agreement))!.state as AgreementState });
  }
  return states;
}

function decide(
  entities: ReadonlyMap<string, Entity>,
  agreement: string,
  what: Step['what'],
  effectiveFrom: string,
  context: Context,
): Draft | Rejection {
  const current = entities.get(agreementEntity(agreement))?.state as AgreementState | undefined;
  const version = current?.lastVersion ?? 1;
  if (what === 'accept') return decideAcceptVersion(entities, { agreement, version }, context);
  if (what === 'decline')
    return decideDeclineVersion(entities, { agreement, version, reason: '不同意' }, context);
  const terms = {
    effectiveFrom,
    parties: [
      { organization: developer.id, kind: 'municipal' as const, basisPoints: 4000 },
      { organization: holder.id, kind: 'holder' as const, basisPoints: 6000 },
    ],
    document: { sha256: 'a'.repeat(64), mediaType: 'application/pdf' as const, bytes: 1 },
  };
  if (!current) return decideProposeAgreement(entities, terms, context);
  return decideProposeVersion(entities, { ...terms, agreement }, context);
}

const days = Array.from({ length: DAYS }, (_, n) => addDays(START, n));
const versionsOn = (state: AgreementState) => days.map((day) => versionInForce(state, day)?.version);
const steps = fc.array(step, { minLength: 4, maxLength: 25 });

describe('versionInForce', () => {
  it('is the only version that applies: accepted and effective by then, and none later is', () => {
    fc.assert(
      fc.property(steps, (some) => {
        const state = lived(some).at(-1)?.state;
        fc.pre(state !== undefined);
        for (const day of days) {
          const found = versionInForce(state, day);
          const applying = state.versions.filter(
            ({ effectiveFrom, acceptedOn }) => effectiveFrom <= day && acceptedOn <= day,
          );
          expect(found?.version).toBe(
            applying.length ? Math.max(...applying.map(({ version }) => version)) : undefined,
          );
        }
      }),
    );
  });

  it('grows with the day', () => {
    fc.assert(
      fc.property(steps, (some) => {
        const state = lived(some).at(-1)?.state;
        fc.pre(state !== undefined);
        const found = versionsOn(state).map((version) => version ?? 0);
        expect(found).toEqual(found.toSorted((a, b) => a - b));
      }),
    );
  });

  it('of a day that is over stays what it was, whatever is agreed later', () => {
    fc.assert(
      fc.property(steps, (some) => {
        const states = lived(some);
        for (const [n, { day, state }] of states.entries()) {
          const over = days.filter((each) => each < day);
          for (const later of states.slice(n + 1, n + 4)) {
            const [then, now] = [state, later.state].map((each) =>
              over.map((past) => versionInForce(each, past)?.version),
            );
            expect(now).toEqual(then);
          }
        }
      }),
    );
  });

  it('comes into force at all', () => {
    const agreed = lived([
      { after: 0, what: 'propose', effectiveIn: -5 },
      { after: 3, what: 'accept', effectiveIn: 0 },
      { after: 10, what: 'propose', effectiveIn: 5 },
      { after: 7, what: 'accept', effectiveIn: 0 },
    ]).at(-1)!.state;
    const on = (day: string) => versionInForce(agreed, day)?.version;
    expect(['2026-01-03', '2026-01-04', '2026-01-19', '2026-01-20', '2026-01-21'].map(on)).toEqual([
      undefined,
      1,
      1,
      1,
      2,
    ]);
  });
});
