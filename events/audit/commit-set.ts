/** Characters of base64url in the order of their values. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const sextets = new Uint8Array(128);
for (let value = 0; value < ALPHABET.length; value++) sextets[ALPHABET.charCodeAt(value)] = value;

const SLOTS_FIRST = 1024;
/** Above this load, linear probing gets slow. */
const LOAD_MAX = 0.75;

/**
 * The commit ids of a log by 64 of their 256 bits, in an open-addressed table: 11 to 21 bytes per id, so 100 million
 * leaves fit 2 GB. An id that is there is never missed. Ids are SHA-256 digests, so among n of them a false alarm
 * has probability n² / 2^65: for a million leaves 3·10^-8.
 */
export class CommitSet {
  size = 0;
  /** Two words per slot; both zero marks an empty one. */
  private words = new Uint32Array(2 * SLOTS_FIRST);
  private slots = SLOTS_FIRST;

  /** Adds a commit id of 43 base64url characters; false when it was there. */
  add(id: string): boolean {
    if (this.size >= this.slots * LOAD_MAX) this.grow();
    const high = word(id, 0);
    // A low word of zero would read as an empty slot.
    const low = word(id, 6) || 1;
    if (!insert(this.words, this.slots, high, low)) return false;
    this.size++;
    return true;
  }

  private grow(): void {
    const larger = new Uint32Array(4 * this.slots);
    for (let i = 0; i < this.words.length; i += 2) {
      const low = this.words[i + 1]!;
      if (low !== 0) insert(larger, 2 * this.slots, this.words[i]!, low);
    }
    this.words = larger;
    this.slots *= 2;
  }
}

/** 32 bits from the 6 characters at `start`. */
function word(id: string, start: number): number {
  let bits = 0;
  for (let i = start; i < start + 6; i++) bits = (bits << 6) | sextets[id.charCodeAt(i) & 127]!;
  return bits >>> 0;
}

function insert(words: Uint32Array, slots: number, high: number, low: number): boolean {
  const mask = slots - 1;
  for (let slot = (high ^ low) & mask; ; slot = (slot + 1) & mask) {
    const there = words[2 * slot + 1]!;
    if (there === 0) {
      words[2 * slot] = high;
      words[2 * slot + 1] = low;
      return true;
    }
    if (there === low && words[2 * slot] === high) return false;
  }
}
