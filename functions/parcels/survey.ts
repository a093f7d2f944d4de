/** The boundary of a request: read, measured and named by its digest, or what is wrong with it. */
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { areaSquareMetres } from '../../shared/land/area.ts';
import { boundaryText, parseBoundary } from '../../shared/land/boundary.ts';
import type { BoundaryFault } from '../../shared/land/boundary-fault.ts';
import type { Boundary } from '../../shared/land/multi-polygon.ts';
import { type Rejection, reject } from '../../shared/ledger/rejection.ts';
import { packText } from '../ledger/packed.ts';
import { RejectedError } from '../ledger/refused.ts';

/** An item of DynamoDB has 400 KB at most, its keys and names included. */
const PACKED_BYTES_MAX = 380_000;
/** Characters of a stranger's boundary that a refusal quotes at most. */
const QUOTED_MAX = 100;

/** A sound boundary. */
export class Survey {
  readonly boundary: Boundary;
  /** Canonical GeoJSON of the normal form. */
  readonly text: string;
  /** SHA-256 of the text, hex. */
  readonly digest: string;
  /** On the ellipsoid, in whole square metres. */
  readonly areaSquareMetres: number;

  constructor(boundary: Boundary) {
    this.boundary = boundary;
    this.text = boundaryText(boundary);
    this.digest = toHex(sha256(toUtf8(this.text)));
    this.areaSquareMetres = Math.round(areaSquareMetres(boundary));
  }

  /** Canonical JSON has no fractions: the request's digest contains the boundary's own digest instead. */
  toJSON(): string {
    return this.digest;
  }
}

/** A boundary that breaks a rule; code that would go on with it must refuse it first. */
export class Unsound {
  readonly rejection: Rejection;

  constructor({ rule, pointer, seen }: BoundaryFault) {
    const at = `/boundary${quotedPointer(pointer)}`;
    this.rejection = { rejected: rule, pointer: at, ...(seen && { seen: quotedFacts(seen) }) };
  }

  toJSON(): string {
    return this.rejection.rejected;
  }
}

/** Reads the member `boundary` of a body. Never throws, so that other members' faults are told too. */
export function readSurvey(geometry: unknown): Survey | Unsound {
  const read = parseBoundary(geometry);
  if ('fault' in read) return new Unsound(read.fault);
  return new Survey(read.boundary);
}

/** @throws RejectedError named after the rule that the boundary breaks */
export function requireSound(survey: Survey | Unsound): Survey {
  if (survey instanceof Unsound) throw new RejectedError(survey.rejection);
  return survey;
}

/**
 * The text as it is stored.
 * @throws RejectedError `boundary-too-detailed` where one item can't hold it
 */
export function packBoundary(text: string): Uint8Array {
  const bytes = packText(text);
  if (bytes.length > PACKED_BYTES_MAX)
    throw new RejectedError(
      reject('boundary-too-detailed', '/boundary', { bytes: bytes.length, bytesMax: PACKED_BYTES_MAX }),
    );
  return bytes;
}

const quotedPointer = (pointer: string) =>
  pointer
    .split('/')
    .map((token) => token.slice(0, QUOTED_MAX))
    .join('/');

const quotedFacts = (seen: Record<string, string | number>) =>
  Object.fromEntries(
    Object.entries(seen).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, QUOTED_MAX) : value,
    ]),
  );
