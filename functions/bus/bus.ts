/** The event bus, as PutEvents of EventBridge takes events. */
import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { setting } from '../world.ts';
import type { CloudEvent } from './cloud-event.ts';

/** What PutEvents takes at once: a leaf has 16 KiB at most, so ten always fit its 256 KB. */
export const EVENTS_AT_ONCE_MAX = 10;
const REQUEST_TIMEOUT_MS = 5_000;

/** Puts events, and tells of each why it wasn't taken; undefined where it was. Throws where none may be. */
export type Put = (events: readonly CloudEvent[]) => Promise<(string | undefined)[]>;

/** The bus of this function (infra/publishing.ts). */
export function theBus(): Put {
  const client = new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS },
  });
  const bus = setting('EVENT_BUS_NAME');
  const origin = setting('LOG_ORIGIN');
  return async (events) => {
    const Entries = events.map((event) => entryOf(event, bus, origin));
    const { Entries: results = [] } = await client.send(new PutEventsCommand({ Entries }));
    return events.map((_, i) => failureOf(results[i]));
  };
}

/** Rules of the bus match source and type as the log has them; the CloudEvent is the detail, whole. */
const entryOf = (event: CloudEvent, EventBusName: string, Source: string): PutEventsRequestEntry => ({
  EventBusName,
  Source,
  DetailType: event.data.type,
  Detail: JSON.stringify(event),
  Time: new Date(event.time),
});

function failureOf(result: PutEventsResultEntry | undefined): string | undefined {
  if (result?.EventId !== undefined) return undefined;
  return `${result?.ErrorCode ?? 'no answer'}: ${result?.ErrorMessage ?? ''}`;
}
