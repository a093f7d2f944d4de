import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { JWK } from 'jose';
import { signToken, type TokenIdentity } from '../../events/cli/access-token.ts';
import { type Cleanup, createCleanup } from './cleanup.ts';
import { LocalClock } from './clock.ts';
import { openDailyRuns } from './daily-runs.ts';
import { FREE_BYTES_MIN, failOfStorage, requireFreeSpace, watchFreeSpace } from './disk.ts';
import { startDynamoDb } from './dynamodb/dynamodb.ts';
import { startBus } from './events/bus.ts';
import { readApi } from './gateway/api.ts';
import { type Door, openDoor } from './gateway/door.ts';
import { createGate } from './gateway/gate.ts';
import { createGateway } from './gateway/gateway.ts';
import { Health, type InstanceFailure } from './health.ts';
import { claimFolder, instanceFolder, releaseFolder, sweepMemoryFolders } from './instance.ts';
import { AUDIENCE_DEFAULT, createIssuer, keepIssuerKey } from './issuer.ts';
import { startKms } from './kms.ts';
import { createFunctions, type LocalFunction } from './lambda/lambda.ts';
import { CREDENTIALS, REGION } from './place.ts';
import { makePrivately, privateFolder } from './private-folder.ts';
import { startS3 } from './s3/s3.ts';
import { type Schedules, startSchedules } from './schedule.ts';
import { startStreams } from './streams/streams.ts';
import { createTables } from './table.ts';
import { type Assembly, loadAssembly } from './template/assembly.ts';
import { type LocalTemplate, openTemplate } from './template/template.ts';

export interface RegistryOptions {
  /** 0 for any free port. */
  port: number;
  /** True: nothing is kept, and the instance's folder is removed when it stops. */
  memory: boolean;
  /** The folder of the synthesized cloud assembly, or a function that makes one in a given folder. */
  assembly: string | ((outdir: string) => Promise<string>);
  /** Where the instance's files live; by default `.local/<port>`, or `.local/<port>.memory`. */
  folder?: string;
  /** Values for the template's parameters; they override those set here. */
  parameters?: Readonly<Record<string, string>>;
  /** Takes the runner's messages: phases of the start, failures of streams and schedules. */
  onLog?: (line: string) => void;
  /** Sends webhooks to receivers on this machine too; by default to the public internet alone. */
  webhooksToLoopback?: boolean;
  /** The instance's time; this machine's by default. */
  clock?: LocalClock;
  /** Free bytes below which the instance doesn't start and takes no writes. */
  freeBytesMin?: number;
}

/** A running registry. */
export interface Registry {
  url: string;
  /** The OIDC issuer's URL. */
  issuer: string;
  /** The instance's files, functions.log and dynamodb/dynamodb.log among them. */
  folder: string;
  /** The endpoint of the table's store, for tests that look into it. */
  dynamoDbEndpoint: string;
  /** A bearer token. */
  token(identity: TokenIdentity): Promise<string>;
  /** Resolves once it can't go on (disk failed, store died for good); it must still be stopped then. */
  failed: Promise<InstanceFailure>;
  /** Fires the daily schedules: a clock that was set forward has skipped their hour. */
  fireDaily(): Promise<void>;
  /** Ends everything: no process, port or, with `memory`, folder is left. Safe to call twice. */
  stop(): Promise<void>;
}

const LOG_ORIGIN_DEFAULT = 'lvzhang.local/log';

/** What the template's resources need to come to life. */
interface Ground {
  door: Door;
  folder: string;
  memory: boolean;
  /** What the functions' environment has besides the template's. */
  settings: Readonly<Record<string, string>>;
  dynamoDbEndpoint: string;
  assembly: Assembly;
  template: LocalTemplate;
  key: JWK;
  audience: string;
  clock: LocalClock;
  health: Health;
  onLog(line: string): void;
}

/** Claims the instance's folder for as long as the registry runs. */
async function settle(door: Door, options: RegistryOptions, health: Health, cleanup: Cleanup) {
  const { memory, freeBytesMin = FREE_BYTES_MIN, onLog = () => {} } = options;
  const folder = options.folder ?? instanceFolder(door.port, memory);
  const parameters = {
    OidcIssuer: door.issuerUrl,
    OidcAudience: AUDIENCE_DEFAULT,
    LogOrigin: LOG_ORIGIN_DEFAULT,
    ...options.parameters,
  };
  sweepMemoryFolders();
  await privateFolder(folder);
  await requireFreeSpace(folder, freeBytesMin);
  await claimFolder(folder, {
    url: door.url,
    issuer: parameters.OidcIssuer,
    audience: parameters.OidcAudience,
    logOrigin: parameters.LogOrigin,
    pid: process.pid,
    startedAt: Date.now(),
  });
  cleanup.add(() => (memory ? rm(folder, { recursive: true, force: true }) : releaseFolder(folder)));
  cleanup.add(watchFreeSpace(folder, freeBytesMin, health, onLog));
  return { folder, parameters };
}

/** Starts DynamoDB Local and makes the cloud assembly side by side: each takes a second or two. */
async function startData(folder: string, options: RegistryOptions, health: Health, cleanup: Cleanup) {
  const { memory, assembly, onLog = () => {} } = options;
  const synthesize = async () => {
    if (typeof assembly === 'string') return assembly;
    const directory = await assembly(join(folder, 'cdk.out'));
    // Copied assets have the modes of their originals.
    await privateFolder(directory);
    onLog('the CDK app is synthesized / CDK 应用已合成');
    return directory;
  };
  const startStore = async () => {
    const started = await startDynamoDb({ memory, folder: join(folder, 'dynamodb'), onLog, health });
    onLog('DynamoDB Local answers / DynamoDB Local 已应答');
    return started;
  };
  // Both are awaited before either's failure is thrown, lest DynamoDB Local come up after the cleanup.
  const [dynamoDb, directory] = await Promise.allSettled([startStore(), synthesize()]);
  if (dynamoDb.status === 'rejected') throw dynamoDb.reason;
  cleanup.add(dynamoDb.value.stop);
  if (directory.status === 'rejected') throw directory.reason;
  return { endpoint: dynamoDb.value.endpoint, assembly: loadAssembly(directory.value) };
}

/** The file for the functions' output, each line with its function's name. */
function openFunctionLog({ folder, health }: Ground, cleanup: Cleanup): (name: string, text: string) => void {
  const stream = createWriteStream(join(folder, 'functions.log'), { flags: 'a' });
  stream.on('error', ({ message }) => failOfStorage(health, folder, message));
  cleanup.add(async () => {
    // After a failed write nothing more is written; the failure has been reported.
    if (stream.errored) return;
    stream.end();
    await finished(stream);
  });
  return (name, text) => void stream.write(text.replace(/^(?=.)/gm, `${name} `));
}

async function startFunctions(ground: Ground, cleanup: Cleanup): Promise<Map<string, LocalFunction>> {
  const { template, assembly, folder, settings, dynamoDbEndpoint, clock, health } = ground;
  const kms = await startKms(template, folder);
  cleanup.add(kms.stop);
  const s3 = await startS3(template, folder, {
    now: () => clock.now(),
    refusesWrites: () => health.trouble(true) !== undefined,
  });
  cleanup.add(s3.stop);
  const bus = await startBus(template, folder);
  cleanup.add(bus.stop);
  const functions = createFunctions(template, assembly, {
    clock: clock.offset,
    endpoints: {
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDbEndpoint,
      AWS_ENDPOINT_URL_KMS: kms.endpoint,
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
      // Calls of any other service also arrive here, and are refused by name.
      AWS_ENDPOINT_URL: kms.endpoint,
      ...settings,
    },
    onOutput: openFunctionLog(ground, cleanup),
  });
  cleanup.add(async () => {
    await Promise.all([...functions.values()].map((each) => each.stop()));
  });
  return functions;
}

/**
 * Brings the template to life: tables, keys, functions, streams, schedules, and finally the API. Returns the
 * schedules.
 */
async function deploy(ground: Ground, cleanup: Cleanup): Promise<Schedules> {
  const { template, folder, memory, door, dynamoDbEndpoint, health, onLog } = ground;
  const client = new DynamoDBClient({ endpoint: dynamoDbEndpoint, region: REGION, credentials: CREDENTIALS });
  await createTables(template, client).finally(() => client.destroy());
  const functions = await startFunctions(ground, cleanup);
  const api = readApi(template, functions, door.url);
  const streams = await startStreams(template, {
    endpoint: dynamoDbEndpoint,
    functions,
    positionsFile: memory ? undefined : join(folder, 'streams.json'),
    onUnsaved: ({ message }) => failOfStorage(health, folder, message),
    onLog,
  });
  cleanup.add(streams.stop);
  const runs = openDailyRuns(memory ? undefined : join(folder, 'daily-runs.json'));
  const schedules = await startSchedules(template, functions, onLog, runs);
  cleanup.add(schedules.stop);
  door.serveIssuer(await createIssuer(door.issuerUrl, ground.key, ground));
  door.serveApi(createGateway(api, createGate(health, dynamoDbEndpoint)));
  cleanup.add(() => door.serveApi(undefined));
  onLog(`${functions.size} functions, ${api.routes.length} routes are up / 函数与路由已就绪`);
  return schedules;
}

async function bringUp(options: RegistryOptions, health: Health, cleanup: Cleanup): Promise<Registry> {
  const { memory, webhooksToLoopback, onLog = () => {}, clock = new LocalClock() } = options;
  const settings: Record<string, string> = webhooksToLoopback ? { WEBHOOKS_TO_LOOPBACK: 'yes' } : {};
  const door = await openDoor(options.port, cleanup);
  const { folder, parameters } = await settle(door, options, health, cleanup);
  const { endpoint: dynamoDbEndpoint, assembly } = await startData(folder, options, health, cleanup);
  const template = openTemplate(assembly.template, parameters);
  const { OidcIssuer: issuer, OidcAudience: audience } = parameters;
  const key = await keepIssuerKey(folder);
  const ground = {
    door,
    folder,
    memory,
    settings,
    dynamoDbEndpoint,
    assembly,
    template,
    key,
    audience,
    clock,
    health,
    onLog,
  };
  const schedules = await deploy(ground, cleanup);
  return {
    url: door.url,
    issuer,
    folder,
    dynamoDbEndpoint,
    token: (identity) => signToken(identity, { issuer, audience, key }),
    failed: health.failing,
    fireDaily: schedules.fireDaily,
    stop: cleanup.run,
  };
}

/**
 * Runs a synthesized registry on this machine: its template, as it would be deployed.
 * @throws with nothing left behind, when the template needs something not emulated, the port is taken, the
 * instance already runs, the disk is nearly full, or there is no Java
 */
export async function startRegistry(options: RegistryOptions): Promise<Registry> {
  const cleanup = createCleanup();
  const health = new Health();
  makePrivately();
  try {
    return await bringUp(options, health, cleanup);
  } catch (error) {
    await cleanup.run();
    // The first failure is the reason; the others follow from it.
    throw health.failed ?? error;
  }
}
