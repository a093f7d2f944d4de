/** Where a certificate stands in the log, and where everyone reads what it certifies. */
import { toHex, toUtf8 } from '../../../shared/base/encoding.ts';
import { parseCheckpoint } from '../../tlog/checkpoint.ts';
import { leafHash } from '../../tlog/merkle.ts';
import { parseProof } from '../../tlog/proof.ts';

export interface Standing {
  origin: string;
  index: number;
  /** Size of the tree whose checkpoint proves the leaf. */
  size: number;
  /** Hex. */
  leafHash: string;
}

/** Of a leaf with its proof. @throws MalformedError */
export function standingOf(origin: string, { leaf, proof }: { leaf: string; proof: string }): Standing {
  const { index, checkpoint } = parseProof(proof);
  const { size } = parseCheckpoint(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1));
  return { origin, index, size, leafHash: toHex(leafHash(toUtf8(leaf))) };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/|$)/;

/** The address of a public route: the log's origin is the registry's host, with `/log` behind it. */
export function publicAddress(origin: string, path: string): string {
  const host = origin.replace(/\/log\/?$/, '').replace(/\/$/, '');
  return `${LOOPBACK.test(origin) ? 'http' : 'https'}://${host}${path}`;
}
