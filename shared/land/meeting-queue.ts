/** Edges that are to change places, by the meridian where they do: a binary heap, westernmost first. */
import type { BorderEdge } from './border-edge.ts';

export interface Meeting<E extends BorderEdge = BorderEdge> {
  readonly x: number;
  readonly lower: E;
  readonly upper: E;
}

export class MeetingQueue<E extends BorderEdge> {
  private readonly heap: Meeting<E>[] = [];

  /** Infinity if there is none. */
  get next(): number {
    return this.heap[0]?.x ?? Infinity;
  }

  push(meeting: Meeting<E>): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(meeting);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]!.x <= meeting.x) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = meeting;
  }

  pop(): Meeting<E> | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]!.x < heap[child]!.x) child++;
      if (heap[child]!.x >= last.x) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
