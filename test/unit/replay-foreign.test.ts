/** Audit rules of what another registry issued and retired. One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import type { ForeignIssuance } from '../../shared/units/facts.ts';
import type { IssueUnits } from '../../shared/units/issue-units.ts';
import { as, History, OPERATOR } from '../support/history/history.ts';
import { replayed } from '../support/history/replayed.ts';

const serial = (from: number, to: number, more = '1060-01012024-31122024') =>
  `77-${from}-${to}-VCS-VCU-261-VER-CN-14-${more}-0`;

/** Two projects of Verra; units 1 to 100 of a block are in, of the first one's vintage 2024. */
function smallHistory() {
  const h = new History();
  const developer = h.organization({ name: '开发者', roles: ['developer'] });
  const project = (code: string) =>
    h.project({
      developer: developer.id,
      standard: 'VCS',
      methodology: 'AR-ACM0003',
      legacy: true,
      origin: { source: 'Verra', code },
    });
  const [first, other] = [project('VCS1060'), project('VCS1061')];
  const ccer = h.project({
    developer: developer.id,
    standard: 'CCER',
    origin: { source: '示例登记簿', code: 'X-1060' },
  });
  const issue = (foreign: ForeignIssuance | undefined, fields: Partial<IssueUnits> = {}) =>
    h.issue({ project: first, vintage: 2024, quantity: 100, ...fields, foreign });
  const batch = issue({ serial: serial(1, 100), issuedOn: '2025-03-01' }, { retiredElsewhere: 40 });
  return { h, developer, project, other, ccer, issue, batch };
}
type SmallHistory = ReturnType<typeof smallHistory>;

const last = (s: SmallHistory, change: object) => {
  const event = JSON.parse(s.h.leaves.pop()!);
  Object.assign(event.facts, change);
  s.h.leaves.push(canonicalize(JSON.parse(JSON.stringify(event))));
};
const issued = (foreign: ForeignIssuance, change: object) => (s: SmallHistory) => {
  s.issue(foreign);
  last(s, change);
};
const retire = ({ h, developer, batch }: SmallHistory, foreign?: { retiredOn: string }, by = OPERATOR) =>
  h.retire({ account: developer.account, items: [{ batch, quantity: 10 }], foreign }, by);

const next = { serial: serial(101, 200) };
const faults: [Rule, string, (s: SmallHistory) => void][] = [
  ['foreign-serial-twice', 'a serial again', issued(next, { foreign: { serial: serial(1, 100) } })],
  [
    'foreign-serial-twice',
    'a serial again with other dashes',
    issued(next, { foreign: { serial: serial(1, 100).replaceAll('-', '–') } }),
  ],
  [
    'foreign-serial-twice',
    'a serial again in full-width digits',
    issued(next, { foreign: { serial: `${serial(1, 100).replace('77', '７７')}.` } }),
  ],
  [
    'foreign-serial-twice',
    'as another instrument',
    (s) => {
      s.issue({ serial: serial(101, 200) }, { project: s.ccer });
      last(s, { foreign: { serial: serial(1, 100) } });
    },
  ],
  [
    'foreign-serial',
    'a range of another form under fewer units',
    issued({ serial: 'CAR-1-US-9-1-100' }, { foreign: { serial: 'CAR-1-US-9-1-101' } }),
  ],
  ...['VCS-1060', 'vcs 1060', '1060', 'VCS–1060'].map((code): [Rule, string, (s: SmallHistory) => void] => [
    'identity-taken',
    `a project again as ${code}`,
    (s) => {
      s.project('VCS1062');
      last(s, { origin: { source: 'Verra', code } });
    },
  ]),
  ['foreign-serial-twice', 'a part of one', issued(next, { foreign: { serial: serial(100, 199) } })],
  [
    'foreign-serial-twice',
    'under another project',
    (s) => {
      s.issue({ serial: serial(101, 200, '1061-01012024-31122024') }, { project: s.other });
      last(s, { foreign: { serial: serial(1, 100, '1061-01012024-31122024') } });
    },
  ],
  [
    'foreign-serial-twice',
    'under another vintage',
    (s) => {
      s.issue({ serial: serial(101, 200, '1060-01012023-31122023') }, { vintage: 2023 });
      last(s, { foreign: { serial: serial(51, 150, '1060-01012023-31122023') } });
    },
  ],
  ['foreign-serial', 'of more units', issued(next, { foreign: { serial: serial(101, 201) } })],
  ['foreign-serial', 'of another vintage', issued(next, { vintage: 2023 })],
  [
    'foreign-serial',
    'of another project',
    issued(next, { foreign: { serial: serial(101, 200, '1061-01012024-31122024') } }),
  ],
  ['foreign-vintage', 'without serials beside some', issued(next, { foreign: undefined })],
  [
    'foreign-vintage',
    'a whole vintage again',
    (s) => {
      s.issue(undefined, { vintage: 2020 });
      s.issue(undefined, { vintage: 2021 });
      last(s, { vintage: 2020 });
    },
  ],
  [
    'foreign-vintage',
    'a day of issuance again',
    (s) => {
      s.issue({ issuedOn: '2025-03-01' }, { vintage: 2020 });
      s.issue({ issuedOn: '2025-09-01' }, { vintage: 2020 });
      last(s, { foreign: { issuedOn: '2025-03-01' } });
    },
  ],
  ['foreign-issued-late', 'issued after', issued(next, { foreign: { ...next, issuedOn: '2098-01-01' } })],
  ['foreign-issued-early', 'before its year', issued(next, { foreign: { ...next, issuedOn: '2023-12-31' } })],
  [
    'foreign-issued-early',
    'before its period',
    issued(next, {
      foreign: { ...next, issuedOn: '2024-06-30', period: { from: '2024-07-01', to: '2025-06-30' } },
    }),
  ],
  [
    'foreign-retired-early',
    'retired before it was issued',
    (s) => {
      retire(s, { retiredOn: '2025-03-01' });
      last(s, { foreign: { retiredOn: '2025-02-28' } });
    },
  ],
  [
    'foreign-retirement',
    'retired elsewhere after it was recorded',
    (s) => {
      retire(s, { retiredOn: '2026-11-21' });
      last(s, { foreign: { retiredOn: '2026-11-22' } });
    },
  ],
  [
    'foreign-here',
    'retired elsewhere by its holder here',
    (s) => {
      retire(s, undefined, as(s.developer.id, 'developer'));
      last(s, { foreign: { retiredOn: '2020-01-01' } });
    },
  ],
];

describe('a fault is found where it is', () => {
  it.each(faults)('%s: %s', (rule, _, spoil) => {
    const s = smallHistory();
    spoil(s);
    const found = replayed(s.h.leaves);
    const index = s.h.leaves.length - 1;
    expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, index]);
    expect(found.filter((each) => each.index !== undefined && each.index < index)).toEqual([]);
    const { zh, en } = found.find((each) => each.rule === rule)!.message;
    expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
  });
});

it('a sound history is clean', () => {
  const s = smallHistory();
  s.issue(next);
  s.issue({ serial: serial(301, 400, '1061-01012024-31122024') }, { project: s.other });
  s.issue(undefined, { vintage: 2020 });
  retire(s, { retiredOn: '2025-06-30' });
  expect(replayed(s.h.leaves)).toEqual([]);
});
