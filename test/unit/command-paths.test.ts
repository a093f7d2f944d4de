/** The auditor's table of what a path asks for, against the routes of those that commit. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../events/audit/catalogue.ts';
import { asksFor } from '../../events/audit/command-paths.ts';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { as, History } from '../support/history/history.ts';
import {
  comment,
  develop,
  lifecycleHistory,
  publish,
  removeText,
  reserve,
} from '../support/history/lifecycle-steps.ts';

describe('command paths', () => {
  it('are those of the routes that commit, each of them and no other', () => {
    const committing = Object.entries(allEndpoints())
      .filter(([, { commits }]) => commits)
      .map(([key]) => key.replace('POST /v1/', '').replaceAll(/\{\w+\}/g, '*'));
    const known = Object.values(catalogue).flatMap(({ paths }) => paths);
    expect([...known].sort()).toEqual([...committing].sort());
  });

  it('ask for what they name and for nothing else', () => {
    const h = new History('paths');
    const seller = h.organization({ name: '甲', roles: ['developer'] });
    const buyer = h.organization({ name: '乙' });
    const batch = h.issue({ project: h.project({ developer: seller.id }) });
    const offer = () =>
      h.offer(
        { from: seller.account, to: buyer.account, items: [{ batch, quantity: 1 }] },
        as(seller.id, 'developer'),
      ).id;
    const [first, second] = [offer(), offer()];
    const accepted = h.endTransfer(first, 'accept', as(buyer.id));
    expect(asksFor(`/v1/transfers/${first}/accept`, accepted)).toBe(true);
    expect(asksFor(`/v1/transfers/${second}/accept`, accepted)).toBe(false);
    expect(asksFor(`/v1/transfers/${first}/reject`, accepted)).toBe(false);
    expect(asksFor('/v1/retirements', accepted)).toBe(false);
  });

  it('name a comment by its number', () => {
    const s = lifecycleHistory();
    const project = reserve(s);
    develop(s, project);
    publish(s, project);
    comment(s, project);
    const removed = removeText(s, project, 1);
    const path = (number: number) => `/v1/projects/${project.project}/comments/${number}/remove`;
    expect([1, 2, 11].map((number) => asksFor(path(number), removed))).toEqual([true, false, false]);
  });
});
