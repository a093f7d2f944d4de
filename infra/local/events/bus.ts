import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod';
import { ACCOUNT, localArn, REGION } from '../place.ts';
import { LOOPBACK, listen } from '../ports.ts';
import { type LocalTemplate, unused } from '../template/template.ts';

/** A loopback EventBridge: what is put on a bus of the template is a line of a file. It has no rules. */
export interface LocalBus {
  endpoint: string;
  stop(): Promise<void>;
}

/** The file in the instance's folder: events as a rule's target gets them, one JSON object a line. */
export const EVENTS_FILE = 'events.jsonl';

/** What EventBridge takes in one request: entries, and bytes of all of them. */
const ENTRIES_MAX = 10;
const BYTES_MAX = 256 * 1024;
/** What an instant counts for in an entry's size. */
const TIME_BYTES = 14;

const busSchema = z.strictObject({
  Name: z.string(),
  Description: unused,
  Tags: unused,
});

const putSchema = z.strictObject({ Entries: z.array(z.unknown()).min(1).max(ENTRIES_MAX) });
const entrySchema = z.strictObject({
  EventBusName: z.string(),
  Source: z
    .string()
    .min(1)
    .regex(/^(?!aws\.)/),
  DetailType: z.string().min(1).max(128),
  Detail: z.string(),
  /** Epoch seconds. */
  Time: z.number().optional(),
});
type Entry = z.infer<typeof entrySchema>;

/** An error that the SDK turns into an exception of the same name. */
class BusError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** The size by which EventBridge bounds a request. */
const sizeOf = ({ Source, DetailType, Detail, Time }: Entry): number =>
  Buffer.byteLength(Source + DetailType + Detail) + (Time === undefined ? 0 : TIME_BYTES);

/** The event as a target gets it. @throws where the detail is no JSON object */
function envelopeOf({ Source, DetailType, Detail, Time }: Entry, id: string): object {
  return {
    version: '0',
    id,
    'detail-type': DetailType,
    source: Source,
    account: ACCOUNT,
    time: `${new Date(Time === undefined ? Date.now() : Time * 1000).toISOString().slice(0, 19)}Z`,
    region: REGION,
    resources: [],
    detail: z.record(z.string(), z.unknown()).parse(JSON.parse(Detail)),
  };
}

/** What is on the bus, and what PutEvents says of each entry: one that is malformed fails alone. */
function take(buses: ReadonlySet<string>, entries: readonly unknown[]) {
  const lines: string[] = [];
  const parsed = entries.map((entry) => entrySchema.safeParse(entry));
  const bytes = parsed.reduce((sum, { data }) => sum + (data ? sizeOf(data) : 0), 0);
  if (bytes > BYTES_MAX)
    throw new BusError('ValidationException', `Total size of the entries exceeds ${BYTES_MAX}`);
  const results = parsed.map(({ data, error }) => {
    if (!data) return { ErrorCode: 'InvalidArgument', ErrorMessage: z.prettifyError(error) };
    if (!buses.has(data.EventBusName))
      return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `no event bus ${data.EventBusName}` };
    const EventId = randomUUID();
    try {
      lines.push(`${JSON.stringify(envelopeOf(data, EventId))}\n`);
    } catch {
      return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    }
    return { EventId };
  });
  return { lines, results };
}

/** Puts what may be put; throws BusError. */
async function perform(buses: ReadonlySet<string>, file: string, request: IncomingMessage): Promise<object> {
  const target = String(request.headers['x-amz-target'] ?? `${request.method} ${request.url}`);
  const body = await buffer(request);
  if (target !== 'AWSEvents.PutEvents')
    throw new BusError('UnknownOperationException', `${target} is not emulated locally`);
  let input: unknown;
  try {
    input = JSON.parse(body.toString());
  } catch {
    throw new BusError('SerializationException', 'the request is no JSON');
  }
  const put = putSchema.safeParse(input);
  if (!put.success) throw new BusError('ValidationException', z.prettifyError(put.error));
  const { lines, results } = take(buses, put.data.Entries);
  await appendFile(file, lines.join(''));
  return { FailedEntryCount: results.length - lines.length, Entries: results };
}

async function answer(
  buses: ReadonlySet<string>,
  file: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  try {
    send(200, await perform(buses, file, request));
  } catch (error) {
    const known = error instanceof BusError;
    const message = error instanceof Error ? error.message : '';
    send(known ? 400 : 500, { __type: known ? error.type : 'InternalException', message });
  }
}

/**
 * Starts the local EventBridge for the template's `AWS::Events::EventBus` resources. Rules are schedule.ts's;
 * one with a pattern, or on a bus of its own, is refused there.
 * @param folder where `events.jsonl` is or will be
 */
export async function startBus(template: LocalTemplate, folder: string): Promise<LocalBus> {
  const buses = new Set<string>();
  for (const { logicalId, properties } of template.list('AWS::Events::EventBus', busSchema)) {
    const arn = localArn('events', `event-bus/${properties.Name}`);
    template.identify(logicalId, properties.Name, { Arn: arn, Name: properties.Name });
    buses.add(properties.Name).add(arn);
  }
  const file = join(folder, EVENTS_FILE);
  const server = createServer((request, response) => void answer(buses, file, request, response));
  const port = await listen(server, 0);
  return {
    endpoint: `http://${LOOPBACK}:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
