/** Rules of joint-development agreements (DOMAIN §2, benefit sharing), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { isPartyTo } from '../../../shared/land/agreement.ts';
import { VERSIONS_MAX } from '../../../shared/land/facts.ts';
import {
  decideAcceptVersion,
  decideDeclineVersion,
  decideProposeAgreement,
  decideProposeVersion,
  type ProposeVersion,
} from '../../../shared/land/propose-agreement.ts';
import type { AgreementState } from '../../../shared/land/states.ts';
import { deriveId } from '../../../shared/ledger/decision.ts';
import { agreementEntity, read } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { expectEvent, holdLadder, type Rule, type Situation } from '../../support/ladder.ts';
import { commitNamed, contextOf, entity, organizationNamed } from '../../support/states/states.ts';

const developer = organizationNamed('农投', ['developer']);
const banner = organizationNamed('敖汉旗');
const holder = organizationNamed('合作社');
const stranger = organizationNamed('无关机构');
const verifier = organizationNamed('核查机构', ['verifier']);
const nobody = 'o-00000000000000000000';

const agreement = deriveId('j', commitNamed('agreement'));
/** The context's day in China is 2026-08-01. */
const terms = (): ProposeVersion => ({
  effectiveFrom: '2026-08-01',
  parties: [
    { organization: developer.id, kind: 'municipal', basisPoints: 3000 },
    { organization: banner.id, kind: 'banner', basisPoints: 1000 },
    { organization: holder.id, kind: 'holder', basisPoints: 6000 },
  ],
  document: { sha256: 'a'.repeat(64), mediaType: 'application/pdf', bytes: 1000 },
});

const organizations = [developer, banner, holder, stranger, verifier].flatMap(({ entities }) => entities);

type Proposal = ProposeVersion & { agreement: string };

const partyRules: Rule<Proposal>[] = [
  ['developer-not-a-party', '/parties', ({ command }) => command.parties.shift()],
  [
    'party-repeated',
    '/parties/3/organization',
    ({ command }) => command.parties.push({ ...command.parties.at(-1)!, basisPoints: 1 }),
  ],
  [
    'party-not-registered',
    '/parties/2/organization',
    ({ command }) => (command.parties.at(-1)!.organization = nobody),
  ],
  [
    'verifier-as-party',
    '/parties/1/organization',
    ({ command }) => (command.parties.at(-2)!.organization = verifier.id),
  ],
  ['shares-not-whole', '/parties', ({ command }) => (command.parties[0]!.basisPoints += 1)],
  ['shares-not-whole', '/parties', ({ command }) => (command.parties[0]!.basisPoints -= 2)],
];

const proposing = (): Situation<Proposal> => ({
  entities: new Map(organizations),
  candidates: [],
  command: { ...terms(), agreement },
  context: contextOf(developer.id, 'developer', 'own'),
});

holdLadder(
  'propose an agreement',
  proposing,
  ({ entities, command, context }) => decideProposeAgreement(entities, command, context),
  [
    ...partyRules,
    [
      'id-taken',
      undefined,
      ({ entities, context }) =>
        entities.set(agreementEntity(deriveId('j', context.id)), entity(inForceState())),
    ],
  ],
);

/** The first version has been in force since before it was accepted. */
function inForceState(): AgreementState {
  const version = { ...terms(), version: 1, effectiveFrom: '2026-01-01', acceptedOn: '2026-02-01' };
  return { developer: developer.id, versions: [version], lastVersion: 1 };
}

type Change = (state: AgreementState) => AgreementState;
const withAgreement = <C>(situation: Situation<C>, change: Change = (state) => state): Situation<C> => {
  const current = read(situation.entities, agreementEntity(agreement))?.state;
  situation.entities.set(agreementEntity(agreement), entity(change(current ?? inForceState())));
  return situation;
};
const change =
  (make: Change) =>
  <C>(situation: Situation<C>) =>
    situation.entities.has(agreementEntity(agreement)) && withAgreement(situation, make);

const pendingState = (accepted: string[]): AgreementState => ({
  ...inForceState(),
  pending: { ...terms(), version: 2, accepted },
  lastVersion: 2,
});

const gone = <C>({ entities }: Situation<C>) => entities.delete(agreementEntity(agreement));
const by =
  (org: string) =>
  <C>({ context }: Situation<C>) => {
    context.org = org;
  };

const proposeVersion = ({ entities, command, context }: Situation<Proposal>) =>
  decideProposeVersion(entities, command, context);

holdLadder('propose another version', () => withAgreement(proposing()), proposeVersion, [
  ['not-found', undefined, gone],
  ['not-found', undefined, by(stranger.id)],
  ['not-yours', undefined, by(holder.id)],
  ['agreement-pending', undefined, change(() => pendingState([developer.id]))],
  ['too-many-versions', undefined, change((state) => ({ ...state, lastVersion: VERSIONS_MAX }))],
  ['version-not-later', '/effectiveFrom', ({ command }) => (command.effectiveFrom = '2026-01-01')],
  ['version-not-later', '/effectiveFrom', ({ command }) => (command.effectiveFrom = '2025-12-31')],
  ['version-backdated', '/effectiveFrom', ({ command }) => (command.effectiveFrom = '2026-07-31')],
  ...partyRules,
]);

describe('propose another version', () => {
  it('may reach back where none has been in force', () => {
    const situation = withAgreement(proposing(), (state) => ({ ...state, versions: [] }));
    situation.command.effectiveFrom = '2020-01-01';
    expectEvent(situation, proposeVersion);
  });

  it('is after the last one in force even where that is still to come', () => {
    const future = { ...inForceState().versions[0]!, effectiveFrom: '2027-01-01' };
    const situation = withAgreement(proposing(), (state) => ({ ...state, versions: [future] }));
    situation.command.effectiveFrom = '2026-12-31';
    expect(proposeVersion(situation)).toMatchObject({ rejected: 'version-not-later' });
  });

  it('does not give a declined version’s number again', () => {
    const situation = withAgreement(proposing(), (state) => ({ ...state, lastVersion: 7 }));
    expect(expectEvent(situation, proposeVersion).facts).toMatchObject({ version: 8 });
  });
});

type Answer = { agreement: string; version: number; reason: string };
const answering = (accepted: string[]) => (): Situation<Answer> =>
  withAgreement(
    {
      entities: new Map(organizations),
      candidates: [],
      command: { agreement, version: 2, reason: '份额不妥' },
      context: contextOf(holder.id, 'enterprise', 'own'),
    },
    () => pendingState(accepted),
  );
const accept = ({ entities, command, context }: Situation<Answer>) =>
  decideAcceptVersion(entities, command, context);
const decline = ({ entities, command, context }: Situation<Answer>) =>
  decideDeclineVersion(entities, command, context);

/** A party of the first version that the second leaves out. */
const leftOut = change((state) => ({
  ...state,
  ...(state.pending && {
    pending: {
      ...state.pending,
      parties: state.pending.parties.filter(({ organization }) => organization !== holder.id),
    },
  }),
}));

const answerRules: Rule<Answer>[] = [
  ['not-found', undefined, gone],
  ['not-found', undefined, by(stranger.id)],
  ['agreement-not-pending', '/version', ({ command }) => (command.version = 1)],
  ['agreement-not-pending', '/version', change(() => inForceState())],
  ['not-yours', undefined, leftOut],
];

holdLadder('accept a version', answering([developer.id]), accept, [
  ...answerRules,
  [
    'already-accepted',
    undefined,
    change((state) =>
      state.pending
        ? { ...state, pending: { ...state.pending, accepted: [developer.id, holder.id] } }
        : state,
    ),
  ],
]);
holdLadder('decline a version', answering([developer.id]), decline, answerRules);

describe('consent', () => {
  const stateAfter = (situation: Situation<Answer>, decide: typeof accept | typeof decline) => {
    const after = advancedEntities(situation.entities, expectEvent(situation, decide));
    return after.get(agreementEntity(agreement))?.state as AgreementState;
  };

  it('is not whole before the last party’s', () => {
    const situation = answering([developer.id])();
    expect(expectEvent(situation, accept).facts).toMatchObject({ inForce: false });
    expect(stateAfter(situation, accept).pending?.accepted).toEqual([developer.id, holder.id]);
  });

  it('of the last party puts the version in force, on the day in China', () => {
    const situation = answering([developer.id, banner.id])();
    situation.context.at = '2026-08-04T16:00:00.000Z';
    expect(expectEvent(situation, accept).facts).toMatchObject({ inForce: true });
    const { versions, pending } = stateAfter(situation, accept);
    expect(pending).toBeUndefined();
    expect(versions.map(({ version, acceptedOn }) => [version, acceptedOn])).toEqual([
      [1, '2026-02-01'],
      [2, '2026-08-05'],
    ]);
  });

  it('may be taken back until all have given it, by a party and by the developer', () => {
    for (const org of [holder.id, developer.id]) {
      const situation = answering([developer.id, holder.id])();
      situation.context.org = org;
      const { declined, ...rest } = stateAfter(situation, decline);
      expect(rest).toEqual({ ...inForceState(), lastVersion: 2 });
      expect(declined).toMatchObject({ version: 2, by: org, reason: '份额不妥' });
    }
  });
});

describe('isPartyTo', () => {
  it('is the developer and the parties of what is or may come to be in force', () => {
    const state: AgreementState = {
      developer: developer.id,
      versions: [{ ...inForceState().versions[0]!, parties: terms().parties.slice(0, 2) }],
      pending: { ...pendingState([]).pending!, parties: terms().parties.slice(2) },
      lastVersion: 2,
    };
    const seen = [developer, banner, holder, stranger].map(({ id }) => isPartyTo(state, id));
    expect(seen).toEqual([true, true, true, false]);
  });
});
