/**
 * Steps of histories about first sales and their income. The way of a project to its agreement is
 * long and not the matter here: an imported one is given its agreement by hand, in the history and
 * in the replay alike.
 */
import { Replay } from '../../../events/audit/replay.ts';
import type { Violation } from '../../../events/audit/violation.ts';
import { seal } from '../../../shared/base/seal.ts';
import { accountEntity, type Entity, projectEntity } from '../../../shared/ledger/entity.ts';
import { decideDivideIncome } from '../../../shared/units/divide-income.ts';
import { ORIGIN } from '../log/log.ts';
import { agree } from './agreement-steps.ts';
import { as, History } from './history.ts';

/** Price of every sale here, in fen. */
export const FEN = 1_234_567;
const salt = new Uint8Array(32).fill(9);
export const SEALED = seal({ fen: FEN }, salt);
/** The day in China on which these histories happen. */
export const TODAY = '2026-11-21';

type Named = ReturnType<History['organization']>;

export interface IncomeHistory {
  h: History;
  developer: Named;
  holder: Named;
  copper: Named;
  /** Its account is called the project's buffer. */
  buffer: Named;
  project: string;
  batch: string;
  agreement: string;
  /** The first sale that was accepted. */
  sale: string;
  /** By entity, what is given by hand after the first `arranged` leaves. */
  given: Record<string, object>;
  arranged: number;
}

/** A developer's project with an agreement and 1000 units; 100 are sold first (901–1000) and accepted. */
export function incomeHistory(): IncomeHistory {
  const h = new History();
  const developer = h.organization({ name: '市农投集团', roles: ['developer'] });
  const [holder, copper, buffer] = ['嘎查', '铜业', '缓冲'].map((name) => h.organization({ name })) as [
    Named,
    Named,
    Named,
  ];
  const project = h.project({ developer: developer.id });
  const batch = h.issue({ project });
  const agreement = agree(h, developer.id, holder.id);
  const given = {
    [projectEntity(project)]: { agreement },
    [accountEntity(buffer.account)]: { buffer: project },
  };
  give(h.entities, given);
  const begun = { h, developer, holder, copper, buffer, project, batch, agreement, given };
  const sale = sell(begun);
  h.endTransfer(sale, 'accept', as(copper.id));
  // The offer and its acceptance come after.
  return { ...begun, sale, arranged: h.leaves.length - 2 };
}

function give(entities: Map<string, Entity>, given: Record<string, object>): void {
  for (const [id, members] of Object.entries(given)) {
    const entity = entities.get(id);
    if (entity) entity.state = { ...entity.state, ...members };
  }
}

type Sellers = Pick<IncomeHistory, 'h' | 'developer' | 'copper' | 'batch'>;
/** The developer offers units to copper at the price; returns the transfer. */
export const sell = ({ h, developer, copper, batch }: Sellers, quantity = 100): string =>
  h.offer(
    { from: developer.account, to: copper.account, items: [{ batch, quantity }], sealed: SEALED },
    as(developer.id, 'developer'),
  ).id;

export const divideIncome = ({ h, developer, sale }: IncomeHistory, transfer = sale) =>
  h.commit<'income.divided'>(as(developer.id, 'developer'), (context) =>
    decideDivideIncome(h.entities, { transfer, settledOn: TODAY, fen: FEN, salt }, context),
  );

/** The replay of the history's leaves, with what it finds. */
export function audited({ h, given, arranged, buffer }: IncomeHistory, careful = false) {
  const replay = new Replay({ log: ORIGIN, careful });
  const found: Violation[] = [];
  for (const [index, leaf] of h.leaves.entries()) {
    if (index === arranged) {
      give(replay.live.entities, given);
      replay.live.buffers.add(buffer.account);
    }
    found.push(...replay.apply(index, leaf));
  }
  found.push(...replay.finish());
  return { replay, found };
}
