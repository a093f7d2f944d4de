/**
 * How each year opens: large verified statements of the base year, members in the parks (one of them in both
 * during 2025), units to sell.
 */
import type { Step } from './attempt.ts';
import { join, leave } from './claim-steps.ts';
import type { Works } from './founding.ts';
import type { Park } from './parks-book.ts';
import { meterAndAnswer, settle } from './power-steps.ts';
import { submission, verification } from './statement-steps.ts';
import type { Version } from './statements-book.ts';
import { report } from './unit-steps.ts';

export const opening: Step = function* (scene) {
  const { cast, books } = scene;
  const [first, second] = cast.parks as [Park, Park];
  const [steel, copper] = cast.works as [Works, Works];
  for (const by of cast.works.slice(0, 3)) {
    const stated: Version = {
      ...{ subject: { kind: 'organization', name: by.name }, year: 2024, boundary: '全厂' },
      lines: [{ id: 'l0', what: 'grid', milli: 900_000_000n }],
    };
    yield submission(scene, by, stated);
    const statement = [...books.statements.statements.values()].at(-1)!;
    yield verification(scene, statement);
  }
  for (const member of [steel, copper]) yield* join(scene, member, first, '2025-01-01');
  yield leave(scene, copper, { park: first, member: copper, to: '2025-06-30' });
  yield* join(scene, copper, second, '2025-07-01');
  for (let times = 0; times < 2; times++) yield* report(scene);
  for (const month of ['2024-11', '2024-12']) yield* meterAndAnswer(scene, 'on-grid', month);
  for (let times = 0; times < 6; times++) yield* settle(scene);
};
