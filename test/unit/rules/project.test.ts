/** Rules of a project's life (DOMAIN §2), in the order in which they speak; one line per rule. */
import { describe, expect, it } from 'vitest';
import { SALT_BYTES } from '../../../shared/base/seal.ts';
import type { AgreementState, ParcelState } from '../../../shared/land/states.ts';
import { type Draft, eventOf } from '../../../shared/ledger/decision.ts';
import {
  accountEntity,
  agreementEntity,
  commentEntity,
  commenterEntity,
  organizationEntity,
  parcelEntity,
  projectEntity,
  publicCommentEntity,
  read,
  registrationEntity,
  reportEntity,
} from '../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../shared/ledger/event.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { reject } from '../../../shared/ledger/rejection.ts';
import type { PublishDesign } from '../../../shared/sinks/commands.ts';
import { publicCommentText } from '../../../shared/sinks/comment-text.ts';
import { decideApproveProject, decideBeginDevelopment } from '../../../shared/sinks/develop-project.ts';
import { COMMENTS_EACH_MAX, PUBLIC_COMMENTS_WAITING_MAX } from '../../../shared/sinks/facts.ts';
import { creditedPeriods, type Overlap } from '../../../shared/sinks/land-overlap.ts';
import { decideMoveProject } from '../../../shared/sinks/move-project.ts';
import { decidePublishDesign } from '../../../shared/sinks/publish-design.ts';
import { decideComment, decideRemoveComment } from '../../../shared/sinks/receive-comment.ts';
import {
  decideAdmitPublicComment,
  decidePublicComment,
  decideRefusePublicComment,
} from '../../../shared/sinks/receive-public-comment.ts';
import {
  bufferOf,
  decideRegisterProject,
  decideRequestRegistration,
} from '../../../shared/sinks/register-project.ts';
import { decideReserveProject, type ReserveProject } from '../../../shared/sinks/reserve-project.ts';
import type { ProjectState, PublicComments, ReportState } from '../../../shared/sinks/states.ts';
import { decideTreatComments, type TreatComments } from '../../../shared/sinks/treat-comments.ts';
import { decideValidateProject, type ValidateProject } from '../../../shared/sinks/validate-project.ts';
import { SYSTEM } from '../../support/history/history.ts';
import { said } from '../../support/history/said.ts';
import { expectEvent, holdLadder, type Rule, type Situation } from '../../support/ladder.ts';
import { accreditationRules } from '../../support/states/accreditation.ts';
import {
  AGREEMENT,
  agreementState,
  CREDITING,
  change,
  developer,
  holder,
  land,
  PARCEL,
  PROJECT,
  projectEntities,
  projectState,
  someDocument,
  validator,
} from '../../support/states/project-states.ts';
import { AT, contextOf, entity, idNamed } from '../../support/states/states.ts';

const byDeveloper = contextOf(developer.id, 'developer', 'own');
const OTHER = idNamed('o', 'other');
type Standard = 'CCER' | 'VCS';

/** The rules that every transition begins with. */
const openingRules = <C>(notFrom: ProjectState['status'], owned = true): Rule<C>[] => [
  ['not-found', undefined, ({ entities }) => entities.delete(projectEntity(PROJECT))],
  ...(owned ? [['not-yours', undefined, ({ context }) => (context.org = OTHER)] as Rule<C>] : []),
  [
    'transition-not-allowed',
    undefined,
    ({ entities }) => change<ProjectState>(entities, projectEntity(PROJECT), { status: notFrom }),
  ],
];
const project =
  <C>(changed: Partial<ProjectState>) =>
  ({ entities }: Situation<C>) =>
    change<ProjectState>(entities, projectEntity(PROJECT), changed);
const agreement =
  <C>(changed: Partial<AgreementState>) =>
  ({ entities }: Situation<C>) =>
    change<AgreementState>(entities, agreementEntity(AGREEMENT), changed);
const parcel =
  <C>(changed: Partial<ParcelState>) =>
  ({ entities }: Situation<C>) =>
    change<ParcelState>(entities, parcelEntity(PARCEL), changed);

const situation = <C>(state: ReturnType<typeof projectState>, command: C, context = byDeveloper) => ({
  entities: projectEntities(state) as Situation<C>['entities'],
  candidates: [],
  command,
  context: { ...context },
});

const reserve = (): Situation<ReserveProject> =>
  situation(projectState('CCER', 'reserved'), {
    name: '造林',
    standard: 'CCER',
    methodology: 'CCER-14-001-V01',
    parcels: [PARCEL],
  });

holdLadder(
  'reserve',
  reserve,
  ({ entities, command, context }) => decideReserveProject(entities, command, context),
  [
    [
      'not-a-registered-developer',
      undefined,
      ({ entities }) => entities.delete(organizationEntity(developer.id)),
    ],
    ['methodology-not-in-force', '/methodology', ({ command }) => (command.methodology = 'VM0047')],
    [
      'methodology-coastal',
      '/methodology',
      ({ command }) => {
        if (command.methodology === 'CCER-14-001-V01') command.methodology = 'CCER-14-002-V01';
      },
    ],
    ['not-found', '/parcels/0', parcel({ registrant: OTHER })],
    ['parcel-not-surveyed', '/parcels/0', parcel({ status: 'withdrawn' })],
    ['parcel-type-mismatch', '/parcels/0', parcel({ type: 'grassland' })],
    ['parcel-too-small', '/parcels/0', parcel({ areaSquareMetres: 399 })],
    ['parcel-repeated', '/parcels/1', ({ command }) => (command.parcels = [PARCEL, PARCEL])],
    [
      'id-taken',
      undefined,
      ({ entities, context }) =>
        entities.set(projectEntity(`p-${commitIdHex(context.id)}`), entities.get(projectEntity(PROJECT))!),
    ],
  ],
);
const commitIdHex = (id: string) => Buffer.from(id, 'base64url').toString('hex').slice(0, 20);

it('says why CCER has nothing for grassland', () => {
  const s = reserve();
  s.command.methodology = 'VM0026';
  expect(decideReserveProject(s.entities, s.command, s.context)).toMatchObject({
    rejected: 'methodology-not-in-force',
    seen: { reason: expect.stringContaining('No CCER grassland') },
  });
});
it('says whose methodology it is', () => {
  const s = reserve();
  s.command.methodology = 'VM0047';
  expect(decideReserveProject(s.entities, s.command, s.context)).toMatchObject({
    rejected: 'methodology-not-in-force',
    seen: { reason: expect.stringContaining('VM0047 is a methodology of VCS') },
  });
});

const develop = () => situation(projectState('CCER', 'reserved'), { agreement: AGREEMENT });
holdLadder(
  'develop',
  develop,
  ({ entities, command, context }) => decideBeginDevelopment(entities, PROJECT, command, context),
  [
    ...openingRules<{ agreement: string }>('published'),
    ['not-found', '/agreement', agreement({ developer: OTHER })],
    ['agreement-not-in-force', '/agreement', agreement({ versions: [] })],
    ['holder-not-a-party', '/agreement', parcel({ holder: OTHER })],
  ],
);

const grassland = { methodology: 'VM0026' } as const;
holdLadder(
  'approve',
  () =>
    situation(
      projectState('VCS', 'reserved', grassland),
      { document: someDocument },
      contextOf('regulator', 'regulator', 'any'),
    ),
  ({ entities, command, context }) => decideApproveProject(entities, PROJECT, command, context),
  [
    ...openingRules<{ document: typeof someDocument }>('registered', false),
    ['approval-not-needed', undefined, project({ category: 'forest' })],
    ['already-approved', undefined, project({ approved: true })],
  ],
);

const publishing = (standard: Standard): Situation<PublishDesign> =>
  situation(
    projectState(standard, standard === 'CCER' ? 'developing' : 'under-development', {
      ...(standard === 'VCS' && { ...grassland, approved: true }),
    }),
    {
      document: someDocument,
      validator: validator.id,
      startedOn: '2021-03-15',
      crediting: CREDITING,
      legalDuty: false,
      underEts: false,
      land: { ...land },
    },
  );
const publish = ({ entities, command, context }: Situation<PublishDesign>) =>
  decidePublishDesign(entities, PROJECT, command, context);
const rival = (changed: Partial<Overlap> = {}): Overlap => ({
  project: idNamed('p', 'rival'),
  name: '对方',
  standard: 'VCS',
  methodology: 'VM0047',
  status: 'registered',
  credited: [{ from: '2061-03-31', to: '2081-01-01' }],
  squareMetres: 10_000,
  ...changed,
});
const overlapping =
  (overlap: Overlap) =>
  ({ command }: Situation<PublishDesign>) =>
    (command.land = { ...command.land, overlaps: [...command.land.overlaps, overlap] });

const publicationRules = (standard: Standard): Rule<PublishDesign>[] => [
  ...openingRules<PublishDesign>('registered'),
  ['agreement-not-in-force', undefined, agreement({ versions: [] })],
  ['holder-not-a-party', undefined, parcel({ holder: OTHER })],
  ...(standard === 'VCS'
    ? [['approval-missing', undefined, project({ approved: false })] as Rule<PublishDesign>]
    : []),
  ['methodology-not-in-force', undefined, project({ methodology: 'VM9999' })],
  [
    'not-a-verifier',
    '/validator',
    ({ entities }) =>
      entities.set(organizationEntity(validator.id), entity({ name: '', roles: ['enterprise'] })),
  ],
  [
    'validator-not-independent',
    '/validator',
    agreement({
      versions: agreementState().state.versions.map((version) => ({
        ...version,
        parties: [...version.parties, { organization: validator.id, kind: 'third-party', basisPoints: 1 }],
      })),
    }),
  ],
  ...(standard === 'CCER'
    ? [
        [
          'started-too-early',
          '/startedOn',
          ({ command }) => (command.startedOn = '2012-11-08'),
        ] as Rule<PublishDesign>,
      ]
    : []),
  [
    'crediting-before-start',
    '/crediting/from',
    ({ command }) => {
      command.crediting = { ...command.crediting, from: '2012-11-07' };
    },
  ],
  [
    'crediting-too-short',
    '/crediting/to',
    ({ command }) => {
      command.crediting = { ...command.crediting, to: '2031-01-01' };
    },
  ],
  ['legal-duty', '/legalDuty', ({ command }) => (command.legalDuty = true)],
  ['under-ets', '/underEts', ({ command }) => (command.underEts = true)],
  ...(standard === 'CCER'
    ? [
        [
          'working-days-unknown',
          undefined,
          ({ context }) => (context.at = '2026-12-20T00:00:00.000Z'),
        ] as Rule<PublishDesign>,
      ]
    : []),
  [
    'parcels-overlap',
    undefined,
    ({ command }) =>
      (command.land = { ...command.land, inner: { parcel: PARCEL, other: PARCEL, squareMetres: 1 } }),
  ],
  ['land-too-detailed', undefined, ({ command }) => (command.land = { ...command.land, positions: 20_001 })],
  [
    'land-too-wide',
    undefined,
    ({ command }) => {
      const { footprint: _none, ...rest } = command.land;
      command.land = rest;
    },
  ],
  [
    'parcels-too-intricate',
    undefined,
    ({ command }) =>
      (command.land = { ...command.land, intricate: { crossings: 100_001, crossingsMax: 100_000 } }),
  ],
  [
    'land-too-intricate',
    undefined,
    ({ command }) =>
      (command.land = {
        ...command.land,
        intricate: { crossings: 200_001, crossingsMax: 200_000, with: { project: 'p-0', name: '梳' } },
      }),
  ],
  ...(standard === 'CCER'
    ? [
        [
          'deregistered-is-final',
          undefined,
          overlapping(
            rival({
              status: 'deregistered',
              standard: 'CCER',
              methodology: 'CCER-14-001-V01',
              credited: [],
            }),
          ),
        ] as Rule<PublishDesign>,
      ]
    : []),
  ['land-overlap', undefined, overlapping(rival())],
];

for (const standard of ['CCER', 'VCS'] as const)
  holdLadder(`publish ${standard}`, () => publishing(standard), publish, publicationRules(standard));

describe('a publication', () => {
  const published = (standard: Standard, at: string) => {
    const s = publishing(standard);
    s.context.at = at;
    return (expectEvent(s, publish) as EventOfType<'design.published'>).facts;
  };

  it.each([
    // The check value of DOMAIN §2.
    ['CCER', '2026-07-17T01:00:00.000Z', '2026-07-17', '2026-08-13'],
    // Half past midnight in China is still yesterday in London.
    ['CCER', '2026-07-16T16:30:00.000Z', '2026-07-17', '2026-08-13'],
    ['CCER', '2026-09-21T01:00:00.000Z', '2026-09-21', '2026-10-23'],
    ['VCS', '2026-07-17T01:00:00.000Z', '2026-07-17', '2026-08-15'],
    ['VCS', '2026-12-20T01:00:00.000Z', '2026-12-20', '2027-01-18'],
  ] as const)('%s at %s may be commented on from %s to %s', (standard, at, from, to) => {
    expect(published(standard, at).comments).toEqual({ from, to });
  });

  it('is not kept from its land by a crediting period that begins the day after', () => {
    const s = publishing('CCER');
    const credited = [{ from: '2061-04-01', to: '2081-01-01' }];
    s.command.land = { ...land, overlaps: [rival({ credited }), rival({ credited: [] })] };
    expectEvent(s, publish);
  });

  const periods = [{ from: '2021-04-01', to: '2024-12-31', report: 'm' }];
  it.each([
    ['registered', 0, [CREDITING]],
    ['on-hold', 5, [CREDITING]],
    ['withdrawn', 0, []],
    ['rejected', 0, []],
    // Its units remain, and so the land of those years is credited.
    ['withdrawn', 5, periods],
    ['deregistered', 5, periods],
  ] as const)('the land of a project that is %s with %i issued', (status, issued, credited) => {
    expect(creditedPeriods(projectState('VCS', status, { issued, periods }).state)).toEqual(credited);
  });

  it('is told whose land it is, and how much', () => {
    const s = publishing('CCER');
    s.command.land = { ...land, overlaps: [rival({ squareMetres: 1, name: '小' }), rival()] };
    expect(publish(s)).toEqual(
      reject('land-overlap', undefined, {
        project: idNamed('p', 'rival'),
        name: '对方',
        hectares: '1.0000',
      }),
    );
  });
});

/** The holder has said so much of a publication before. */
const commented =
  (subject: string, received: number, before: number) =>
  ({ entities }: Pick<Situation<unknown>, 'entities'>) =>
    entities.set(commenterEntity(subject, holder.id), entity({ received, before }));

const commenting = () =>
  situation(
    projectState('CCER', 'published'),
    { text: '边界压占草场' },
    { ...contextOf(holder.id, 'enterprise', 'any'), at: '2026-06-30T15:59:59.000Z' },
  );
holdLadder(
  'comment on a project',
  commenting,
  ({ entities, command, context }) => decideComment(entities, PROJECT, said(command.text), context),
  [
    ...openingRules<{ text: string }>('developing', false),
    ['comments-closed', undefined, ({ context }) => (context.at = '2026-06-30T16:00:00.000Z')],
    [
      'organization-not-registered',
      undefined,
      ({ entities }) => entities.delete(organizationEntity(holder.id)),
    ],
    ['comments-full', undefined, commented(PROJECT, COMMENTS_EACH_MAX, 1)],
  ],
);
it('comments on an earlier publication take no place from those on this one', () => {
  const { entities, command, context } = commenting();
  commented(PROJECT, COMMENTS_EACH_MAX, 0)({ entities });
  project({ comments: 100_000 })({ entities } as Situation<unknown>);
  expect(decideComment(entities, PROJECT, said(command.text), context)).toMatchObject({
    facts: { number: 100_001 },
  });
});

const REPORT = `m-${'0'.repeat(20)}`;
const submittedReport = () =>
  entity<ReportState>({
    project: PROJECT,
    period: CREDITING,
    status: 'submitted',
    vintages: [],
    window: { from: '2026-06-01', to: '2026-06-30' },
    documents: [],
  });
holdLadder(
  'comment on a monitoring report',
  () => {
    const s = commenting();
    s.entities.set(reportEntity(REPORT), submittedReport());
    return s;
  },
  ({ entities, command, context }) => decideComment(entities, REPORT, said(command.text), context),
  [
    ['not-found', undefined, ({ entities }) => entities.delete(reportEntity(REPORT))],
    ['comments-closed', undefined, ({ context }) => (context.at = '2026-05-31T15:59:59.000Z')],
    [
      'organization-not-registered',
      undefined,
      ({ entities }) => entities.delete(organizationEntity(holder.id)),
    ],
    ['comments-full', undefined, commented(REPORT, COMMENTS_EACH_MAX, 0)],
  ],
);

const waiting = (comments: PublicComments | undefined) => ({ publicComments: comments });
const openSaid = publicCommentText(PROJECT, '意见', new Uint8Array(SALT_BYTES));
const FULL = { received: 5_000, waiting: PUBLIC_COMMENTS_WAITING_MAX };
const commentingOpenly = () => ({ ...commenting(), context: { ...commenting().context, ...SYSTEM } });
holdLadder(
  'comment without a name on a project',
  commentingOpenly,
  ({ entities, context }) => decidePublicComment(entities, PROJECT, openSaid, context),
  [
    ...openingRules<{ text: string }>('developing', false),
    ['comments-closed', undefined, ({ context }) => (context.at = '2026-06-30T16:00:00.000Z')],
    ['public-comments-full', undefined, project(waiting(FULL))],
  ],
);
holdLadder(
  'comment without a name on a monitoring report',
  () => {
    const s = commentingOpenly();
    s.entities.set(reportEntity(REPORT), submittedReport());
    return s;
  },
  ({ entities, context }) => decidePublicComment(entities, REPORT, openSaid, context),
  [
    ['not-found', undefined, ({ entities }) => entities.delete(reportEntity(REPORT))],
    ['comments-closed', undefined, ({ context }) => (context.at = '2026-05-31T15:59:59.000Z')],
    [
      'public-comments-full',
      undefined,
      ({ entities }) => change<ReportState>(entities, reportEntity(REPORT), waiting(FULL)),
    ],
  ],
);
/** A comment of the public that waits, the third that came. */
const moderating = () => {
  const s = situation(
    projectState('CCER', 'published', { comments: 7, ...waiting({ received: 3, waiting: 2 }) }),
    { subject: PROJECT, number: 3, reason: '与项目无关' },
    contextOf('operator', 'operator', 'any'),
  );
  s.entities.set(publicCommentEntity(PROJECT, 3), entity({ sha256: 'a'.repeat(64), bytes: 9, at: AT }));
  return s;
};
const judged =
  (members: object) =>
  ({ entities }: Pick<Situation<unknown>, 'entities'>) =>
    change<object>(entities, publicCommentEntity(PROJECT, 3), members);
for (const [name, decide] of [
  ['admit a comment of the public', decideAdmitPublicComment],
  ['refuse a comment of the public', decideRefusePublicComment],
] as const)
  holdLadder(name, moderating, ({ entities, command }) => decide(entities, command), [
    ['not-found', undefined, ({ command }) => (command.number = 4)],
    ['public-comment-judged', undefined, judged({ admitted: { comment: 7, at: AT } })],
    ['public-comment-judged', undefined, judged({ refused: { reason: '重复', at: AT } })],
  ]);
it('an admitted comment is the next one, and waits no longer; a refused one takes no number', () => {
  const admitted = moderating();
  const event = expectEvent(admitted, ({ entities, command }) => decideAdmitPublicComment(entities, command));
  expect(event.facts).toMatchObject({ number: 3, comment: 8 });
  const after = advancedEntities(admitted.entities, event);
  expect(read(after, projectEntity(PROJECT))?.state).toMatchObject({
    comments: 8,
    publicComments: { received: 3, waiting: 1 },
  });
  expect(read(after, commentEntity(PROJECT, 8))?.state).toMatchObject({
    by: SYSTEM.org,
    at: AT,
    received: 3,
  });
  const refused = moderating();
  const other = expectEvent(refused, ({ entities, command }) => decideRefusePublicComment(entities, command));
  expect(read(advancedEntities(refused.entities, other), projectEntity(PROJECT))?.state).toMatchObject({
    comments: 7,
    publicComments: { received: 3, waiting: 1 },
  });
});

const validating = (standard: Standard): Situation<ValidateProject> =>
  situation(
    projectState(standard, standard === 'CCER' ? 'published' : 'under-validation'),
    {
      document: someDocument,
      conclusion: 'positive' as const,
      treatments: [
        { comment: 3, treatment: 'adopted' as const },
        { comment: 2, treatment: 'not-adopted' as const },
      ],
    },
    contextOf(validator.id, 'verifier', 'own'),
  );
const validate = ({ entities, command, context }: Situation<ValidateProject>) =>
  decideValidateProject(entities, PROJECT, command, context);
const validationRules = (standard: Standard): Rule<ValidateProject>[] => [
  ...openingRules<ValidateProject>('registered'),
  ...accreditationRules<ValidateProject>(validator.id, { sectors: ['energy'] }),
  ...(standard === 'VCS'
    ? [
        [
          'already-validated',
          undefined,
          project({ validation: { validator: validator.id, document: '' } }),
        ] as Rule<ValidateProject>,
      ]
    : []),
  ['comments-open', undefined, ({ context }) => (context.at = '2026-06-30T15:59:59.000Z')],
  ['comments-waiting', undefined, project(waiting({ received: 1, waiting: 1 }))],
  [
    'treatment-of-no-comment',
    '/treatments/0/comment',
    ({ command }) => (command.treatments = [{ comment: 1, treatment: 'adopted' }]),
  ],
  [
    'treatment-repeated',
    '/treatments/1/comment',
    ({ command }) => {
      if (command.treatments[0]?.comment === 3)
        command.treatments = [3, 3].map((comment) => ({ comment, treatment: 'adopted' as const }));
    },
  ],
  [
    'comment-untreated',
    '/treatments',
    ({ command }) => {
      if (command.treatments[1]?.comment === 2) command.treatments.pop();
    },
  ],
];
for (const standard of ['CCER', 'VCS'] as const)
  holdLadder(`validate ${standard}`, () => validating(standard), validate, validationRules(standard));

const treating = (standard: Standard): Situation<TreatComments> => {
  const s = validating(standard);
  const treatments = [{ comment: 2, treatment: 'adopted' as const }];
  return { ...s, command: { subject: PROJECT, treatments } };
};
const treat = ({ entities, command, context }: Situation<TreatComments>) =>
  decideTreatComments(entities, command, context);
holdLadder('treat comments', () => treating('CCER'), treat, [
  ...openingRules<TreatComments>('registered'),
  ...accreditationRules<TreatComments>(validator.id, { standards: ['GS'] }),
  ['comments-open', undefined, ({ context }) => (context.at = '2026-06-30T15:59:59.000Z')],
  [
    'treatment-of-no-comment',
    '/treatments/0/comment',
    ({ command }) => (command.treatments = [{ comment: 1, treatment: 'adopted' }]),
  ],
  [
    'comment-untreated',
    '/treatments',
    ({ command }) => {
      if (command.treatments[0]?.comment === 2) command.treatments = [{ comment: 3, treatment: 'adopted' }];
    },
  ],
]);

it('comments treated in pages need no other treatment, but by the body that treated them', () => {
  const s = treating('CCER');
  const page = expectEvent(s, treat);
  for (const [id, next] of advancedEntities(s.entities, page)) s.entities.set(id, next);
  expect(treat(s)).toMatchObject({ rejected: 'treatment-of-no-comment' });
  const rest = { ...validating('CCER'), entities: s.entities };
  expect(validate(rest)).toMatchObject({
    rejected: 'treatment-of-no-comment',
    pointer: '/treatments/1/comment',
  });
  rest.command.treatments = [{ comment: 3, treatment: 'adopted' }];
  expect(validate(rest)).toMatchObject({ type: 'project.validated' });
  project({ design: { ...designOf(s), treated: { by: OTHER, to: 3 } } })(s as Situation<unknown>);
  expect(validate(rest)).toMatchObject({ rejected: 'comment-untreated' });
});
const designOf = ({ entities }: Situation<unknown>) => read(entities, projectEntity(PROJECT))!.state.design!;

it('the text of a comment is removed once, by an order', () => {
  const order = '赤网信令〔2026〕1号';
  const removing = { subject: PROJECT, number: 2, order };
  const entities = new Map([
    [commentEntity(PROJECT, 2), entity({ sha256: 'a'.repeat(64), bytes: 90, by: OTHER, at: AT })],
  ]);
  expect(decideRemoveComment(new Map(), removing)).toMatchObject({ rejected: 'not-found' });
  const draft = decideRemoveComment(entities, removing);
  expect(draft).toMatchObject({ type: 'comment.removed', facts: removing });
  const event = eventOf(draft as Draft, entities, byDeveloper);
  const [[, removed]] = [...advancedEntities(entities, event)] as [[string, never]];
  expect(removed).toMatchObject({ state: { sha256: 'a'.repeat(64), removed: { order } } });
  expect(decideRemoveComment(new Map([[commentEntity(PROJECT, 2), removed]]), removing)).toMatchObject({
    rejected: 'comment-removed',
    seen: { order },
  });
});

it('a comment beyond the last is none', () => {
  const s = validating('CCER');
  s.command.treatments.push({ comment: 4, treatment: 'adopted' });
  expect(validate(s)).toMatchObject({
    rejected: 'treatment-of-no-comment',
    pointer: '/treatments/2/comment',
  });
});

type Requested = { commitment: typeof someDocument };
const request = ({ entities, command, context }: Situation<Requested>) =>
  decideRequestRegistration(entities, PROJECT, command, context);
const requesting = (standard: Standard): Situation<Requested> =>
  situation(
    projectState(standard, standard === 'CCER' ? 'validated' : 'under-validation', {
      validation: { validator: validator.id, document: '' },
    }),
    { commitment: someDocument },
  );
holdLadder('request CCER registration', () => requesting('CCER'), request, [
  ...openingRules<Requested>('published'),
  ['working-days-unknown', undefined, ({ context }) => (context.at = '2026-12-20T00:00:00.000Z')],
]);
holdLadder('request VCS registration', () => requesting('VCS'), request, [
  ...openingRules<Requested>('registered'),
  [
    'not-validated',
    undefined,
    ({ entities }) => {
      const found = entities.get(projectEntity(PROJECT))?.state as ProjectState | undefined;
      delete found?.validation;
    },
  ],
]);

type Registered = { code: string };
const register = ({ entities, command, context }: Situation<Registered>) =>
  decideRegisterProject(entities, PROJECT, command, context);
const registering = (standard: Standard, dueBy?: string): Situation<Registered> =>
  situation(
    projectState(standard, 'registration-requested', {
      requested: { on: '2026-07-20', ...(dueBy && { dueBy }) },
    }),
    { code: 'R-1' },
    contextOf('operator', 'operator', 'any'),
  );
holdLadder('register', () => registering('VCS'), register, [
  ...openingRules<Registered>('registered', false),
  ['methodology-not-in-force', undefined, project({ methodology: 'VM9999' })],
  [
    'registration-already-taken',
    '/code',
    ({ entities }) => entities.set(registrationEntity('VCS', 'R-1'), entity({ holder: PROJECT })),
  ],
  [
    'id-taken',
    undefined,
    ({ entities, context }) =>
      entities.set(accountEntity(bufferOf('VM0047', context.id)!), entity({ organization: OTHER })),
  ],
]);

it.each([
  ['CCER', '2026-08-01', false, false],
  ['CCER', '2026-07-31', true, false],
  ['VCS', undefined, false, true],
] as const)('%s due by %s: late %s, buffer %s', (standard, dueBy, late, buffered) => {
  const { facts } = expectEvent(registering(standard, dueBy), register) as EventOfType<'project.registered'>;
  expect([facts.late, facts.buffer !== undefined]).toEqual([late, buffered]);
  expect(facts).toMatchObject({ crediting: CREDITING, boundary: 'b'.repeat(64), areaSquareMetres: 10_000 });
});

type Reason = { reason: string };
holdLadder(
  'deregister',
  () =>
    situation(
      projectState('CCER', 'registered'),
      { reason: '造假' },
      contextOf('operator', 'operator', 'any'),
    ),
  ({ entities, command, context }) => decideMoveProject(entities, PROJECT, 'deregister', command, context),
  [
    ['not-found', undefined, ({ entities }) => entities.delete(projectEntity(PROJECT))],
    ['deregistered-is-final', undefined, project<Reason>({ status: 'deregistered' })],
    ['not-in-this-lifecycle', undefined, project<Reason>({ standard: 'VCS' })],
    [
      'transition-not-allowed',
      undefined,
      ({ entities }) => {
        const { status } = (entities.get(projectEntity(PROJECT))?.state ?? {}) as ProjectState;
        if (status === 'registered')
          change<ProjectState>(entities, projectEntity(PROJECT), { status: 'refused' });
      },
    ],
  ],
);

it('an agreement that takes effect tomorrow is not in force', () => {
  const s = develop();
  const [version] = agreementState().state.versions;
  agreement<{ agreement: string }>({ versions: [{ ...version!, effectiveFrom: '2026-08-02' }] })(s);
  expect(decideBeginDevelopment(s.entities, PROJECT, s.command, s.context)).toMatchObject({
    rejected: 'agreement-not-in-force',
  });
});
