/** Progress on stderr: one line that is rewritten on a terminal, a line now and then elsewhere. */
import { overwrite, tell } from './terminal.ts';

const TERMINAL_INTERVAL_MS = 100;
const LOG_INTERVAL_MS = 5_000;

export class ProgressLine {
  private last = 0;
  private shown = false;

  update(words: string, done: number, total: number): void {
    const now = Date.now();
    const terminal = process.stderr.isTTY === true;
    // The first moments go unreported, so that a short run prints nothing.
    if (this.last === 0) this.last = now;
    if (now - this.last < (terminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS)) return;
    this.last = now;
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    const text = `${words} ${done}/${total} (${percent}%)`;
    if (terminal) overwrite(text);
    else tell(text);
    this.shown ||= terminal;
  }

  clear(): void {
    if (this.shown) overwrite('');
    this.shown = false;
  }
}
