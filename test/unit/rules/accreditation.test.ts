/** Rules of accreditations of verification bodies, in the order in which they speak; and what each covers. */
import { describe, expect, it } from 'vitest';
import { type Draft, eventOf } from '../../../shared/ledger/decision.ts';
import {
  accreditationEntity,
  type Entities,
  type Entity,
  organizationEntity,
  read,
} from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { isRejection, type Rejection } from '../../../shared/ledger/rejection.ts';
import {
  decideGrantAccreditation,
  decideResumeAccreditation,
  decideSuspendAccreditation,
  decideWithdrawAccreditation,
  type GrantAccreditation,
  type OrderAboutVerifier,
} from '../../../shared/parties/accredit-verifier.ts';
import {
  accreditationFault,
  accreditationStatus,
  type VerifyingAct,
} from '../../../shared/parties/accreditation.ts';
import type { AccreditationState } from '../../../shared/parties/states.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import { accreditationState } from '../../support/states/accreditation.ts';
import { contextOf, entity, idNamed } from '../../support/states/states.ts';

const VERIFIER = idNamed('o', 'verifier');
const body = organizationEntity(VERIFIER);
const accreditation = accreditationEntity(VERIFIER);
const regulator = contextOf(idNamed('o', 'regulator'), 'regulator', 'any');
const order = { reason: '抽查不合格', at: '2026-07-01T00:00:00.000Z' };
const someDocument = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1000 } as const;

const situation = <C>(command: C, state?: Partial<AccreditationState>): Situation<C> => ({
  entities: new Map<string, Entity>([
    [body, entity({ name: '核查机构', roles: ['verifier'] })],
    ...(state ? [[accreditation, accreditationState(state)] as const] : []),
  ]),
  candidates: [],
  command,
  context: { ...regulator },
});

const granting = (state?: Partial<AccreditationState>): Situation<GrantAccreditation> =>
  situation(
    {
      verifier: VERIFIER,
      standards: ['VCS', 'CCER', 'VCS'],
      sectors: ['grassland', 'forest'],
      statements: false,
      validity: { from: '2026-09-01', to: '2032-08-31' },
      reference: '示例认可〔2026〕1号',
    },
    state,
  );
const grant = ({ entities, command, context }: Situation<GrantAccreditation>) =>
  decideGrantAccreditation(entities, command, context);

holdLadder('grant an accreditation', granting, grant, [
  ['not-found', '/verifier', ({ entities }) => entities.delete(body)],
  [
    'accredited-no-verifier',
    '/verifier',
    ({ entities }) => entities.set(body, entity({ name: '企业', roles: ['enterprise'] })),
  ],
  ['accreditation-covers-nothing', '/standards', ({ command }) => (command.standards = [])],
  [
    'accreditation-over',
    '/validity/to',
    ({ command }) => (command.validity = { from: '2020-08-01', to: '2026-07-31' }),
  ],
  ['accreditation-unfounded', '/document', ({ command }) => delete command.reference],
]);

describe('a grant', () => {
  it('has its scope once, in the order of the tables', () => {
    expect(expectEvent(granting(), grant).facts).toMatchObject({
      standards: ['CCER', 'VCS'],
      sectors: ['forest', 'grassland'],
      statements: false,
    });
  });

  it.each<[string, Partial<GrantAccreditation>, string | undefined]>([
    ['standards without sectors', { sectors: [] }, '/sectors'],
    ['standards without sectors, and statements', { sectors: [], statements: true }, '/sectors'],
    ['nothing', { standards: [], sectors: [] }, '/standards'],
    ['statements alone', { standards: [], sectors: [], statements: true }, undefined],
  ])('of %s', (_, changed, pointer) => {
    const s = granting();
    Object.assign(s.command, changed);
    if (pointer === undefined) expectEvent(s, grant);
    else expect(grant(s)).toMatchObject({ rejected: 'accreditation-covers-nothing', pointer });
  });

  it('may end today', () => {
    const s = granting();
    s.command.validity = { from: '2026-08-01', to: '2026-08-01' };
    expectEvent(s, grant);
  });

  it('rests on a certificate, which is kept with who brought it', () => {
    const s = granting();
    s.command.document = someDocument;
    delete s.command.reference;
    expect(stateAfter(s.entities, grant(s))).toMatchObject({
      document: someDocument,
      grantedBy: regulator.org,
    });
  });

  it('replaces scope and validity of the one before, and ends a withdrawal', () => {
    const s = granting({ withdrawn: order });
    const state = stateAfter(s.entities, grant(s));
    expect(state).toEqual({
      standards: ['CCER', 'VCS'],
      sectors: ['forest', 'grassland'],
      statements: false,
      validity: s.command.validity,
      reference: '示例认可〔2026〕1号',
      grantedBy: regulator.org,
    });
  });

  it('leaves a suspension in force', () => {
    const s = granting({ suspended: order });
    expect(stateAfter(s.entities, grant(s))).toMatchObject({ suspended: order, statements: false });
  });
});

const about = (): OrderAboutVerifier => ({ verifier: VERIFIER, reason: '抽查不合格' });
const unknown = ({ entities }: Situation<OrderAboutVerifier>) => entities.delete(accreditation);
const standing =
  (changed: Partial<AccreditationState>) =>
  ({ entities }: Situation<OrderAboutVerifier>) => {
    if (entities.has(accreditation)) entities.set(accreditation, accreditationState(changed));
  };

holdLadder(
  'suspend an accreditation',
  () => situation(about(), {}),
  ({ entities, command }) => decideSuspendAccreditation(entities, command),
  [
    ['not-found', undefined, unknown],
    ['accreditation-status', undefined, standing({ suspended: order })],
    ['accreditation-status', undefined, standing({ withdrawn: order })],
  ],
);
holdLadder(
  'resume an accreditation',
  () => situation(about(), { suspended: order }),
  ({ entities, command }) => decideResumeAccreditation(entities, command),
  [
    ['not-found', undefined, unknown],
    ['accreditation-status', undefined, standing({})],
    ['accreditation-status', undefined, standing({ withdrawn: order })],
  ],
);
holdLadder(
  'withdraw an accreditation',
  () => situation(about(), { suspended: order }),
  ({ entities, command }) => decideWithdrawAccreditation(entities, command),
  [
    ['not-found', undefined, unknown],
    ['accreditation-status', undefined, standing({ withdrawn: order })],
  ],
);

describe('an order', () => {
  const states = (state: Partial<AccreditationState>) => situation(about(), state).entities;

  it('to suspend is kept with its reason, and its resumption leaves the grant as it was', () => {
    const entities = states({});
    const granted = read(entities, accreditation)!.state;
    const suspended = stateAfter(entities, decideSuspendAccreditation(entities, about()));
    expect(suspended).toEqual({ ...granted, suspended: { reason: '抽查不合格', at: regulator.at } });
    const later = new Map<string, Entity>([[accreditation, entity(suspended)]]);
    expect(stateAfter(later, decideResumeAccreditation(later, about()))).toEqual(granted);
  });

  it('to withdraw ends a suspension with it', () => {
    const entities = states({ suspended: order });
    const state = stateAfter(entities, decideWithdrawAccreditation(entities, about()));
    expect([state.suspended, state.withdrawn?.reason]).toEqual([undefined, '抽查不合格']);
  });
});

function stateAfter(entities: Entities, decided: Draft | Rejection): AccreditationState {
  if (isRejection(decided)) throw new Error(decided.rejected);
  const event = eventOf(decided, entities, regulator);
  return advancedEntities(entities, event).get(accreditation)!.state as AccreditationState;
}

const narrow = {
  standards: ['CCER'],
  sectors: ['forest'],
  statements: false,
  validity: { from: '2026-01-01', to: '2026-12-31' },
} as const satisfies Partial<AccreditationState>;
const faultOf = (act: VerifyingAct, changed: object = {}, at = '2026-08-01T00:00:00.000Z') =>
  accreditationFault(
    new Map([[accreditation, accreditationState({ ...narrow, ...changed } as Partial<AccreditationState>)]]),
    act,
    { org: VERIFIER, at },
  );

describe('what an accreditation covers', () => {
  it.each<[string, VerifyingAct, object, string | undefined]>([
    ['its standard and sector', { standard: 'CCER', category: 'forest' }, {}, undefined],
    ['another standard', { standard: 'VCS', category: 'forest' }, {}, 'standard VCS'],
    ['another sector', { standard: 'CCER', category: 'wetland' }, {}, 'sector wetland'],
    ['neither', { standard: 'VCS', category: 'wetland' }, {}, 'standard VCS, sector wetland'],
    ['a project without a category', { standard: 'CCER' }, {}, 'sector -'],
    ['statements without being accredited for them', 'statements', {}, 'statements'],
    ['statements', 'statements', { statements: true }, undefined],
    [
      'no project by statements alone',
      { standard: 'CCER', category: 'forest' },
      { standards: [], sectors: [], statements: true },
      'standard CCER, sector forest',
    ],
  ])('%s', (_, act, changed, missing) => {
    expect(faultOf(act, changed)?.seen?.missing).toBe(missing);
    expect(faultOf(act, changed)?.rejected).toBe(missing && 'accreditation-out-of-scope');
  });

  // Half past midnight in China is still yesterday in London.
  it.each([
    ['2025-12-31T15:59:59.999Z', 'accreditation-not-yet-valid', 'not-yet-valid', '2025-12-31'],
    ['2025-12-31T16:00:00.000Z', undefined, 'valid', '2026-01-01'],
    ['2026-12-31T15:59:59.999Z', undefined, 'valid', '2026-12-31'],
    ['2026-12-31T16:00:00.000Z', 'accreditation-expired', 'expired', '2027-01-01'],
  ] as const)('at %s', (at, rejected, status, today) => {
    const fault = faultOf({ standard: 'CCER', category: 'forest' }, {}, at);
    expect(fault?.rejected).toBe(rejected);
    if (fault) expect(fault.seen).toEqual({ ...narrow.validity, today });
    expect(accreditationStatus(accreditationState(narrow).state, today)).toBe(status);
  });

  it('is nothing while it is suspended or after it was withdrawn, and says why', () => {
    const act = { standard: 'CCER', category: 'forest' } as const;
    expect(faultOf(act, { suspended: order })).toMatchObject({
      rejected: 'accreditation-suspended',
      seen: order,
    });
    expect(faultOf(act, { withdrawn: order })).toMatchObject({
      rejected: 'accreditation-withdrawn',
      seen: order,
    });
    expect(accreditationStatus(accreditationState({ suspended: order }).state, '2026-08-01')).toBe(
      'suspended',
    );
    expect(accreditationStatus(accreditationState({ withdrawn: order }).state, '2026-08-01')).toBe(
      'withdrawn',
    );
  });
});
