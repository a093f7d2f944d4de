/** A park year by year, as the console shows it: members, what they lack, the path of its indicator. */
import { describe, expect, it } from 'vitest';
import { membersIn, pathOf, presentIn, standingOf, yearsOf } from '../../console/parks/park-years.ts';
import type { EmissionStatement, Park } from '../../events/client/operations.schemas.ts';

const park = {
  members: [
    { organization: 'o-a', from: '2024-03-01' },
    { organization: 'o-b', from: '2023-01-01', to: '2024-01-01' },
    { organization: 'o-c', from: '2025-01-01', to: '2025-06-30' },
    { organization: 'o-c', from: '2026-01-01' },
  ],
  statements: [{ year: 2024, statement: 'e-whole' }],
  targets: [
    { indicator: 'park-intensity', year: 2024, value: '0.2' },
    { indicator: 'park-intensity', year: 2030, value: '0.1' },
    { indicator: 'energy', year: 2022, value: '3' },
  ],
} as unknown as Park;

describe('members of a park', () => {
  it('of a year are those of some day of it, each once', () => {
    expect(membersIn(park, 2024)).toEqual(['o-a', 'o-b']);
    expect(membersIn(park, 2023)).toEqual(['o-b']);
    expect(membersIn({ members: [...park.members, ...park.members] }, 2026)).toEqual(['o-a', 'o-c']);
  });

  it('of today are those whose last day isn’t over', () => {
    expect(presentIn(park, '2024-01-01')).toBe(1);
    expect(presentIn(park, '2025-06-30')).toBe(2);
    expect(presentIn(park, '2025-07-01')).toBe(1);
  });

  it('and its statements and targets give its years, none in the future', () => {
    expect(yearsOf(park, 2026)).toEqual([2026, 2025, 2024, 2023, 2022]);
    expect(yearsOf({ ...park, members: [], statements: [], targets: [] }, 2026)).toEqual([2026]);
  });
});

const statement = (id: string, more: object) =>
  ({
    id,
    year: 2024,
    version: 1,
    status: 'verified',
    subject: { kind: 'organization' },
    ...more,
  }) as EmissionStatement;

describe('what a member lacks', () => {
  const whole = statement('e-whole', { park: { members: [{ statement: 'e-1', version: 1 }] } });
  it.each([
    ['statement', []],
    ['statement', [statement('e-1', { year: 2023 })]],
    ['statement', [statement('e-1', { subject: { kind: 'park' } })]],
    ['verification', [statement('e-1', { status: 'submitted' })]],
    ['returned', [statement('e-1', { status: 'returned' })]],
    ['roll', [statement('e-2', {})]],
    ['stale', [statement('e-1', { version: 2 })]],
    ['nothing', [statement('e-2', { status: 'submitted' }), statement('e-1', {})]],
  ])('is %s', (lack, own) => {
    expect(standingOf('o-a', own, 2024, whole).lack).toBe(lack);
  });

  it('is to be rolled up where the year has no statement of the park yet', () => {
    const own = [statement('e-2', { status: 'submitted' }), statement('e-1', {})];
    expect(standingOf('o-a', own, 2024, undefined)).toMatchObject({ lack: 'roll', statement: { id: 'e-1' } });
  });
});

it('the path of the indicator has a point for each year that says something', () => {
  const wholes = [
    statement('e-1', { indicator: { intensity: '0.25', limit: '0.2' } }),
    statement('e-2', { year: 2023, indicator: { computable: false } }),
  ];
  expect(pathOf(park, wholes)).toEqual([
    { year: 2024, actual: 0.25, target: 0.2, limit: 0.2 },
    { year: 2030, target: 0.1 },
  ]);
});
