import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { failOfStorage } from '../disk.ts';
import { Health } from '../health.ts';
import { freePort, LOOPBACK } from '../ports.ts';
import { findJava } from './java.ts';
import { becomesReady, lastWords, type StoreProcess, startProcess } from './process.ts';
import { storageErrorIn } from './storage-error.ts';

/** A running DynamoDB Local. */
export interface DynamoDb {
  /** e.g. `http://127.0.0.1:43211` */
  endpoint: string;
  /** Ends the process and waits until it is gone; safe to call twice. */
  stop(): Promise<void>;
}

export interface DynamoDbOptions {
  /** true: nothing is written to disk but the process's own log. */
  memory: boolean;
  /** Folder for its files; if left out, a temporary folder that stop() removes (memory only). */
  folder?: string;
  onLog?: (line: string) => void;
  /** Told when the store is gone, is back, or has lost a write. */
  health?: Health;
}

/** Another process may take the port between our look and its bind. */
const PORT_ATTEMPTS = 3;
/** Restarts over the same data, at most: what has killed it so often will kill it again. */
const RESTARTS_MAX = 3;
const RESTARTS_WINDOW_MS = 10 * 60_000;

const repository = resolve(import.meta.dirname, '..', '..', '..');

/** What the successive processes of one store share. */
interface Store {
  java: string;
  port: number;
  folder: string;
  memory: boolean;
  health: Health;
}

function start(store: Store): StoreProcess {
  const { folder, health } = store;
  return startProcess({
    ...store,
    onOutput(text) {
      const found = storageErrorIn(text);
      if (found) failOfStorage(health, folder, found);
    },
    onLogError: (error) => failOfStorage(health, folder, error.message),
  });
}

/** Keeps a store running until `stop`. */
class Keeping {
  private readonly store: Store;
  private readonly onLog: (line: string) => void;
  private current: StoreProcess;
  private stopping = false;
  private readonly deaths: number[] = [];
  private readonly watching: Promise<void>;

  constructor(store: Store, first: StoreProcess, onLog: (line: string) => void) {
    this.store = store;
    this.onLog = onLog;
    this.current = first;
    this.watching = this.watch();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.current.end();
    await this.watching;
  }

  private async watch(): Promise<void> {
    const { health } = this.store;
    while (!this.stopping) {
      const how = await this.current.exited;
      // After a storage error nothing more is written, not even by a new process.
      if (this.stopping || health.failed) return;
      health.storeIsDown();
      if (!this.mayRestart()) return this.giveUp(how);
      this.onLog(
        `DynamoDB Local died (${how}) and is started again / DynamoDB Local 已退出（${how}），正在重新启动`,
      );
      this.current = start(this.store);
      // If the new process dies during its start, the next turn of the loop finds out.
      if (await becomesReady(this.current, this.store.port).catch(() => false)) {
        health.storeIsUp();
        this.onLog('DynamoDB Local answers again / DynamoDB Local 已恢复应答');
      } else await this.current.end();
    }
  }

  /** A process takes data kept in memory with it; a new one would not know what was acknowledged. */
  private mayRestart(): boolean {
    const now = Date.now();
    this.deaths.push(now);
    const recent = this.deaths.filter((at) => now - at < RESTARTS_WINDOW_MS);
    return !this.store.memory && recent.length <= RESTARTS_MAX;
  }

  private giveUp(how: string): void {
    const { memory, folder, health } = this.store;
    health.fail(
      memory
        ? `The instance ended because DynamoDB Local died (${how}) and what was kept in memory went with it; start another. / DynamoDB Local 已退出（${how}），内存中的数据随之丢失，实例已停止，请重新启动。`
        : `The instance ended because DynamoDB Local died again and again (${how}); what it acknowledged is kept. ${folder}/dynamodb.log may say why; then start it again. / DynamoDB Local 反复退出（${how}），实例已停止，已确认的写入均已保存。原因见 ${folder}/dynamodb.log，排除后请重新启动。`,
    );
  }
}

/**
 * Starts DynamoDB Local on a free loopback port and waits until it answers. It ends with this process,
 * however this process dies; if it dies by itself, it is started again over the same data.
 * @throws when there is no Java (one bilingual sentence) or it won't start (the end of its log)
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const { memory, onLog = () => {}, health = new Health() } = options;
  if (!memory && !options.folder) throw new Error('a persistent DynamoDB Local needs a folder');
  const java = await findJava(join(repository, '.local'), onLog);
  const temporary = options.folder ? undefined : await mkdtemp(join(tmpdir(), 'lvzhang-dynamodb-'));
  const folder = options.folder ?? temporary ?? '';
  await mkdir(folder, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const store = { java, port, folder, memory, health };
    const first = start(store);
    if (await becomesReady(first, port)) {
      const keeping = new Keeping(store, first, onLog);
      const stop = async () => {
        await keeping.stop();
        if (temporary) await rm(temporary, { recursive: true, force: true });
      };
      return { endpoint: `http://${LOOPBACK}:${port}`, stop };
    }
    if (attempt === PORT_ATTEMPTS)
      throw health.failed ?? new Error(`DynamoDB Local would not start:\n${await lastWords(folder)}`);
  }
}
