/**
 * `lvzhang watch`: follows a log for one organization, and reports the leaves in its name
 * that it doesn't know.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { equalBytes, toHex } from '../../shared/base/encoding.ts';
import { type SeenHead, verifyHead } from '../audit/head.ts';
import { FetchError, HttpSource } from '../audit/http-source.ts';
import { Findings } from '../audit/report.ts';
import { placeOf, printable } from '../audit/report-text.ts';
import type { LogSource } from '../audit/source.ts';
import { formatVkey } from '../tlog/note-key.ts';
import { mentionsIn, Watch } from '../watch.ts';
import type { AuditFolder } from './audit/audit-folder.ts';
import { FolderSource } from './audit/folder-source.ts';
import { downloaded, folderOf, isExplained, isUrl, openFolder, rememberHead } from './audit/local-log.ts';
import { ProgressLine } from './progress-line.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp, UsageError } from './usage.ts';
import { readSettings, USAGE, type WatchSettings } from './watch/settings.ts';
import { readState, writeState } from './watch/state.ts';
import { type Counts, mentionLine, summaryLines, unknownLine, unreadableLine } from './watch/text.ts';

const EXIT_KNOWN = 0;
const EXIT_STRANGER = 1;
const EXIT_USAGE = 2;

export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(USAGE);
    return EXIT_KNOWN;
  }
  let settings: WatchSettings;
  try {
    settings = readSettings(args);
  } catch (error) {
    tell(`${(error as Error).message}\n\n${USAGE}`);
    return EXIT_USAGE;
  }
  const progress = new ProgressLine();
  try {
    const lookout = new Lookout(settings, progress);
    return await (settings.intervalMs === undefined ? lookout.look() : follow(lookout, settings.intervalMs));
  } catch (error) {
    if (!isExplained(error)) throw error;
    tell(`lvzhang watch: ${(error as Error).message}`);
    return EXIT_USAGE;
  } finally {
    progress.clear();
  }
}

/**
 * Repeats the look until there is something to report, or a signal ends it. An unreachable log is waited for.
 */
async function follow(lookout: Lookout, intervalMs: number): Promise<number> {
  const ending = new AbortController();
  const end = () => ending.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  try {
    while (!ending.signal.aborted) {
      const code = await lookout.look().catch((error: unknown) => {
        if (!(error instanceof FetchError)) throw error;
        tell(`${new Date().toISOString()} ${error.message}`);
        return EXIT_KNOWN;
      });
      if (code !== EXIT_KNOWN) return code;
      await pause(intervalMs, undefined, { signal: ending.signal }).catch(() => {});
    }
    return EXIT_KNOWN;
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}

class Lookout {
  private readonly settings: WatchSettings;
  private readonly progress: ProgressLine;
  private readonly watch: Watch;
  private readonly counts: Counts = { own: 0, signed: 0, other: 0, stranger: 0 };
  /** The head of the run before: its leaves are listed already. */
  private readonly listed: SeenHead | undefined;
  /** The head that this run verified last: the basis of everything read so far. */
  private verified: SeenHead | undefined;
  private checkpoint: Uint8Array | undefined;

  constructor(settings: WatchSettings, progress: ProgressLine) {
    this.settings = settings;
    this.progress = progress;
    this.watch = new Watch(settings.watched);
    const { stateFile } = settings;
    this.listed = stateFile === undefined ? undefined : readState(stateFile, this.watchOf());
  }

  /** One look at the log as it is now; returns the exit code. */
  async look(): Promise<number> {
    const { target, vkey, folder: named } = this.settings;
    const remote = isUrl(target) ? new HttpSource(target) : undefined;
    const folder = remote ? folderOf(named, vkey) : openFolder(target);
    const newest = await (remote ?? new FolderSource(target)).checkpoint();
    if (this.checkpoint && equalBytes(this.checkpoint, newest)) return EXIT_KNOWN;
    const source = remote
      ? (await downloaded(remote, folder, vkey, this.progress)).source
      : new FolderSource(target);
    const code = await this.read(source, folder);
    this.checkpoint = newest;
    return code;
  }

  /** Verifies the whole tree before believing any of it; then lists its leaves. */
  private async read(source: LogSource, folder: AuditFolder): Promise<number> {
    const { vkey, witnesses, language, stateFile } = this.settings;
    const findings = new Findings();
    const seen = [this.listed, this.verified, folder.lastSeen()].filter((head) => head !== undefined);
    const onProgress = (done: number, total: number) => this.progress.update('tree', done, total);
    const head = await verifyHead(source, { vkey, witnesses, seen, onProgress }, findings);
    this.progress.clear();
    if (!head || findings.total > 0) {
      const place = language === 'zh' ? '账本未通过核验' : 'the log does not verify';
      print(`${place}: ${printable(source.name)}`);
      for (const each of findings.list)
        print(`- ${placeOf(each, language)}[${each.rule}] ${printable(each.message[language])}`);
      return EXIT_STRANGER;
    }
    const { size, text } = head.checkpoint;
    const root = toHex(head.checkpoint.root);
    this.verified = { size, root: head.checkpoint.root };
    await this.list(source, size);
    rememberHead(folder, { size, root, text });
    if (stateFile !== undefined)
      await writeState(stateFile, this.watchOf(), { size, root, checkpoint: text });
    return this.counts.stranger + this.watch.unreadable.length > 0 ? EXIT_STRANGER : EXIT_KNOWN;
  }

  private async list(source: LogSource, size: number): Promise<void> {
    const { language } = this.settings;
    if (size === this.watch.size && size > 0) return;
    const from = this.listed?.size ?? 0;
    for await (const mention of mentionsIn(source, size, this.watch)) {
      this.counts[mention.verdict]++;
      // A stranger's leaf is listed until the organization finds the key that it had forgotten.
      if (mention.index >= from || mention.verdict === 'stranger') print(mentionLine(mention, language));
    }
    for (const index of this.watch.unreadable) print(unreadableLine(index, language));
    if (!this.watch.isKnown) throw new UsageError(unknownLine(this.settings.watched.organization, language));
    for (const line of summaryLines(size, this.counts, language)) print(line);
  }

  private watchOf() {
    const { vkey, watched } = this.settings;
    return { organization: watched.organization, vkey: formatVkey(vkey) };
  }
}
