/** Rules of CCER or green certificate, never both (DOMAIN §3), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { daysOf } from '../../../shared/base/month.ts';
import { deriveId, eventOf } from '../../../shared/ledger/decision.ts';
import { type Entity, facilityEntity, projectEntity, reportEntity } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { isFrozenIn } from '../../../shared/power/facility.ts';
import {
  type CancelForReport,
  decideCancelForReport,
  decideFreezeCertificates,
  decideReleaseCertificates,
} from '../../../shared/power/freeze-certificates.ts';
import type { FacilityState } from '../../../shared/power/states.ts';
import { decideIssueReport } from '../../../shared/sinks/issue-report.ts';
import { decideRegisterProject } from '../../../shared/sinks/register-project.ts';
import { decideReserveProject, type ReserveProject } from '../../../shared/sinks/reserve-project.ts';
import type { BlockState } from '../../../shared/units/states.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import { certificates, FACILITY, generator, powerEntities } from '../../support/states/certificate-states.ts';
import { change, nativeProject, PROJECT, REPORT, report, vintage } from '../../support/states/native.ts';
import { PARCEL, parcelState } from '../../support/states/project-states.ts';
import { commitNamed, contextOf, entity, idNamed } from '../../support/states/states.ts';

const METHODOLOGY = 'CCER-01-001-V01';
const CREDITING = { from: '2025-03-15', to: '2035-03-14' };
const PERIOD = { from: '2025-03-15', to: '2025-04-14' };
const [OTHER, OTHER_REPORT] = [idNamed('p', 'other'), deriveId('m', commitNamed('other'))];
const [project, facility, reported] = [
  projectEntity(PROJECT),
  facilityEntity(FACILITY),
  reportEntity(REPORT),
];
const FROZEN: FacilityState['frozen'] = { project: PROJECT, crediting: CREDITING };

/**
 * Blocks of 10: one before the crediting period, two of it, of which one is sold, and one that is offered.
 */
const UNFROZEN = [
  certificates('before', '2025-02', [{}]),
  certificates('march', '2025-03', [{}, { traded: true }]),
  certificates('april', '2025-04', [{ status: 'offered' }]),
];
/** Two of the report's period, one of which is the province's, and one after it. */
const ALL_FROZEN = [
  certificates('march', '2025-03', [{ status: 'frozen' }, { traded: true }]),
  certificates('april', '2025-04', [{ status: 'frozen', account: idNamed('a', 'province') }]),
  certificates('may', '2025-05', [{ status: 'frozen' }]),
];

type Certificates = (typeof UNFROZEN)[number];
function power<C>(
  status: 'registration-requested' | 'registered' | 'refused',
  command: C,
  frozen: FacilityState['frozen'],
  blocks: readonly Certificates[],
): Situation<C> {
  const state = nativeProject('CCER', {
    status,
    methodology: METHODOLOGY,
    category: 'energy',
    developer: generator.id,
    facility: FACILITY,
    periods: [{ ...PERIOD, report: REPORT }],
  });
  const entities = powerEntities(frozen ? { frozen } : {}, ...blocks);
  entities.set(project, state);
  entities.set(
    reported,
    report({ period: PERIOD, status: 'issuance-requested', vintages: [vintage(2025, 100)] }),
  );
  change(entities, project, { design: { ...state.state.design, crediting: CREDITING } });
  return { entities, candidates: [], command, context: contextOf('operator', 'operator', 'any') };
}
const noPower = ({ entities }: { entities: Map<string, Entity> }) =>
  change(entities, project, { facility: undefined });
const setFrozen = (frozen: FacilityState['frozen']) => (s: { entities: Map<string, Entity> }) =>
  change(s.entities, facility, { frozen });
const dropBlocks = ({ entities }: { entities: Map<string, Entity> }) => {
  for (const id of [...entities.keys()]) if (id.startsWith('block:')) entities.delete(id);
};

const freezing = () => power('registration-requested', {}, FROZEN, UNFROZEN);
const freeze = ({ entities, context }: Situation<object>) =>
  decideFreezeCertificates(entities, PROJECT, context);
holdLadder('freeze certificates', freezing, freeze, [
  ['not-found', undefined, ({ entities }) => entities.delete(project)],
  ['not-a-power-project', undefined, noPower],
  ['freezing-not-now', undefined, ({ entities }) => change(entities, project, { status: 'registered' })],
  ['facility-frozen-by-another', undefined, setFrozen({ project: OTHER, crediting: CREDITING })],
  ['nothing-to-freeze', undefined, dropBlocks],
]);

describe('freeze certificates', () => {
  it('takes what nobody bought of months that the crediting period touches', () => {
    const situation = freezing();
    const event = expectEvent(situation, freeze);
    expect(event.facts).toMatchObject({ quantity: 10, crediting: CREDITING });
    expect(event.facts).not.toHaveProperty('more');
  });

  it('marks the facility first, even where it has no certificates yet', () => {
    const situation = power('registration-requested', {}, undefined, []);
    const event = expectEvent(situation, freeze);
    expect(event.facts).toEqual({ project: PROJECT, facility: FACILITY, crediting: CREDITING, quantity: 0 });
    expect(advancedEntities(situation.entities, event).get(facility)?.state).toMatchObject({
      frozen: FROZEN,
    });
  });

  it('goes page by page where one commit does not hold all', () => {
    const many = certificates('march', '2025-03', Array(200).fill({}));
    const event = expectEvent(power('registration-requested', {}, undefined, [many]), freeze);
    expect(event.facts).toMatchObject({ quantity: 970, more: true });
  });
});

const releasing = () => power('refused', {}, FROZEN, ALL_FROZEN);
const release = ({ entities, context }: Situation<object>) =>
  decideReleaseCertificates(entities, PROJECT, context);
const credited = ({ entities }: { entities: Map<string, Entity> }) => {
  change(entities, reported, { vintages: [vintage(2025, 100, { issued: 100 })] });
  change(entities, project, { periods: [{ from: CREDITING.from, to: CREDITING.to, report: REPORT }] });
};
holdLadder('release certificates', releasing, release, [
  ['not-found', undefined, ({ entities }) => entities.delete(project)],
  ['not-a-power-project', undefined, noPower],
  ['releasing-not-now', undefined, ({ entities }) => change(entities, project, { status: 'registered' })],
  ['nothing-to-release', undefined, setFrozen(undefined)],
  ['nothing-to-release', undefined, credited],
]);

describe('release certificates', () => {
  it('gives all back and frees the facility with the last of it', () => {
    const situation = releasing();
    const event = expectEvent(situation, release);
    expect(event.facts).toMatchObject({ quantity: 30, remaining: 0 });
    expect(advancedEntities(situation.entities, event).get(facility)?.state).not.toHaveProperty('frozen');
  });

  it('keeps what reductions were issued of, and the facility with it', () => {
    const situation = releasing();
    change(situation.entities, reported, { vintages: [vintage(2025, 100, { issued: 100 })] });
    const event = expectEvent(situation, release);
    expect(event.facts).toMatchObject({ quantity: 10, remaining: 20 });
    expect(advancedEntities(situation.entities, event).get(facility)?.state).toHaveProperty('frozen');
  });
});

const cancelling = () => power('registered', { report: REPORT, reason: '减排量登记' }, FROZEN, ALL_FROZEN);
const cancel = ({ entities, command, context }: Situation<CancelForReport>) =>
  decideCancelForReport(entities, command, context);
holdLadder('cancel for a report', cancelling, cancel, [
  ['not-found', undefined, ({ entities }) => entities.delete(reported)],
  ['not-a-power-project', undefined, noPower],
  ['report-status', undefined, ({ entities }) => change(entities, reported, { status: 'verified' })],
  ['nothing-frozen-to-cancel', undefined, dropBlocks],
]);

describe('cancel for a report', () => {
  it("cancels one account's frozen certificates of the period at a time", () => {
    const situation = cancelling();
    const event = expectEvent(situation, cancel);
    expect(event.facts).toMatchObject({
      account: generator.account,
      quantity: 10,
      remaining: 10,
      cause: 'ccer',
    });
    const states = [...advancedEntities(situation.entities, event).values()].map(
      ({ state }) => state as BlockState,
    );
    expect(states.map(({ status }) => status)).toEqual(['cancelled', undefined]);
  });
});

describe('never both', () => {
  const register = ({ entities, context }: Situation<object>) =>
    decideRegisterProject(entities, PROJECT, { code: 'R-2' }, context);

  it.each([
    ['nothing was frozen', UNFROZEN, undefined, 'certificates-not-frozen'],
    ['something is left or locked', UNFROZEN, FROZEN, 'certificates-not-frozen'],
    ['it is not frozen, though nothing is there', [], undefined, 'certificates-not-frozen'],
    [
      'another project has it',
      ALL_FROZEN,
      { project: OTHER, crediting: CREDITING },
      'facility-frozen-by-another',
    ],
    ['all is frozen or sold', ALL_FROZEN, FROZEN, undefined],
  ] as const)('a power project is registered only once all is frozen: %s', (_, blocks, frozen, rejected) => {
    const outcome = register(power('registration-requested', {}, frozen, blocks));
    expect(outcome).toMatchObject(rejected ? { rejected } : { type: 'project.registered' });
  });

  it('reductions are issued only once the period has nothing frozen', () => {
    const issue = (blocks: readonly Certificates[]) => {
      const { entities, context } = power('registered', {}, FROZEN, blocks);
      return decideIssueReport(entities, { report: REPORT, vintage: 2025, lanes: 1 }, context);
    };
    expect(issue(ALL_FROZEN)).toMatchObject({
      rejected: 'certificates-not-cancelled',
      seen: { remaining: 20 },
    });
    // What is confirmed at the same time moves the facility, too: one of the two has to look again.
    expect(issue(ALL_FROZEN.slice(2))).toMatchObject({
      type: 'units.issued',
      advances: expect.arrayContaining([facility]),
    });
  });

  it.each([
    [
      'of another project, on its last day',
      { report: OTHER_REPORT, from: '2025-01-01', to: PERIOD.from },
      false,
    ],
    [
      'of another project, the day before',
      { report: OTHER_REPORT, from: '2025-01-01', to: '2025-03-14' },
      true,
    ],
    ['of the same report, for another vintage', { report: REPORT, ...PERIOD }, true],
  ])('reductions are issued once of the same power: %s', (_, credited, sound) => {
    const { entities, context } = power('registered', {}, FROZEN, []);
    change(entities, facility, { credited: [credited] });
    const outcome = decideIssueReport(entities, { report: REPORT, vintage: 2025, lanes: 1 }, context);
    expect(outcome).toMatchObject(sound ? { type: 'units.issued' } : { rejected: 'power-credited-already' });
  });

  it('what reductions were issued of stays so, whatever becomes of the project', () => {
    const { entities, context } = power('registered', {}, FROZEN, []);
    for (const vintage of [2025, 2025]) {
      const draft = decideIssueReport(entities, { report: REPORT, vintage, lanes: 1 }, context);
      if (isRejection(draft)) break;
      for (const [id, next] of advancedEntities(entities, eventOf(draft, entities, context)))
        entities.set(id, next);
    }
    expect(state(entities).credited).toEqual([{ report: REPORT, ...PERIOD }]);
    change(entities, facility, { frozen: undefined });
    expect(isFrozenIn(state(entities), daysOf('2025-03'))).toBe(true);
    expect(isFrozenIn(state(entities), daysOf('2025-05'))).toBe(false);
  });
});

const reserving = (): Situation<ReserveProject> => {
  const entities = powerEntities({}, [
    [`parcel:${PARCEL}`, parcelState({ type: 'energy', registrant: generator.id })],
  ]);
  return {
    entities,
    candidates: [],
    command: {
      name: '光热',
      standard: 'CCER',
      methodology: METHODOLOGY,
      parcels: [PARCEL],
      facility: FACILITY,
    },
    context: contextOf(generator.id, 'developer', 'own'),
  };
};
const reserve = ({ entities, command, context }: Situation<ReserveProject>) =>
  decideReserveProject(entities, command, context);
holdLadder('reserve a power project', reserving, reserve, [
  ['facility-missing', '/facility', ({ command }) => (command.facility = undefined)],
  [
    'not-found',
    '/facility',
    ({ entities }) => entities.set(facility, entity({ ...state(entities), owner: OTHER })),
  ],
  // Elsewhere other registries certify its power: nothing of that is frozen here.
  [
    'not-found',
    '/facility',
    ({ entities }) => change(entities, facility, { origin: { source: 'I-TRACK', code: 'F-1' } }),
  ],
  [
    'parcel-type-mismatch',
    '/parcels/0',
    ({ entities }) => change(entities, `parcel:${PARCEL}`, { type: 'forest' }),
  ],
]);
const state = (entities: Map<string, Entity>) => entities.get(facility)?.state as FacilityState;

describe('reserve a project', () => {
  it('about anything else has no facility', () => {
    const situation = reserving();
    change(situation.entities, `parcel:${PARCEL}`, { type: 'forest' });
    Object.assign(situation.command, { methodology: 'CCER-14-001-V01' });
    expect(reserve(situation)).toMatchObject({ rejected: 'facility-unused', pointer: '/facility' });
    expect(reserve({ ...situation, command: { ...situation.command, facility: undefined } })).toMatchObject({
      type: 'project.reserved',
    });
  });
});
