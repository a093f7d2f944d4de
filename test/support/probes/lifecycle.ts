/**
 * Native projects through the real API: land, agreement, and the way to the registration, under a clock that
 * the test sets. Only `Date` is replaced; give it back with `vi.useRealTimers()` after the file.
 */
import { vi } from 'vitest';
import { addDays, chinaDate } from '../../../shared/base/day.ts';
import type { LandType } from '../../../shared/land/facts.ts';
import { methodologyOf } from '../../../shared/sinks/methodology.ts';
import { bannerOf } from '../land/banner-of.ts';
import { type Caller, castMember, OPERATOR, registerOrganization, type TestApi } from './api.ts';
import { storedDocument } from './documents.ts';
import { must } from './small-registry.ts';

/** A Monday of 2026; the working-day calendar has some ten months after it. */
const FIRST_DAY = '2026-01-05';

const isSet = () => vi.isFakeTimers() || vi.getMockedSystemTime() !== null;

/** The day on which the test is, in China; the first one where no test has set the clock. */
export function today(): string {
  return isSet() ? chinaDate(new Date().toISOString()) : FIRST_DAY;
}

/**
 * Sets the clock to ten in the morning in China of that day, and lets it run: the log is in order of time, so
 * no two commits should have the same. Never back: entities' times only grow.
 */
export function onDay(day: string): void {
  const now = new Date(`${day}T02:00:00.000Z`);
  if (!isSet()) vi.useFakeTimers({ toFake: ['Date'], now, shouldAdvanceTime: true, advanceTimeDelta: 1 });
  else if (new Date() < now) vi.setSystemTime(now);
}

export interface Polygon {
  type: 'Polygon';
  coordinates: [number, number][][];
}

/** A square of `degrees` with its south-west corner there; a hundredth of a degree is some 0.9 km². */
export function square(longitude: number, latitude: number, degrees = 0.01): Polygon {
  const six = (ordinate: number) => Number(ordinate.toFixed(7));
  const [west, south] = [six(longitude + 0.0000011), six(latitude + 0.0000013)];
  const [east, north] = [six(west + degrees), six(south + degrees)];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}

let squares = 0;
/** A square in 敖汉旗 that no other test has. */
export function freshSquare(): Polygon {
  const number = squares++;
  return square(119.62 + 0.012 * (number % 40), 42.26 + 0.012 * Math.floor(number / 40));
}

const remoteSquares = { march: 0, lately: 0 };
/**
 * Degrees from one remote square to the next: between them lies more than a land cell (1/256 of a degree).
 */
const APART = 0.016;
/**
 * A square in a degree that nobody else publishes in, one for each day that a clock is set back to.
 * The instant of a publication is never before the newest one of its degree, nor before what last moved a
 * project that has land in one of its cells. So such a project needs land of its own, and no neighbour.
 */
export function remoteSquare(day: 'march' | 'lately'): Polygon {
  const number = remoteSquares[day]++;
  const south = day === 'march' ? 44.3 : 43.3;
  return square(120.02 + APART * (number % 30), south + APART * Math.floor(number / 30));
}

export interface Member {
  caller: Caller;
  id: string;
  account: string;
}

export interface NativeOptions {
  standard?: 'CCER' | 'VCS';
  methodology?: string;
  /** GeoJSON Polygon or MultiPolygon of its one parcel. */
  boundary?: object;
  startedOn?: string;
  crediting?: { from: string; to: string };
  /** Act for an organization that is there already. */
  developer?: Member;
  holder?: Member;
  /** Of the parties, besides developer and holder. */
  shares?: { organization: string; kind: string; basisPoints: number }[];
  name?: string;
  /** Of a power project. */
  facility?: string;
}

export interface NativeProject {
  project: string;
  standard: 'CCER' | 'VCS';
  developer: Member;
  holder: Member;
  parcel: string;
  agreement: string;
  validator: Member;
  /** A second verification body: [18] has another one verify the reductions. */
  verifier2: Member;
  startedOn: string;
  crediting: { from: string; to: string };
  boundary: object;
}

let members = 0;
/**
 * A member under a name of its own: whoever is registered under a like name is registered after the one
 * before, also where the clock was set back in between.
 */
const member = async (api: TestApi, role: Caller['roles'][number], name: string): Promise<Member> =>
  registerOrganization(api, [role], `${name}${++members}`);

export const REGULATOR: Caller = castMember('chifeng-regulator', ['regulator']);

/** A parcel of the holder, surveyed by the developer; returns its id. */
export async function registerParcel(
  api: TestApi,
  developer: Member,
  holder: Member,
  { boundary, type }: { boundary: object; type: LandType },
): Promise<string> {
  const title = await storedDocument(developer.id);
  const banner = bannerOf(boundary);
  const body = { name: '示例地块', type, banner, holder: holder.id, boundary, title };
  return (await must(api, 'POST /v1/parcels', developer.caller, body)).id;
}

/**
 * An agreement in force from today on, between developer, holder and whoever else is named; returns its id.
 */
export async function agree(
  api: TestApi,
  developer: Member,
  holder: Member,
  others: NonNullable<NativeOptions['shares']> = [],
): Promise<string> {
  const left = 10_000 - others.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  const parties = [
    { organization: developer.id, kind: 'municipal', basisPoints: Math.floor(left / 2) },
    { organization: holder.id, kind: 'holder', basisPoints: Math.ceil(left / 2) },
    ...others,
  ];
  const document = await storedDocument(developer.id);
  const { id } = await must(api, 'POST /v1/agreements', developer.caller, {
    effectiveFrom: today(),
    parties,
    document,
  });
  for (const { organization } of parties.slice(1)) {
    const caller: Caller = { org: organization, roles: ['enterprise'] };
    await must(api, `POST /v1/agreements/${id}/accept`, caller, { version: 1 });
  }
  return id;
}

/** A project in the reserve pool, its land surveyed and its agreement in force. */
export async function reserveNativeProject(
  api: TestApi,
  options: NativeOptions = {},
): Promise<NativeProject> {
  onDay(today());
  const { standard = 'CCER', boundary = freshSquare() } = options;
  const methodology = options.methodology ?? (standard === 'CCER' ? 'CCER-14-001-V01' : 'VM0047');
  const type = methodologyOf(methodology)!.category as LandType;
  const developer = options.developer ?? (await member(api, 'developer', '示例农投'));
  const holder = options.holder ?? (await member(api, 'enterprise', '示例苏木合作社'));
  const validator = await member(api, 'verifier', '示例审定机构');
  const verifier2 = await member(api, 'verifier', '示例核查机构');
  const parcel = await registerParcel(api, developer, holder, { boundary, type });
  const agreement = await agree(api, developer, holder, options.shares);
  const reserved = await must(api, 'POST /v1/projects', developer.caller, {
    name: options.name ?? '敖汉旗生态碳汇（示例）',
    standard,
    methodology,
    parcels: [parcel],
    ...(options.facility !== undefined && { facility: options.facility }),
  });
  const years = methodologyOf(methodology)!.crediting.yearsMin ?? 7;
  const { startedOn = '2021-03-15' } = options;
  const { crediting = { from: '2021-04-01', to: addDays(`${2021 + years}-04-01`, -1) } } = options;
  return {
    project: reserved.id,
    standard,
    developer,
    holder,
    parcel,
    agreement,
    validator,
    verifier2,
    startedOn,
    crediting,
    boundary,
  };
}

/** Begins its development; the extra approval where it needs one. */
export async function developNativeProject(api: TestApi, native: NativeProject): Promise<void> {
  const { project, developer, agreement } = native;
  const { category } = await must(api, `GET /v1/projects/${project}`, developer.caller);
  if (native.standard === 'VCS' && category !== 'forest')
    await must(api, `POST /v1/projects/${project}/approve`, REGULATOR, {
      document: await storedDocument(REGULATOR.org),
    });
  await must(api, `POST /v1/projects/${project}/develop`, developer.caller, { agreement });
}

/** What publishing its design takes. */
export async function publishBody({ developer, validator, startedOn, crediting }: NativeProject) {
  return {
    document: await storedDocument(developer.id),
    validator: validator.id,
    startedOn,
    crediting,
    legalDuty: false,
    underEts: false,
  };
}

/** Publishes its design; returns the project as the API shows it. */
export async function publishNativeProject(api: TestApi, native: NativeProject) {
  const body = await publishBody(native);
  return must(api, `POST /v1/projects/${native.project}/publish`, native.developer.caller, body);
}

/** A native project in the days of publication of its design, which is `comments`. */
export async function publishedProject(
  api: TestApi,
  options: NativeOptions = {},
): Promise<NativeProject & { comments: { from: string; to: string } }> {
  const native = await reserveNativeProject(api, options);
  await developNativeProject(api, native);
  const { comments } = await publishNativeProject(api, native);
  return { ...native, comments };
}

/** Validates it the day after its comments end, all of them adopted. */
export async function validateNativeProject(api: TestApi, native: NativeProject): Promise<void> {
  const { project, validator } = native;
  const { design } = await must(api, `GET /v1/projects/${project}`, validator.caller);
  onDay(addDays(design.comments.to, 1));
  const comments: { number: number }[] = (
    await must(api, `GET /v1/projects/${project}/comments?limit=200`, validator.caller)
  ).items;
  await must(api, `POST /v1/projects/${project}/validate`, validator.caller, {
    document: await storedDocument(validator.id),
    conclusion: 'positive',
    treatments: comments
      .filter(({ number }) => number > design.commentsBefore)
      .map(({ number }) => ({ comment: number, treatment: 'adopted' })),
  });
}

export async function requestNativeRegistration(
  api: TestApi,
  { project, developer }: NativeProject,
): Promise<void> {
  const commitment = await storedDocument(developer.id);
  await must(api, `POST /v1/projects/${project}/request-registration`, developer.caller, { commitment });
}

let codes = 0;
/** A registered native project, made through the API in some five weeks of its clock. */
export async function registerNativeProject(
  api: TestApi,
  options: NativeOptions = {},
): Promise<NativeProject> {
  const native = await publishedProject(api, options);
  await validateNativeProject(api, native);
  await requestNativeRegistration(api, native);
  const code = `${native.standard}-示例-${++codes}`;
  await must(api, `POST /v1/projects/${native.project}/register`, OPERATOR, { code });
  return native;
}
