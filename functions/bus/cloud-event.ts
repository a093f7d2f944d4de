/** A leaf of the log as a CloudEvent (CloudEvents 1.0.2, JSON event format). */
import { leafHash } from '../../events/tlog/merkle.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import type { EventType, RegistryEvent } from '../../shared/ledger/event.ts';

/** Types of CloudEvents begin with a name that is theirs in reverse order; it never changes. */
const TYPE_PREFIX = 'cn.lvzhang.';

export interface CloudEvent {
  specversion: '1.0';
  /** The commit. Source and id tell an event from all others, so one that comes twice is known by them. */
  id: string;
  /** The log, as a URI: its origin names a host and a path. */
  source: string;
  type: `${typeof TYPE_PREFIX}${EventType}`;
  /** The first entity that the commit moved, `<kind>:<id>`. */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** The leaf: its canonical JSON is what the log's tree has. */
  data: RegistryEvent;
  /** Extension: the leaf's place in the log, from 0; a gap in it is an event that one hasn't seen. */
  index: number;
  /** Extension: the leaf's RFC 6962 hash, hex, under which `/v1/commits/{id}/proof` proves it. */
  leafhash: string;
}

/** @param leaf the leaf's text, as the log has it */
export function cloudEventOf(leaf: string, index: number, logOrigin: string): CloudEvent {
  const event = JSON.parse(leaf) as RegistryEvent;
  return {
    specversion: '1.0',
    id: event.id,
    source: encodeURI(`https://${logOrigin}`),
    type: `${TYPE_PREFIX}${event.type}`,
    subject: event.advances[0]?.entity ?? '',
    time: event.at,
    datacontenttype: 'application/json',
    data: event,
    index,
    leafhash: toHex(leafHash(toUtf8(leaf))),
  };
}
