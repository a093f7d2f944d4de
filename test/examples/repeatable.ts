/**
 * A process in which everything comes out the same again: the clock stands where it is set and goes on by a
 * millisecond with every answer, and what would be random is counted. It is the setup file of the recorder,
 * so that it is in force before any module reads the clock; it loads none of the registry's.
 */
import { vi } from 'vitest';

/** A Tuesday, ten in the morning in China, with some months of the working-day calendar after it. */
const NOW = Date.parse('2026-06-16T02:00:00.000Z');

const counted = await vi.hoisted(async () => {
  const { createHash } = await import('node:crypto');
  let name = '';
  let drawn = 0;
  const bytes = (length: number): Buffer => {
    const blocks: Buffer[] = [];
    for (let made = 0; made < length; made += 32)
      blocks.push(createHash('sha256').update(`${name} ${drawn++}`).digest());
    return Buffer.concat(blocks).subarray(0, length);
  };
  return {
    bytes,
    /** What is drawn from now on depends on the name, and not on what was drawn before. */
    begin(of: string) {
      name = of;
      drawn = 0;
    },
  };
});

vi.mock('node:crypto', async (original) => ({
  ...(await original<object>()),
  randomBytes: counted.bytes,
  randomUUID: () =>
    counted
      .bytes(16)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
}));

crypto.getRandomValues = <T extends ArrayBufferView | null>(into: T): T => {
  if (into instanceof Uint8Array) into.set(counted.bytes(into.length));
  else throw new Error('only bytes are drawn here');
  return into;
};
Math.random = () => 0.5;

const SystemDate = Date;
let present = NOW;
class StandingDate extends SystemDate {
  constructor(...given: ConstructorParameters<DateConstructor> | []) {
    if (given.length === 0) super(present);
    else super(...(given as [number]));
  }
  static override now(): number {
    return present;
  }
}

const giveBack = vi.useRealTimers.bind(vi);
/** The probes set the clock back for a while; "real" is the day of the recording. */
vi.useRealTimers = () => {
  giveBack();
  globalThis.Date = StandingDate as DateConstructor;
  return vi;
};
/** A faked clock would run. */
vi.useFakeTimers = (given) => vi.setSystemTime(given?.now ?? present);
vi.useRealTimers();

/** Has clock and chance begin anew, for what bears that name. */
export function begin(name: string): void {
  counted.begin(name);
  present = NOW;
  vi.useRealTimers();
}

/** Has the clock go on by a millisecond: no two commits have the same instant. */
export function tick(): void {
  if (vi.getMockedSystemTime() === null) present++;
  else vi.setSystemTime(Date.now() + 1);
}
