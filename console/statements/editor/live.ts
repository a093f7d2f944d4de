/**
 * What a statement comes to while it is typed: the registry's own arithmetic on the lines that are complete.
 * What the registry holds, and nobody's browser, is told apart: draws from meters, what others verified.
 */
import type { EmissionStatement } from '../../../events/client/operations.schemas.ts';
import { fill } from '../../../shared/base/fill.ts';
import type { Words } from '../../../shared/base/words.ts';
import { isRejection, type Rejection } from '../../../shared/ledger/rejection.ts';
import type { RejectionRule } from '../../../shared/ledger/rejection-rule.ts';
import type { CoverMegawattHours, CoverTonnes } from '../../../shared/statements/cover.ts';
import { type Coverage, coverageOf } from '../../../shared/statements/coverage.ts';
import type { Stated } from '../../../shared/statements/facts.ts';
import { Line } from '../../../shared/statements/line.ts';
import { statementRejections } from '../../../shared/statements/rejections.ts';
import { statedFrom } from '../../../shared/statements/submit-statement.ts';
import { type ComputedLine, VIEWS, type View } from '../../../shared/statements/views.ts';
import { shownView, waterfallOf } from '../../../shared/statements/waterfall.ts';
import { lineInput, type StatementForm } from './statement-form.ts';
import { wholeHere } from './whole-here.ts';

/** What was retired for the statement: none of a new one. */
export interface Retired {
  green: CoverMegawattHours;
  retired: CoverTonnes;
}

export interface LiveFigures {
  stated: Stated;
  views: Record<View, ReturnType<typeof shownView>>;
  coverage: Coverage;
  waterfall: ReturnType<typeof waterfallOf>;
  /** By the index in the form, of the lines that are counted. */
  lines: ReadonlyMap<number, ComputedLine>;
}

export interface Live {
  /** Absent where nothing can be worked out yet. */
  figures?: LiveFigures;
  /** Indexes of lines that aren't filled in, and aren't counted. */
  incomplete: number[];
  /** The rule that the lines break together, in the registry's words, and the line that it is about. */
  fault?: { words: Words; line?: number };
}

const line = Line();

/**
 * @param at the present instant: which published factors are in use hangs on the day
 * @param members the statements that a park's rolls up
 */
export function liveOf(
  form: StatementForm,
  { green, retired }: Retired,
  at: string,
  members: readonly EmissionStatement[] = [],
): Live {
  const counted: { index: number; line: Line }[] = [];
  const incomplete: number[] = [];
  for (const [index, each] of form.lines.entries()) {
    const read = line.safeParse(lineInput(each));
    if (read.success) counted.push({ index, line: read.data });
    else incomplete.push(index);
  }
  const { subject, year, province, boundary = '', sector, producingSince } = form;
  if (year === undefined || province === undefined || counted.length + members.length === 0)
    return { incomplete };
  const lines = counted.map((each) => each.line);
  const made = statedFrom({ subject, year, province, boundary, lines, sector, producingSince }, at);
  if (isRejection(made)) return { incomplete, fault: faultOf(made, counted) };
  const { computed } = made;
  const stated = form.park ? wholeHere(made.stated, form.park.park, members) : made.stated;
  const state = { stated, green, retired };
  const coverage = coverageOf(state);
  const views = Object.fromEntries(VIEWS.map((view) => [view, shownView(state, view)]));
  return {
    incomplete,
    figures: {
      stated,
      views: views as LiveFigures['views'],
      coverage,
      waterfall: waterfallOf(stated, coverage),
      lines: new Map(computed.lines.map((each, at) => [counted[at]!.index, each])),
    },
  };
}

function faultOf({ rejected, pointer = '', seen }: Rejection, counted: readonly { index: number }[]) {
  const rules: Readonly<Record<string, RejectionRule>> = statementRejections;
  const { title, remedy } = rules[rejected] ?? { title: { zh: rejected, en: rejected }, remedy: NO_REMEDY };
  const line = counted[Number(/^\/lines\/(\d+)/.exec(pointer)?.[1])]?.index;
  const words = {
    zh: `${fill(title.zh, seen)}。${fill(remedy.zh, seen)}`,
    en: `${fill(title.en, seen)}. ${fill(remedy.en, seen)}`,
  };
  return { words, ...(line !== undefined && { line }) };
}

const NO_REMEDY = { zh: '', en: '' };
