/** Valid histories from arbitrary numbers: each is a step that someone tries; refused steps are left out. */
import fc from 'fast-check';
import { read, STATE_ENTITY } from '../../../shared/ledger/entity.ts';
import { as, History } from './history.ts';

/** Steps of a history: what is tried, and numbers that choose who and how much. */
const step = fc.tuple(fc.nat(11), fc.nat(999), fc.nat(999), fc.nat(999));
type Step = [kind: number, a: number, b: number, c: number];

const NAMES = ['铜业', 'Steel Co.', 'Société Énergie', '“Quoted” \\ back/slash', '羊绒 — 集团'];
const BENEFICIARIES = ['赤峰铜业', 'Chifeng Copper', 'a "b" c', 'naïve café', '𠮷野'];

interface Cast {
  h: History;
  organizations: { id: string; account: string }[];
  projects: string[];
  batches: string[];
  offers: { id: string; from: string; to: string }[];
}

export const histories = (maxLength = 25) =>
  fc.array(step, { minLength: 1, maxLength }).map((steps) => historyOf(steps));

function historyOf(steps: readonly Step[]): History {
  const h = new History();
  const developer = h.organization({ name: '市农投集团', roles: ['developer', 'enterprise'] });
  const other = h.organization({ name: 'B' });
  const project = h.project({ developer: developer.id });
  const cast: Cast = { h, organizations: [developer, other], projects: [project], batches: [], offers: [] };
  cast.batches.push(h.issue({ project, quantity: 500, lanes: 2 }));
  for (const each of steps) {
    try {
      take(cast, each);
    } catch (error) {
      if (!(error as Error).message.startsWith('rejected')) throw error;
    }
  }
  return h;
}

const recordedSize = ({ entities }: History): number => read(entities, STATE_ENTITY)?.state.size ?? 0;

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

function take({ h, organizations, projects, batches, offers }: Cast, [kind, a, b, c]: Step): void {
  const one = pick(organizations, a);
  const two = pick(organizations, b);
  const batch = pick(batches, c);
  const items = [{ batch, quantity: 1 + (b % 120) }];
  switch (kind) {
    case 0:
      organizations.push(h.organization({ name: pick(NAMES, a) }));
      return;
    case 1: {
      const { id, account } = h.organization({
        name: 'Dev',
        foreign: { source: 'VROD/1', name: `Dev ${a}` },
      });
      organizations.push({ id, account });
      h.identify(id);
      return;
    }
    case 2: {
      const origin = { source: 'VROD', code: `VCS${a % 5}`, status: 'Registered' };
      const fields = { standard: 'VCS' as const, methodology: 'AMS-I.D.', category: 'energy' as const };
      projects.push(h.project({ developer: organizations[0]!.id, legacy: true, origin, ...fields }));
      return;
    }
    case 3:
      batches.push(
        h.issue({ project: pick(projects, a), quantity: 1 + b, lanes: 1 + (c % 4), account: one.account }),
      );
      return;
    case 4:
    case 5:
    case 6: {
      const { id } = h.offer({ from: one.account, to: two.account, items }, as(one.id));
      offers.push({ id, from: one.id, to: two.id });
      return;
    }
    case 7:
    case 8: {
      const { id, from, to } = pick(offers.length > 0 ? offers : [{ id: '', from: '', to: '' }], a);
      const end = pick(['accept', 'reject', 'withdraw'] as const, b);
      h.endTransfer(id, end, as(end === 'withdraw' ? from : to));
      return;
    }
    case 9:
    case 10:
      h.retire({ account: one.account, items, beneficiary: pick(BENEFICIARIES, c) }, as(one.id));
      return;
    default:
      // A recording never has fewer leaves than the last one.
      if (c % 3 === 0) h.recordState(Math.max(recordedSize(h), h.leaves.length - (b % 3)));
      else {
        const block = pick(h.held(one.account), b);
        if (block)
          h.subdivide({ batch: block.state.batch, block: block.state.from, lanes: 2 + (c % 3) }, as(one.id));
      }
  }
}
