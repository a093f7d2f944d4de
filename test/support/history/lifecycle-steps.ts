/** Steps of histories about projects and their land. Boundaries are real, and kept beside the leaves. */
import { Replay } from '../../../events/audit/replay.ts';
import type { Violation } from '../../../events/audit/violation.ts';
import type { LandType } from '../../../shared/land/facts.ts';
import type { Boundary } from '../../../shared/land/multi-polygon.ts';
import type { PublishDesign } from '../../../shared/sinks/commands.ts';
import { decideApproveProject, decideBeginDevelopment } from '../../../shared/sinks/develop-project.ts';
import type { Overlap } from '../../../shared/sinks/land-overlap.ts';
import { decideMoveProject, type Move } from '../../../shared/sinks/move-project.ts';
import { decidePublishDesign } from '../../../shared/sinks/publish-design.ts';
import { decideComment, decideRemoveComment } from '../../../shared/sinks/receive-comment.ts';
import { decideRegisterProject, decideRequestRegistration } from '../../../shared/sinks/register-project.ts';
import { decideReserveProject } from '../../../shared/sinks/reserve-project.ts';
import { surveyOf } from '../../../shared/sinks/survey.ts';
import { decideTreatComments } from '../../../shared/sinks/treat-comments.ts';
import { decideValidateProject } from '../../../shared/sinks/validate-project.ts';
import { boundaryOf } from '../land/banners.ts';
import { ORIGIN } from '../log/log.ts';
import { square } from '../probes/lifecycle.ts';
import { accredit } from './accreditation-steps.ts';
import { acceptVersion, proposeAgreement, sharesOf } from './agreement-steps.ts';
import { as, History, OPERATOR } from './history.ts';
import { registerParcel } from './land-steps.ts';
import { said } from './said.ts';

/** So many days before the usual start, so that the working-day calendar reaches behind all that is due. */
const EARLIER_DAYS = -300;
const DAY = '2026-01-01';
export const someDocument = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1000 } as const;
export const CREDITING = { from: '2021-04-01', to: '2061-03-31' };

export function lifecycleHistory() {
  const h = new History('lifecycle');
  h.wait(EARLIER_DAYS);
  const developer = h.organization({ name: '市农投集团', roles: ['developer'] }).id;
  const other = h.organization({ name: '旗农投', roles: ['developer'] }).id;
  const holder = h.organization({ name: '苏木合作社' }).id;
  const validator = h.organization({ name: '审定机构', roles: ['verifier'] }).id;
  const second = h.organization({ name: '核查机构', roles: ['verifier'] }).id;
  const regulator = h.organization({ name: '主管部门', roles: ['regulator'] }).id;
  const validity = { from: '2000-01-01', to: '2027-03-20' };
  for (const verifier of [validator, second]) accredit(h, regulator, verifier, { validity });
  const parties = sharesOf(developer, holder);
  const agreement = proposeAgreement(h, developer, { parties, effectiveFrom: DAY });
  acceptVersion(h, holder, agreement);
  const boundaries = new Map<string, Boundary>();
  return { h, developer, other, holder, validator, second, regulator, agreement, boundaries };
}
export type LifecycleHistory = ReturnType<typeof lifecycleHistory>;

export interface Project {
  project: string;
  land: ReturnType<typeof surveyOf>;
}

type Standard = 'CCER' | 'VCS';
const byDeveloper = ({ developer }: LifecycleHistory) => as(developer, 'developer');

let fields = 0;
/** A project in the reserve pool, on a square of its own where none is given. */
export function reserve(
  s: LifecycleHistory,
  standard: Standard = 'CCER',
  geometry: object = square(119 + 0.02 * fields++, 42),
  methodology = standard === 'CCER' ? 'CCER-14-001-V01' : 'VM0047',
): Project {
  const boundary = boundaryOf(geometry);
  const land = surveyOf([{ parcel: 'l', boundary }]);
  const { areaSquareMetres, boundary: digest } = land.land;
  const type: LandType = methodology === 'VM0026' ? 'grassland' : 'forest';
  const held = { holder: s.holder, type, areaSquareMetres, boundary: digest };
  const parcel = registerParcel(s.h, s.developer, held);
  const { facts } = s.h.commit<'project.reserved'>(byDeveloper(s), (context) =>
    decideReserveProject(s.h.entities, { name: '造林', standard, methodology, parcels: [parcel] }, context),
  );
  return { project: facts.project, land };
}

export const develop = (s: LifecycleHistory, { project }: Project) =>
  s.h.commit(byDeveloper(s), (context) =>
    decideBeginDevelopment(s.h.entities, project, { agreement: s.agreement }, context),
  );

export const approve = (s: LifecycleHistory, { project }: Project) =>
  s.h.commit({ ...as(s.regulator, 'regulator'), scope: 'any' }, (context) =>
    decideApproveProject(s.h.entities, project, { document: someDocument }, context),
  );

/** Publishes, and keeps the boundary; `overlaps` are what the writer found. */
export function publish(
  s: LifecycleHistory,
  { project, land }: Project,
  changed: Partial<PublishDesign> = {},
  overlaps: Overlap[] = [],
) {
  const command: PublishDesign = {
    document: someDocument,
    validator: s.validator,
    startedOn: '2021-03-15',
    crediting: CREDITING,
    legalDuty: false,
    underEts: false,
    land: { ...land.land, overlaps },
    ...changed,
  };
  s.boundaries.set(land.land.boundary, land.joined);
  return s.h.commit<'design.published'>(byDeveloper(s), (context) =>
    decidePublishDesign(s.h.entities, project, command, context),
  );
}

export const comment = (s: LifecycleHistory, { project }: Project) =>
  s.h.commit<'comment.received'>(as(s.holder), (context) =>
    decideComment(s.h.entities, project, said(), { ...context, scope: 'any' }),
  );

/** A page of treatments, all adopted, ahead of the conclusion. */
export const treat = (s: LifecycleHistory, { project }: Project, comments: readonly number[]) =>
  s.h.commit<'comments.treated'>(as(s.validator, 'verifier'), (context) =>
    decideTreatComments(
      s.h.entities,
      { subject: project, treatments: comments.map((comment) => ({ comment, treatment: 'adopted' })) },
      context,
    ),
  );

export const removeText = (s: LifecycleHistory, { project }: Project, number: number) =>
  s.h.commit<'comment.removed'>(OPERATOR, () =>
    decideRemoveComment(s.h.entities, { subject: project, number, order: '赤网信令〔2026〕1号' }),
  );

export const validate = (
  s: LifecycleHistory,
  { project }: Project,
  comments: readonly number[] = [],
  conclusion: 'positive' | 'negative' = 'positive',
) =>
  s.h.commit<'project.validated'>(as(s.validator, 'verifier'), (context) =>
    decideValidateProject(
      s.h.entities,
      project,
      {
        document: someDocument,
        conclusion,
        treatments: comments.map((number) => ({ comment: number, treatment: 'adopted' as const })),
      },
      context,
    ),
  );

export const request = (s: LifecycleHistory, { project }: Project) =>
  s.h.commit<'registration.requested'>(byDeveloper(s), (context) =>
    decideRequestRegistration(s.h.entities, project, { commitment: someDocument }, context),
  );

export const register = (s: LifecycleHistory, { project }: Project, code = project) =>
  s.h.commit<'project.registered'>(OPERATOR, (context) =>
    decideRegisterProject(s.h.entities, project, { code }, context),
  );

export const move = (s: LifecycleHistory, { project }: Project, verb: Move) =>
  s.h.commit(verb === 'withdraw' ? byDeveloper(s) : OPERATOR, (context) =>
    decideMoveProject(s.h.entities, project, verb, { reason: '示例' }, context),
  );

/** Published, and its window over. */
export function published(s: LifecycleHistory, standard: Standard = 'CCER', geometry?: object): Project {
  const p = reserve(s, standard, geometry);
  develop(s, p);
  publish(s, p);
  s.h.wait(40);
  return p;
}

export function registered(s: LifecycleHistory, standard: Standard = 'CCER', geometry?: object): Project {
  const p = published(s, standard, geometry);
  validate(s, p);
  request(s, p);
  register(s, p);
  return p;
}

/** What a replay finds, the boundaries at hand. */
export function audited({ h, boundaries }: LifecycleHistory, withLand = true): readonly Violation[] {
  const replay = new Replay({
    log: ORIGIN,
    ...(withLand && { boundaries: (digest: string) => boundaries.get(digest) }),
  });
  const found = h.leaves.flatMap((leaf, index) => [...replay.apply(index, leaf)]);
  return [...found, ...replay.finish()];
}
