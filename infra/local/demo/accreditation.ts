/** The accreditation that a demo's regulator gives its verification bodies: for everything. */
import { CATEGORIES } from '../../../shared/sinks/category.ts';
import { Standard } from '../../../shared/sinks/standard.ts';
import type { Actor, Demo } from './registry.ts';

export const demoAccreditation = (verifier: string) => ({
  verifier,
  standards: Standard.options,
  sectors: CATEGORIES,
  statements: true,
  validity: { from: '2024-01-01', to: '2099-12-31' },
  reference: '核查机构认可证书 示例〔2024〕1号',
});

export const accredit = (demo: Demo, regulator: Actor, { id }: Actor) =>
  demo.post(regulator, '/v1/accreditations', demoAccreditation(id));
