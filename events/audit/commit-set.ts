/** Characters of base64url in the order of their values. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const sextets = new Uint8Array(128);
for (let value = 0; value < ALPHABET.length; value++) sextets[ALPHABET.charCodeAt(value)] = value;

/** Characters of a commit id: 256 bits and two to spare. */
const ID_LENGTH = 43;
const SLOTS_FIRST = 1024;
/** Above this load, linear probing gets slow. */
const LOAD_MAX = 0.75;

/**
 * The commit ids of a log by a keyed hash of 64 bits, in an open-addressed table: 11 to 21 bytes per id, so
 * 100 million leaves fit 2 GB. An id that is there is never missed.
 *
 * A client that chooses an Idempotency-Key chooses among commit ids, and can make any fixed 64 bits of two
 * ids agree, in minutes. Therefore every character counts, under a key that is drawn for this run and that no
 * log can know: simple tabulation hashing (Zobrist 1970), under which any two ids agree with probability
 * 2^-64. Among n ids a false alarm has probability n² / 2^65 (for a million leaves 3·10^-8), whatever the
 * ids, and another run doesn't repeat it.
 */
export class CommitSet {
  size = 0;
  /** Two random words per value of each character. */
  private readonly key = randomWords(2 * 64 * ID_LENGTH);
  /** Two words per slot; both zero marks an empty one. */
  private words = new Uint32Array(2 * SLOTS_FIRST);
  private slots = SLOTS_FIRST;

  /** Adds a commit id of 43 base64url characters; false when it was there. */
  add(id: string): boolean {
    if (this.size >= this.slots * LOAD_MAX) this.grow();
    const { key } = this;
    let high = 0;
    let low = 0;
    for (let i = 0; i < ID_LENGTH; i++) {
      const at = (i << 7) | (sextets[id.charCodeAt(i) & 127]! << 1);
      high ^= key[at]!;
      low ^= key[at + 1]!;
    }
    // A low word of zero would read as an empty slot.
    if (!insert(this.words, this.slots, high >>> 0, low >>> 0 || 1)) return false;
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

function randomWords(count: number): Uint32Array {
  return crypto.getRandomValues(new Uint32Array(count));
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
