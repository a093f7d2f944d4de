/**
 * The registry in a process of its own, so that what is measured doesn't share a thread with the measuring.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { registryTable } from '../support/local/local-dynamodb.ts';

export interface RunningRegistry {
  url: string;
  dynamoDbEndpoint: string;
  tableName: string;
  operator: string;
  token(org: string, roles: string[]): Promise<string>;
  stop(): Promise<void>;
}

interface TokenRequest {
  id: number;
  org: string;
  roles: string[];
}

/**
 * Starts an empty registry in memory, in a child process. `writesOnly` leaves out what runs beside the writes
 * (sequencer, watchdog, sweeps): in the cloud they have machines of their own, here they share two cores and
 * one DynamoDB Local with what is measured.
 */
export async function startRegistryProcess(writesOnly = false): Promise<RunningRegistry> {
  const child = fork(fileURLToPath(import.meta.url), [writesOnly ? 'writes' : 'whole'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = (await nextMessage(child)) as { url: string; dynamoDbEndpoint: string };
  let requests = 0;
  const waiting = new Map<number, (token: string) => void>();
  child.on('message', ({ id, token }: { id: number; token: string }) => waiting.get(id)?.(token));
  const token = (org: string, roles: string[]) =>
    new Promise<string>((resolve) => {
      const id = ++requests;
      waiting.set(id, resolve);
      child.send({ id, org, roles } satisfies TokenRequest);
    });
  return {
    ...ready,
    tableName: await registryTable(ready.dynamoDbEndpoint),
    operator: await token('lvzhang-operator', ['operator']),
    token,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the registry ended with ${code}`)));
  });
}

const BESIDE = new Set(['AWS::Lambda::EventSourceMapping', 'AWS::Events::Rule']);

/** The cloud assembly without what runs beside the writes. */
async function synthesizeWrites(outdir: string): Promise<string> {
  const directory = await synthesizeApart(outdir);
  const file = join(directory, 'Registry.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, { Type: string }> };
  for (const [id, { Type }] of Object.entries(template.Resources))
    if (BESIDE.has(Type)) delete template.Resources[id];
  writeFileSync(file, JSON.stringify(template));
  return directory;
}

async function child(writesOnly: boolean): Promise<void> {
  const assembly = writesOnly ? synthesizeWrites : synthesizeApart;
  const registry = await startRegistry({ port: 0, memory: true, assembly });
  const end = () => void registry.stop().then(() => process.exit(0));
  process.on('SIGTERM', end);
  // The bench may die without a word; its registry must not outlive it.
  process.on('disconnect', end);
  process.on('message', (request: TokenRequest) => {
    const { id, org, roles } = request;
    void registry.token({ sub: 'bench', org, roles }).then((token) => process.send?.({ id, token }));
  });
  process.send?.({ url: registry.url, dynamoDbEndpoint: registry.dynamoDbEndpoint });
}

if (process.send && import.meta.main) await child(process.argv[2] === 'writes');
