/**
 * A flow within a park: electricity or heat that one member's line sent out and another's received. As far as
 * it goes it is nobody's purchase, so both ends cancel in every view: what remains is the fuel that made it.
 */
import { compare, decimal, over, plus, type Rational, times, ZERO } from '../base/rational.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { LineOf, ReadLine } from './line.ts';
import { addSums, electricitySums, NO_SUMS, type SumsExact } from './sums.ts';
import { type ComputedLine, VIEWS } from './views.ts';

/** A line of a member's statement; of the park's own where no statement is named. */
export interface LineReference {
  statement?: string | undefined;
  line: string;
}

export interface Flow {
  from: LineReference;
  to: LineReference;
  /** kWh or GJ, as the lines count. */
  quantity: string;
}

/** A statement's lines by id, as they were read and with what they come to. */
export type LinesById = ReadonlyMap<string, { read: ReadLine; computed: ComputedLine }>;

type EnergyLine = LineOf<'electricity'> | LineOf<'heat'>;
interface End {
  line: EnergyLine;
  quantity: Rational;
  computed: ComputedLine;
}

/**
 * What the flows cancel, over all of them. Rejections in order, of each flow: flow-line-unknown (from, to),
 * flow-ends, flow-nothing, flow-exceeds-line (from, to; with all flows before it).
 */
export function cancelledBy(
  flows: readonly Flow[],
  linesOf: (statement: string | undefined) => LinesById | undefined,
): SumsExact | Rejection {
  const taken = new Map<string, Rational>();
  let cancelled = NO_SUMS;
  for (const [at, { from, to, quantity }] of flows.entries()) {
    const ends = [endOf(linesOf, from), endOf(linesOf, to)] as const;
    const unknown = ends[0] ? (ends[1] ? undefined : 'to') : 'from';
    if (unknown !== undefined) {
      const { line } = unknown === 'from' ? from : to;
      return reject('flow-line-unknown', `/park/flows/${at}/${unknown}`, { line });
    }
    const [source, sink] = ends as [End, End];
    if (from.statement === to.statement || !areEnds(source.line, sink.line))
      return reject('flow-ends', `/park/flows/${at}`);
    const amount = decimal(quantity);
    if (compare(amount, ZERO) === 0) return reject('flow-nothing', `/park/flows/${at}/quantity`);
    for (const [name, reference, end] of [['from', from, source] as const, ['to', to, sink] as const]) {
      const key = `${reference.statement ?? ''} ${reference.line}`;
      const all = plus(taken.get(key) ?? ZERO, amount);
      if (compare(all, end.quantity) > 0)
        return reject('flow-exceeds-line', `/park/flows/${at}/quantity`, { line: reference.line, end: name });
      taken.set(key, all);
      cancelled = addSums(cancelled, partOf(end, amount));
    }
  }
  return cancelled;
}

function endOf(
  linesOf: (statement: string | undefined) => LinesById | undefined,
  { statement, line }: LineReference,
): End | undefined {
  const found = linesOf(statement)?.get(line);
  if (!found) return undefined;
  const { read, computed } = found;
  if (read.line.kind !== 'electricity' && read.line.kind !== 'heat') return undefined;
  return { line: read.line, quantity: read.quantity, computed };
}

/** Of one kind, sent out here and received there; nobody receives what he generates himself. */
const areEnds = (from: EnergyLine, to: EnergyLine): boolean =>
  from.kind === to.kind &&
  from.direction === 'sent-out' &&
  to.direction === 'received' &&
  !(to.kind === 'electricity' && to.supply === 'self-generated');

/** The part of a line that `amount` is; an amount of a line of zero was refused before. */
function partOf({ line, quantity, computed }: End, amount: Rational): SumsExact {
  const share = over(amount, quantity);
  const inViews = VIEWS.map((view) => {
    const { kilograms, apart } = computed.views[view];
    return [view, apart ? ZERO : times(kilograms, share)] as const;
  });
  const { park910 } = computed.views;
  return {
    ...(Object.fromEntries(inViews) as Record<(typeof VIEWS)[number], Rational>),
    apart: park910.apart ? times(park910.kilograms, share) : ZERO,
    ...electricitySums(line, amount),
  };
}
