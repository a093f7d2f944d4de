/** Accreditations as entities, and the rules of one as every act of a verification body has them. */
import { accreditationEntity, type Entity, type EntityId } from '../../../shared/ledger/entity.ts';
import type { AccreditationState } from '../../../shared/parties/states.ts';
import { CATEGORIES } from '../../../shared/sinks/category.ts';
import { Standard } from '../../../shared/sinks/standard.ts';
import type { Rule } from '../ladder.ts';
import { entity, idNamed } from './states.ts';

/** For everything, at any time that a test is of. */
export const accreditationState = (changed: Partial<AccreditationState> = {}): Entity<AccreditationState> =>
  entity<AccreditationState>({
    standards: [...Standard.options],
    sectors: [...CATEGORIES],
    statements: true,
    validity: { from: '2000-01-01', to: '2199-12-31' },
    reference: '示例认可〔2000〕1号',
    grantedBy: idNamed('o', 'regulator'),
    ...changed,
  });

export const accredited = (verifier: string): [EntityId, Entity] => [
  accreditationEntity(verifier),
  accreditationState(),
];

/** The rules of an accreditation: `outside` is what the scope has to lack for the act to be outside of it. */
export function accreditationRules<C>(
  verifier: string,
  outside: Partial<AccreditationState> = { standards: [], sectors: [] },
): Rule<C>[] {
  const id = accreditationEntity(verifier);
  const but = (changed: Partial<AccreditationState>): Rule<C>[2] => {
    return ({ entities }) => {
      const found = entities.get(id) as Entity<AccreditationState>;
      entities.set(id, { ...found, state: { ...found.state, ...changed } });
    };
  };
  const order = { reason: '抽查不合格', at: '2026-07-01T00:00:00.000Z' };
  return [
    ['not-accredited', undefined, ({ entities }) => entities.delete(id)],
    ['accreditation-withdrawn', undefined, but({ withdrawn: order })],
    ['accreditation-suspended', undefined, but({ suspended: order })],
    ['accreditation-not-yet-valid', undefined, but({ validity: { from: '2026-09-01', to: '2027-12-31' } })],
    ['accreditation-expired', undefined, but({ validity: { from: '2020-01-01', to: '2025-12-31' } })],
    ['accreditation-out-of-scope', undefined, but(outside)],
  ];
}
