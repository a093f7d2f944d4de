import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** DynamoDB Local 1.25 is compiled for Java 8 but tested by its makers on 11 and later. */
const JAVA_VERSION_MIN = 11;
/** The long-term-support runtime fetched when the machine has none. */
const JAVA_VERSION_FETCHED = 17;

const JAVA_MISSING =
  'Java 11 or newer is needed to run DynamoDB Local, and none could be found or downloaded: install one ' +
  '(e.g. Temurin 17 from https://adoptium.net) or set JAVA_HOME. / ' +
  '运行 DynamoDB Local 需要 Java 11 或更高版本，本机没有，也未能下载：请安装（如 https://adoptium.net 的 Temurin 17）或设置 JAVA_HOME。';

const run = promisify(execFile);

/** The major version that `<java> -version` reports (8 for "1.8.0_292"), or undefined if it doesn't run. */
export async function javaVersion(java: string): Promise<number | undefined> {
  try {
    const { stderr, stdout } = await run(java, ['-version']);
    const found = /version "(?:1\.)?(\d+)/.exec(stderr + stdout);
    return found ? Number(found[1]) : undefined;
  } catch {
    return undefined;
  }
}

/** The java executables under a folder that njre filled: `jdk-…-jre/bin/java`, on macOS one level deeper. */
async function fetchedJavas(folder: string): Promise<string[]> {
  const releases = await readdir(folder).catch(() => []);
  return releases
    .flatMap((release) => [join(folder, release, 'bin'), join(folder, release, 'Contents', 'Home', 'bin')])
    .flatMap((bin) => [join(bin, 'java'), join(bin, 'java.exe')])
    .filter((java) => existsSync(java));
}

async function firstRecent(candidates: readonly string[]): Promise<string | undefined> {
  for (const java of candidates) {
    const version = await javaVersion(java);
    if (version !== undefined && version >= JAVA_VERSION_MIN) return java;
  }
  return undefined;
}

async function fetchJava(localFolder: string): Promise<void> {
  const { install } = await import('njre');
  await mkdir(localFolder, { recursive: true });
  // njre unpacks into a folder `jre` next to the path it is given.
  await install(JAVA_VERSION_FETCHED, { installPath: join(localFolder, 'jre.download') });
}

/**
 * A `java` of version 11 or newer: from JAVA_HOME, from PATH, one fetched earlier, or one fetched now (about
 * 45 MB).
 * @param localFolder where a fetched runtime is kept (`<localFolder>/jre`)
 * @param onLog called before a download begins, so that it isn't silent
 * @throws one bilingual sentence saying what to install
 */
export async function findJava(localFolder: string, onLog: (line: string) => void): Promise<string> {
  const home = process.env.JAVA_HOME;
  const installed = await firstRecent([...(home ? [join(home, 'bin', 'java')] : []), 'java']);
  if (installed) return installed;
  const jre = join(localFolder, 'jre');
  const kept = await firstRecent(await fetchedJavas(jre));
  if (kept) return kept;
  onLog(`No Java here; fetching Java ${JAVA_VERSION_FETCHED} into ${jre} / 本机没有 Java，正在下载到 ${jre}`);
  try {
    await fetchJava(localFolder);
  } catch (cause) {
    throw new Error(JAVA_MISSING, { cause });
  }
  const fetched = await firstRecent(await fetchedJavas(jre));
  if (!fetched) throw new Error(JAVA_MISSING);
  return fetched;
}
