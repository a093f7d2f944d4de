/** Rules of projects and of the issuance of their batches (DOMAIN §2), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import {
  accountEntity,
  batchEntity,
  type Entity,
  type EntityId,
  organizationEntity,
  projectEntity,
  read,
  registrationEntity,
  seriesEntity,
  vintageEntity,
} from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { decideImportProject, type ImportProject } from '../../../shared/sinks/import-project.ts';
import { methodologies } from '../../../shared/sinks/methodology.ts';
import { decideIssueUnits, type IssueUnits } from '../../../shared/units/issue-units.ts';
import type { BlockState } from '../../../shared/units/states.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import { contextOf, entity, idNamed, organizationNamed } from '../../support/states/states.ts';

const developer = organizationNamed('developer', ['developer']);
const operator = contextOf('lvzhang-operator', 'operator', 'any');
const ORIGIN = { source: 'Verra', code: 'VCS-1' };
const taken = entity({ holder: 'p-0' });

const registration = (): Situation<ImportProject> => ({
  entities: new Map(developer.entities),
  candidates: [],
  command: {
    name: '造林（示例）',
    standard: 'CCER',
    methodology: 'CCER-14-001-V01',
    category: 'forest',
    developer: developer.id,
    legacy: false,
    origin: ORIGIN,
  },
  context: operator,
});
const register = ({ entities, command, context }: Situation<ImportProject>) =>
  decideImportProject(entities, command, context);

holdLadder('register a project', registration, register, [
  ['not-found', '/developer', ({ entities }) => entities.delete(organizationEntity(developer.id))],
  [
    'not-a-developer',
    '/developer',
    ({ entities }) =>
      entities.set(organizationEntity(developer.id), entity({ name: '示例', roles: ['enterprise'] })),
  ],
  [
    'methodology-not-in-force',
    '/methodology',
    ({ command }) => Object.assign(command, { legacy: false, methodology: 'AR-ACM0003' }),
  ],
  [
    'methodology-not-in-force',
    '/methodology',
    ({ command }) => Object.assign(command, { legacy: false, standard: 'VCS' }),
  ],
  [
    'methodology-not-in-force',
    '/methodology',
    ({ command }) => Object.assign(command, { legacy: false, standard: 'GS' }),
  ],
  [
    'category-mismatch',
    '/category',
    ({ command }) =>
      Object.assign(command, {
        legacy: false,
        standard: 'CCER',
        methodology: 'CCER-14-001-V01',
        category: 'wetland',
      }),
  ],
  [
    'registration-already-taken',
    '/origin/code',
    ({ command, entities }) => {
      entities.set(registrationEntity(command.standard, ORIGIN.code), taken);
    },
  ],
  ['id-taken', undefined, ({ entities }) => entities.set(projectEntity(idNamed('p', 'this commit')), taken)],
]);

describe('the code of a project in its registry', () => {
  it.each([
    ['VCS', ['VCS-777', 'VCS 777', 'vcs-777', '777', 'VCS–777', 'VCS_0777', 'ＶＣＳ７７７.', ' VCS - 777']],
    ['GS', ['GS777', 'gs 777', '777', 'GS−777']],
    ['CCER', ['CCER-2024-001', 'ccer 2024 001', 'CCER—2024—001', 'CCER2024-001']],
    ['IREC', ['SP-1', 'sp 1', 'SP1', 'ＳＰ－1']],
  ] as const)('is one, however %s has it written', (registry, codes) => {
    expect(new Set(codes.map((code) => registrationEntity(registry, code))).size).toBe(1);
  });

  it('is of the registry that it names, under whichever standard it comes in', () => {
    expect(registrationEntity('CCER', 'VCS777')).toBe(registrationEntity('VCS', '777'));
    expect(registrationEntity('CCER', '777')).not.toBe(registrationEntity('VCS', '777'));
    expect(registrationEntity('IREC', 'GS777')).not.toBe(registrationEntity('GS', '777'));
  });

  it('is another where another number or letter is in it', () => {
    const codes = [
      ...['1-11', '11-1', '111', 'VCS-1', 'VCS-11', 'X-1', 'XY-1', 'X-1-1', 'X-11', 'X1Y', 'P-01', 'P-1'],
      ...['示例-1', '示-例-1', 'VCS1-1', 'VCSX1'],
    ];
    expect(new Set(codes.map((code) => registrationEntity('VCS', code))).size).toBe(codes.length);
  });
});

describe('a registered project', () => {
  it.each(methodologies)('may be of $standard $code', ({ standard, code, category }) => {
    const situation = registration();
    Object.assign(situation.command, { standard, methodology: code, category });
    expectEvent(situation, register);
  });

  it("keeps its registry's own words, and has a category only where one is known", () => {
    const situation = registration();
    const words = { type: 'Waste handling and disposal', country: 'China' };
    Object.assign(situation.command, { ...words, methodology: 'ACM0001', category: undefined, legacy: true });
    const { facts } = expectEvent(situation, register);
    expect(facts).toMatchObject(words);
    expect('category' in facts).toBe(false);
    Object.assign(situation.command, { methodology: 'CCER-14-001-V01', legacy: false });
    expect(register(situation)).toMatchObject({ rejected: 'category-mismatch' });
  });

  it('of any methodology and category, where it is legacy', () => {
    const situation = registration();
    Object.assign(situation.command, {
      standard: 'GS',
      methodology: 'whatever it was',
      category: 'wetland',
      legacy: true,
    });
    expect(expectEvent(situation, register).facts).toMatchObject({ legacy: true, origin: ORIGIN });
  });
});

const project = idNamed('p', 'project');
/** Of units of project 1060 and vintage 2024 in Verra. */
const serial = (from: number, to: number, more = '1060-01012024-31122024') =>
  `77-${from}-${to}-VCS-VCU-261-VER-CN-14-${more}-0`;
const buyer = organizationNamed('buyer');
const issuance = (): Situation<IssueUnits> => ({
  entities: new Map<EntityId, Entity>([
    ...developer.entities,
    ...buyer.entities,
    [
      projectEntity(project),
      entity({
        name: '示例',
        standard: 'CCER' as const,
        methodology: 'CCER-14-001-V01',
        category: 'forest' as const,
        developer: developer.id,
        status: 'imported' as const,
        legacy: false,
        issued: 500,
        registered: 'x',
        origin: { source: 'Verra', code: 'VCS1060' },
      }),
    ],
  ]),
  candidates: [],
  command: { project, vintage: 2024, quantity: 100, lanes: 3, foreign: { serial: serial(1, 100) } },
  context: operator,
});
const issue = ({ entities, command, context }: Situation<IssueUnits>) =>
  decideIssueUnits(entities, command, context);

holdLadder('issue units', issuance, issue, [
  ['not-found', undefined, ({ entities }) => entities.delete(projectEntity(project))],
  [
    'issuance-needs-verification',
    undefined,
    ({ entities }) => {
      const known = read(entities, projectEntity(project));
      if (known)
        entities.set(projectEntity(project), { ...known, state: { ...known.state, status: 'registered' } });
    },
  ],
  ['vintage-in-future', '/vintage', ({ command }) => (command.vintage = 2027)],
  [
    'no-account',
    '/account',
    ({ command, entities }) => {
      command.account = undefined;
      entities.set(organizationEntity(developer.id), entity({ name: '示例', roles: ['developer'] }));
    },
  ],
  ['not-found', '/account', ({ command }) => (command.account = idNamed('a', 'nobody'))],
  ['not-found', '/account', ({ entities }) => entities.delete(accountEntity(developer.account))],
  [
    'buffer-account',
    '/account',
    ({ entities }) =>
      entities.set(accountEntity(developer.account), entity({ organization: developer.id, buffer: project })),
  ],
  [
    'provincial-account',
    '/account',
    ({ entities }) =>
      entities.set(accountEntity(developer.account), entity({ organization: developer.id, province: '15' })),
  ],
  ['more-retired-than-issued', '/retiredElsewhere', ({ command }) => (command.retiredElsewhere = 101)],
  [
    'too-many-lanes',
    '/lanes',
    ({ command }) => Object.assign(command, { lanes: 3, retiredElsewhere: command.quantity - 2 }),
  ],
  [
    'foreign-issuance-in-future',
    '/foreign/issuedOn',
    ({ command }) => (command.foreign = { ...command.foreign, issuedOn: '2026-08-02' }),
  ],
  [
    'foreign-issuance-before-vintage',
    '/foreign/issuedOn',
    ({ command }) => (command.foreign = { ...command.foreign, issuedOn: '2023-12-31' }),
  ],
  ['serial-mismatch', '/foreign/serial', ({ command }) => (command.foreign = { serial: serial(1, 101) })],
  [
    'vintage-already-imported',
    '/vintage',
    ({ entities }) => entities.set(vintageEntity(project, 2024), entity({ by: 'whole' as const })),
  ],
  [
    'serials-already-imported',
    '/foreign/serial',
    ({ entities }) =>
      entities.set(
        seriesEntity({ registry: 'VCU', series: 'VCU-77' }),
        entity({ taken: [[100, 300]] as [number, number][] }),
      ),
  ],
  [
    'serials-already-imported',
    '/foreign/serial',
    ({ entities, command }) => {
      command.foreign = { serial: `${serial(1, 100).replaceAll('-', '–').replace('77', '７７')}.` };
      entities.set(
        seriesEntity({ registry: 'VCU', series: 'VCU-77' }),
        entity({ taken: [[100, 300]] as [number, number][] }),
      );
    },
  ],
  ['id-taken', undefined, ({ entities }) => entities.set(batchEntity(idNamed('b', 'this commit')), taken)],
]);

describe('an issued batch', () => {
  it('goes to the developer, or to the account named', () => {
    expect(expectEvent(issuance(), issue).facts).toMatchObject({
      account: developer.account,
      instrument: 'CCER',
      lanes: [1, 35, 68],
      imported: true,
    });
    const situation = issuance();
    situation.command.account = buyer.account;
    expect(expectEvent(situation, issue).facts).toMatchObject({ account: buyer.account });
  });

  it.each([
    [0, [1, 35, 68], []],
    [40, [1, 21, 41], [[61, 100]]],
    [100, [], [[1, 100]]],
  ])('says how much of it is retired elsewhere: %i', (retiredElsewhere, lanes, apart) => {
    const situation = issuance();
    Object.assign(situation.command, { retiredElsewhere, lanes: lanes.length || 1 });
    const event = expectEvent(situation, issue);
    expect(event.facts).toMatchObject({ lanes, ...(retiredElsewhere > 0 && { retiredElsewhere }) });
    const blocks = [...advancedEntities(situation.entities, event).values()]
      .map(({ state }) => state as BlockState)
      .filter(({ status }) => status === 'retired-elsewhere');
    expect(blocks.map(({ from, to }) => [from, to])).toEqual(apart);
  });

  it('fits a leaf at its largest', () => {
    const situation = issuance();
    const period = { from: '2024-01-01', to: '2024-12-31' };
    const foreign = {
      serial: '号'.repeat(200),
      issuedOn: '2025-03-01',
      period,
      vintageTotal: 999_999_999_999,
    };
    Object.assign(situation.command, {
      quantity: 999_999_999_999,
      lanes: 90,
      foreign: { ...foreign, goals: '标'.repeat(1000), certifications: '认'.repeat(500) },
    });
    expect(expectEvent(situation, issue).advances).toHaveLength(94);
  });
});

describe('what another registry issued', () => {
  type Foreign = IssueUnits['foreign'];
  /** The outcomes of issuances of 100, one after the other, each of a vintage. */
  const outcomes = (...issuances: [Foreign, number?][]) => {
    const situation = issuance();
    return issuances.map(([foreign, vintage = 2024]) => {
      Object.assign(situation.command, { foreign, vintage });
      const outcome = issue(situation);
      if ('rejected' in outcome) return outcome.rejected;
      const event = expectEvent(situation, issue);
      for (const [id, next] of advancedEntities(situation.entities, event))
        if (!id.startsWith('batch:') && !id.startsWith('block:')) situation.entities.set(id, next);
      return 'issued';
    });
  };

  it('comes in once as a whole vintage', () => {
    expect(outcomes([undefined], [{}], [undefined, 2023])).toEqual([
      'issued',
      'vintage-already-imported',
      'issued',
    ]);
  });

  it('comes in once for each day of issuance', () => {
    const [day, other] = [{ issuedOn: '2025-03-01' }, { issuedOn: '2025-09-01' }];
    expect(outcomes([day], [other], [day], [undefined])).toEqual([
      'issued',
      'issued',
      'vintage-already-imported',
      'vintage-already-imported',
    ]);
  });

  it('comes in once by its serials, of whichever day, vintage or form', () => {
    const first = { serial: serial(1, 100), issuedOn: '2025-03-01' };
    expect(
      outcomes(
        [first],
        [{ ...first, issuedOn: '2025-03-02' }],
        [{ serial: serial(100, 199) }],
        [{ serial: serial(101, 200) }],
        [{ serial: serial(51, 150, '1060-01012023-31122023') }, 2023],
        [{ serial: '77-1-100-VCU-042-MER-PE-14-1060-01072022-30062023-1' }, 2022],
        [{ serial: serial(201, 300, '1061-01012024-31122024') }],
        [{ serial: 'H102771824' }],
        [{ serial: 'h102771824' }],
      ),
    ).toEqual([
      ...['issued', 'serials-already-imported', 'serials-already-imported', 'issued'],
      ...['serials-already-imported', 'serials-already-imported', 'serial-mismatch'],
      ...['issued', 'serials-already-imported'],
    ]);
  });

  it('is a range that its quantity has to be, and never a part of one under the whole text', () => {
    expect(
      outcomes(
        [{ serial: 'CAR-1-US-9-1-50' }],
        [{ serial: 'CAR-1-US-9-1-100' }],
        [{ serial: 'CN-5-51-150-1-1-0-1234' }],
        [{ serial: 'CN-5-101-200-1-1-0-1235' }],
      ),
    ).toEqual(['serial-mismatch', 'issued', 'issued', 'serials-already-imported']);
  });

  it.each([[serial(1, 100)], ['GS1-1-KE-GS1060-16-2024-30645-1-100'], ['CAR-1-US-9-1-100'], ['H102771824']])(
    'comes in once, as whichever instrument: %s',
    (text) => {
      const situation = issuance();
      situation.command.foreign = { serial: text };
      const event = expectEvent(situation, issue);
      const taken = [...advancedEntities(situation.entities, event)].filter(([id]) =>
        id.startsWith('series:'),
      );
      expect(taken).toHaveLength(1);
      const known = read(situation.entities, projectEntity(project))!;
      const state = { ...known.state, standard: 'VCS' as const, legacy: true };
      const other = new Map([...situation.entities, ...taken]).set(projectEntity(project), {
        ...known,
        state,
      });
      situation.entities = other;
      expect(issue(situation)).toMatchObject({ rejected: 'serials-already-imported' });
    },
  );

  it('is issued from the day on which its vintage begins to the day of the import', () => {
    const period = { from: '2024-07-01', to: '2025-06-30' };
    expect(
      outcomes(
        [{ issuedOn: '2024-01-01' }],
        [{ issuedOn: '2026-08-01' }],
        [{ issuedOn: '2024-06-30', period }],
        [{ issuedOn: '2024-07-01', period }],
        [{ issuedOn: '1999-01-01' }, 2013],
        [{ issuedOn: '2098-01-01' }, 2013],
      ),
    ).toEqual([
      ...['issued', 'issued', 'foreign-issuance-before-vintage', 'issued'],
      ...['foreign-issuance-before-vintage', 'foreign-issuance-in-future'],
    ]);
  });

  it('is told apart in one way within a vintage', () => {
    expect(outcomes([{ serial: serial(1, 100) }], [undefined], [{ issuedOn: '2025-03-01' }])).toEqual([
      'issued',
      'vintage-already-imported',
      'vintage-already-imported',
    ]);
  });

  it('is refused where a series is scattered or a vintage has too many days', () => {
    const situation = issuance();
    const taken = Array.from({ length: 2000 }, (_, i): [number, number] => [1000 + 2 * i, 1000 + 2 * i]);
    situation.entities.set(seriesEntity({ registry: 'VCU', series: 'VCU-77' }), entity({ taken }));
    expect(issue(situation)).toMatchObject({ rejected: 'series-too-scattered' });
    const days = Array.from({ length: 500 }, (_, i) => new Date(86_400_000 * i).toISOString().slice(0, 10));
    situation.entities.set(vintageEntity(project, 2024), entity({ by: 'day' as const, days }));
    situation.command.foreign = { issuedOn: '2025-03-01' };
    expect(issue(situation)).toMatchObject({ rejected: 'too-many-issuances' });
  });
});
