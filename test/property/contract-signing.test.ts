/**
 * Whatever the parties and others try in whatever order: a version is in force only with every signature,
 * given in turn; its number is never given again; and the log of it audits clean.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contractEntity, read } from '../../shared/ledger/entity.ts';
import { signatories } from '../../shared/power/contract.ts';
import {
  amendContract,
  declineContract,
  planOf,
  proposeContract,
  signContract,
  termsFrom,
  windFarm,
} from '../support/history/contract-steps.ts';
import { History } from '../support/history/history.ts';
import { replayed } from '../support/history/replayed.ts';

type Step = { what: 'sign' | 'decline' | 'amend'; who: number; version: number };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    what: fc.constantFrom('sign', 'sign', 'sign', 'decline', 'amend'),
    who: fc.nat(3),
    version: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 25 },
);

it('signatures are whole, in turn, and of one version', () => {
  fc.assert(
    fc.property(steps, (tried) => {
      const h = new History();
      const seller = h.organization({ name: '国家电投', roles: ['generator'] }).id;
      const grid = h.organization({ name: '国网蒙东', roles: ['grid'] }).id;
      const others = ['远联钢铁', '中色锌业', '无关企业'].map((name) => h.organization({ name }).id);
      const everybody = [seller, ...others];
      const facility = windFarm(h, seller, grid);
      const buyers = others.slice(0, 2).map((organization) => ({ organization, meterPoint: '一号' }));
      const first = { kind: 'direct-multi' as const, facility, buyers };
      const contract = proposeContract(h, seller, { ...first, ...termsFrom(), plan: planOf(2026, 2027) });
      const amended = { ...termsFrom('2026-12'), plan: planOf(2026, 2027, 2028) };
      /** Who signed which version, in order, as the log has it. */
      const signed = new Map<number, string[]>([[1, [seller]]]);
      for (const { what, who, version } of tried) {
        const org = everybody[who]!;
        try {
          if (what === 'sign') {
            signContract(h, org, contract, version);
            signed.get(version)!.push(org);
          } else if (what === 'decline') declineContract(h, org, contract, version);
          else signed.set(amendContract(h, org, contract, amended).facts.version, [seller]);
        } catch (error) {
          // Refused by a rule: nothing happened.
          expect(String(error)).toMatch(/rejected: /);
        }
      }
      const { versions, pending } = read(h.entities, contractEntity(contract))!.state;
      const turns = signatories({ seller, buyers });
      for (const { version } of versions) expect(signed.get(version)).toEqual(turns);
      if (pending) expect(pending.signed).toEqual(signed.get(pending.version));
      for (const names of signed.values()) expect(names).toEqual(turns.slice(0, names.length));
      expect(replayed(h.leaves)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
