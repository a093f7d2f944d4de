import { equalBytes } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { UnverifiedError } from './unverified.ts';

// The Merkle tree of RFC 6962 §2.1 (the same in RFC 9162 §2.1). Sizes and indexes are JS numbers up to 2^53 -
// 1, so halving is division: bit operators would truncate at 2^32.

/** Bytes in a hash. */
export const HASH_BYTES = 32;

// Distinct prefixes keep an interior node from being presented as a leaf (second preimage, RFC 6962 §2.1).
const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

// Hashing is synchronous, so inputs are laid out in scratch memory instead of a new array per hash.
const SCRATCH_LEAF_BYTES_MAX = 16 * 1024; // a leaf of ours is never larger; others' get an array of their own
const leafScratch = new Uint8Array(1 + SCRATCH_LEAF_BYTES_MAX);
const nodeScratch = new Uint8Array(1 + 2 * HASH_BYTES);
leafScratch[0] = LEAF_PREFIX;
nodeScratch[0] = NODE_PREFIX;

/** H(0x00 ‖ leaf). */
export function leafHash(leaf: Uint8Array): Uint8Array {
  const input =
    leaf.length <= SCRATCH_LEAF_BYTES_MAX
      ? leafScratch.subarray(0, 1 + leaf.length)
      : new Uint8Array(1 + leaf.length);
  input.set(leaf, 1);
  return sha256(input);
}

/** H(0x01 ‖ left ‖ right), both 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  nodeScratch.set(left, 1);
  nodeScratch.set(right, 1 + HASH_BYTES);
  return sha256(nodeScratch);
}

/** Root of the tree of size 0: H(""). */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0));
}

/** Root of the tree with these leaf hashes. */
export function rootOf(leafHashes: Iterable<Uint8Array>): Uint8Array {
  const range = new CompactRange();
  for (const hash of leafHashes) range.append(hash);
  return range.root();
}

/** Root of a tree from its edge: the roots of its perfect subtrees, largest (leftmost) first. */
export function rootOfEdge(edge: readonly Uint8Array[]): Uint8Array {
  if (edge.length === 0) return emptyRoot();
  return edge.reduceRight((right, left) => nodeHash(left, right));
}

/** A growing tree that remembers only its edge: O(log size) memory, two hashes per leaf on average. */
export class CompactRange {
  size = 0;
  edge: Uint8Array[] = [];

  append(leaf: Uint8Array): void {
    this.edge.push(leaf);
    // Like a carry in binary addition: each trailing one of the size is a perfect subtree that
    // now has its twin.
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const right = this.edge.pop()!;
      this.edge.push(nodeHash(this.edge.pop()!, right));
    }
    this.size++;
  }

  root(): Uint8Array {
    return rootOfEdge(this.edge);
  }
}

/**
 * Checks that the leaf hash stands at `index` of the tree of `size` leaves with `root` (RFC 9162 §2.1.3.2).
 * `proof` runs from the leaf's sibling up to the root's child.
 * @throws UnverifiedError when it doesn't hold, whatever the reason.
 */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): void {
  requireSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new UnverifiedError(`index ${index} is outside a tree of size ${size}`);
  }
  requireHashes([leaf, root, ...proof]);
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) throw new UnverifiedError('inclusion proof is too long');
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      // A node on the right edge has no sibling on the levels where it is a left child.
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  if (last !== 0) throw new UnverifiedError('inclusion proof is too short');
  if (!equalBytes(hash, root)) throw new UnverifiedError('inclusion proof does not lead to the root');
}

/**
 * Checks that the tree (size1, root1) is a prefix of (size2, root2) (RFC 9162 §2.1.4.2). From size 0 there is
 * nothing to prove, and a proof is refused.
 * @throws UnverifiedError when it doesn't hold, whatever the reason.
 */
export function verifyConsistency(
  size1: number,
  size2: number,
  root1: Uint8Array,
  root2: Uint8Array,
  proof: readonly Uint8Array[],
): void {
  requireSize(size1);
  requireSize(size2);
  if (size1 === 0) throw new UnverifiedError('there is no consistency proof from size 0');
  if (size1 > size2) throw new UnverifiedError(`a tree does not shrink from ${size1} to ${size2}`);
  if (size1 === size2) {
    if (proof.length !== 0) throw new UnverifiedError('a proof between equal sizes must be empty');
    if (!equalBytes(root1, root2)) throw new UnverifiedError('two roots for one size');
    return;
  }
  requireHashes([root1, root2, ...proof]);
  if (proof.length === 0) throw new UnverifiedError('consistency proof is empty');
  let [node, last] = [size1 - 1, size2 - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // node is now 0 exactly when size1 is a power of two; the old root itself is then the first
  // node of the proof.
  const [first, ...rest] = node === 0 ? [root1, ...proof] : proof;
  let [hash1, hash2] = [first!, first!];
  for (const sibling of rest) {
    if (last === 0) throw new UnverifiedError('consistency proof is too long');
    if (node % 2 === 1 || node === last) {
      hash1 = nodeHash(sibling, hash1);
      hash2 = nodeHash(sibling, hash2);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash2 = nodeHash(hash2, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  if (last !== 0) throw new UnverifiedError('consistency proof is too short');
  if (!equalBytes(hash1, root1)) throw new UnverifiedError('consistency proof does not lead to the old root');
  if (!equalBytes(hash2, root2)) throw new UnverifiedError('consistency proof does not lead to the new root');
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function requireSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new UnverifiedError(`${size} is not a tree size`);
}

function requireHashes(hashes: readonly Uint8Array[]): void {
  for (const hash of hashes) {
    if (hash.length !== HASH_BYTES) throw new UnverifiedError(`a hash of ${hash.length} bytes`);
  }
}
