/**
 * Schemas of shared/ that many endpoints refer to, by the names under which the API's description has them.
 * They are named here, and not beside their rules, which know nothing of HTTP.
 */
import * as z from 'zod';
import { Period } from '../../shared/base/day.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import { Foreign, Origin } from '../../shared/base/field.ts';
import { Party } from '../../shared/land/facts.ts';
import { Role } from '../../shared/ledger/role.ts';
import { AccreditationScope } from '../../shared/parties/facts-accreditation.ts';
import { Intervals, Meter, Storage } from '../../shared/power/facts.ts';
import { Buyer, PlanYear } from '../../shared/power/facts-contract.ts';
import { Treatment } from '../../shared/sinks/facts.ts';
import { VintageAmount, VintageTonnes } from '../../shared/sinks/facts-report.ts';
import { DevelopedStandard, Standard } from '../../shared/sinks/standard.ts';
import { Cover, CoverMegawattHours, CoverTonnes } from '../../shared/statements/cover.ts';
import { Subject, Total, Totals } from '../../shared/statements/facts.ts';
import { SubPark, Target } from '../../shared/statements/facts-park.ts';
import { EnergyFigures, RolledMember, StatedShares } from '../../shared/statements/rolled-up.ts';
import { ForeignRetirement } from '../../shared/units/facts.ts';
import { InstrumentCode } from '../../shared/units/instrument.ts';
import { RetirementPurpose } from '../../shared/units/purpose.ts';

const facts = {
  Period,
  DocumentReference,
  ForeignIdentity: Foreign,
  Origin,
  Party,
  Role,
  AccreditationScope,
  Meter,
  Storage,
  IntervalsDigest: Intervals,
  Buyer,
  PlanYear,
  Treatment,
  VintageAmount,
  VintageTonnes,
  DevelopedStandard,
  Standard,
  Cover,
  CoverMegawattHours,
  CoverTonnes,
  StatementSubject: Subject,
  Total,
  Totals,
  SubPark,
  Target,
  EnergyFigures,
  RolledMember,
  StatedShares,
  ForeignRetirement,
  InstrumentCode,
  RetirementPurpose,
};

/** Names them. Called by what makes the description, so that no function carries them at runtime. */
export function nameFacts(): void {
  for (const [id, schema] of Object.entries(facts))
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
}
