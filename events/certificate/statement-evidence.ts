/**
 * Checks an emission statement offline: its version and verification are in the log that the key signed;
 * where its lines are disclosed, they open the seal of the leaf and come to its totals in all four views. Of
 * a park the members' leaves, its own lines and what cancelled between them add up to the whole.
 */
import * as z from 'zod';
import { canonicalize } from '../../shared/base/canonical.ts';
import { asParty, type EventOfType, type RegistryEvent } from '../../shared/ledger/event.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { electricityFactors } from '../../shared/statements/factors/grid.ts';
import { countsOf, LINES_MAX, Line, type ReadLine, readLines } from '../../shared/statements/line.ts';
import { opensLines } from '../../shared/statements/line-seals.ts';
import { FLOWS_MAX, ROLLED_MAX, type Sums } from '../../shared/statements/rolled-up.ts';
import {
  addSums,
  asFractions,
  fromFractions,
  lessSums,
  type SumsExact,
  statedSums,
  sumsOf,
} from '../../shared/statements/sums.ts';
import { computeViews, gridFactorsNamed } from '../../shared/statements/views.ts';
import {
  type CertificateOptions,
  type Checked,
  Evidence,
  type Fault,
  NamedLog,
  provenIn,
} from './evidence.ts';
import { named, ofType, type Stating, statementLeaf, verificationLeaf, versionOf } from './stating.ts';
import type { Named } from './unit-words.ts';

/** The format that this release writes and verifies. */
export const STATEMENT_FORMAT = 'lvzhang-emission-statement/v1';

/** Statement, verification, both organizations, and a leaf for each member. */
const LEAVES_MAX = 4 + ROLLED_MAX;

export const StatementEvidence = z.strictObject({
  format: z.literal(STATEMENT_FORMAT),
  statement: z.string(),
  version: z.int(),
  /** What the seal commits to, with what opens it; only for those who may see it. */
  disclosed: z
    .strictObject({
      lines: z.array(z.unknown()).max(LINES_MAX),
      flows: z.array(z.unknown()).max(FLOWS_MAX).optional(),
      salt: z.string(),
    })
    .optional(),
  log: NamedLog,
  evidence: z.array(Evidence).min(1).max(LEAVES_MAX),
});
export type StatementEvidence = z.infer<typeof StatementEvidence>;
type Disclosed = NonNullable<StatementEvidence['disclosed']>;

export interface ProvenStatement {
  stating: Stating;
  organization: Named;
  verified?: { by: Named; event: EventOfType<'statement.verified'> };
  /** Whether the lines were disclosed, and how many they are. */
  lines?: number;
  /** Members whose leaves were added up. */
  members: number;
  /** Size of the tree under whose checkpoint the leaves were found. */
  size: number;
}

export type StatementCheck = Checked<ProvenStatement>;

/** Checks the text of a statement's evidence. Bad content is a fault in the answer, never an exception. */
export function verifyStatementEvidence(text: string, options: CertificateOptions): StatementCheck {
  const { faults, fault, certificate: evidence, leaves } = provenIn(StatementEvidence, text, options);
  if (!evidence) return { valid: false, faults };
  const events = leaves.map(({ event }) => event);
  const stating = statementLeaf(evidence.statement, events, fault);
  if (!stating) return { valid: false, faults };
  const version = versionOf(stating);
  if (version !== evidence.version)
    fault('/version', `记录为第 ${version} 版`, `the leaf states version ${version}`);
  const { disclosed } = evidence;
  const own = disclosed && ownSums(stating, disclosed, fault);
  const members = checkSums(stating, own, events, fault);
  const organization = named(asParty(stating).by.org, events, fault);
  const verified = ofType(events, 'statement.verified').some(
    ({ facts }) => facts.statement === evidence.statement,
  )
    ? verificationLeaf(stating, events, fault)
    : undefined;
  const by = verified && named(asParty(verified).by.org, events, fault);
  if (faults.length > 0) return { valid: false, faults };
  return {
    valid: true,
    faults,
    proven: {
      stating,
      organization,
      ...(verified && by && { verified: { by, event: verified } }),
      ...(disclosed && { lines: disclosed.lines.length }),
      members,
      size: Math.max(...leaves.map(({ size }) => size)),
    },
  };
}

/** What the disclosed lines come to; undefined, with a fault, where they aren't what was sealed. */
function ownSums({ facts, sealed = '' }: Stating, disclosed: Disclosed, fault: Fault): SumsExact | undefined {
  const { lines, flows, salt } = disclosed;
  if (!opensLines(sealed, { lines, flows }, salt)) {
    fault('/disclosed', '所披露者不是所封印者', 'what is disclosed is not what was sealed');
    return undefined;
  }
  const read = linesOf(lines, fault);
  if (!read) return undefined;
  if (canonicalize(countsOf(read.map(({ line }) => line))) !== canonicalize(facts.lines))
    fault('/disclosed/lines', '行数与记录不符', 'the leaf counts other lines');
  if ((flows?.length ?? 0) !== (facts.park?.flows?.count ?? 0))
    fault('/disclosed/flows', '内部流动数与记录不符', 'the leaf counts other flows');
  const unknown = Object.values(facts.grid).find(
    (used) => !electricityFactors().some(({ id, value }) => id === used.id && value === used.value),
  );
  if (unknown) {
    fault('/evidence', `本版不知因子 ${unknown.id}`, `this release doesn't know the factor ${unknown.id}`);
    return undefined;
  }
  const { totals, apart, purchased, consumed } = computeViews(read, gridFactorsNamed(facts.grid));
  return { ...totals, apart, purchased, consumed };
}

function linesOf(lines: readonly unknown[], fault: Fault): ReadLine[] | undefined {
  const parsed = z.array(Line()).safeParse(lines);
  const read = parsed.success ? readLines(parsed.data) : undefined;
  if (read && !isRejection(read)) return read;
  const why = read ? read.rejected : (parsed.error?.issues[0]?.path.join('/') ?? '');
  fault('/disclosed/lines', `不能读出：${why}`, `they can't be read: ${why}`);
  return undefined;
}

/**
 * Totals are rounded as they say, and are the sum of their parts. Returns the number of members whose leaves
 * were added up.
 */
function checkSums(
  { facts }: Stating,
  own: SumsExact | undefined,
  events: readonly RegistryEvent[],
  fault: Fault,
): number {
  const whole = sumsOf(facts);
  const { totals, apart } = statedSums(whole);
  if (canonicalize({ totals, apart }) !== canonicalize({ totals: facts.totals, apart: facts.apart }))
    fault('/evidence', '合计的取整与其精确值不符', 'a total is not its exact value rounded');
  const { park } = facts;
  compareSums(own, park ? park.own : asFractions(whole), fault);
  if (!park) return 0;
  let sum = fromFractions(park.own);
  for (const member of membersOf(facts, events, fault)) sum = addSums(sum, sumsOf(member.facts));
  const left = park.flows ? lessSums(sum, fromFractions(park.flows.cancelled)) : sum;
  if (canonicalize(asFractions(left)) !== canonicalize(asFractions(whole)))
    fault('/evidence', '成员、自有与抵消之和不等于合计', 'members + own − flows is not the whole');
  return park.members.length;
}

/** The leaves of a park's members, each once: statements of organizations, of the park's year. */
function membersOf(
  { park, year }: Stating['facts'],
  events: readonly RegistryEvent[],
  fault: Fault,
): Stating[] {
  const found = new Map<string, Stating>();
  for (const { statement, version } of park?.members ?? []) {
    if (found.has(statement))
      fault(
        '/evidence',
        `成员排放声明 ${statement} 汇总两次`,
        `the member's statement ${statement} is counted twice`,
      );
    const member = statementLeaf(statement, events, fault);
    if (!member) continue;
    found.set(statement, member);
    if (versionOf(member) !== version)
      fault(
        '/evidence',
        `缺少成员排放声明 ${statement} 第 ${version} 版`,
        `no proof of version ${version} of the member's statement ${statement}`,
      );
    if (member.facts.subject.kind === 'park' || member.facts.year !== year)
      fault(
        '/evidence',
        `排放声明 ${statement} 不可汇总`,
        `statement ${statement} can't be a member's of that year`,
      );
  }
  return [...found.values()];
}

/** The disclosed lines come to what the leaf says of them, to the last digit. */
function compareSums(own: SumsExact | undefined, said: Sums, fault: Fault): void {
  if (!own) return;
  const come = asFractions(own);
  for (const [name, value] of Object.entries(said) as [keyof Sums, string][])
    if (come[name] !== value)
      fault(
        '/disclosed/lines',
        `${name}：逐行合计 ${come[name]}，记录为 ${value}`,
        `${name}: the lines come to ${come[name]}, the leaf says ${value}`,
      );
}
