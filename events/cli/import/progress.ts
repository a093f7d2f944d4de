/** Progress on stderr: one line that changes on a terminal, a line now and then elsewhere. */
import { printable } from '../../audit/report-text.ts';
import { overwrite } from '../terminal.ts';

export interface Progress {
  step(): void;
  /** Prints a line of its own above the progress. */
  say(line: string): void;
  end(): void;
}

/** Without a terminal, one line per this interval. */
const QUIET_MS = 2_000;

export function startProgress(label: string, total: number, stream = process.stderr): Progress {
  let done = 0;
  let shownAt = Date.now();
  const text = () => {
    const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
    return `${label} ${done}/${total} (${percent} %)`;
  };
  const show = () => {
    if (stream.isTTY) overwrite(text(), stream);
    else if (done === total || Date.now() - shownAt >= QUIET_MS) {
      shownAt = Date.now();
      stream.write(`${printable(text())}\n`);
    }
  };
  return {
    step() {
      done++;
      show();
    },
    say(line) {
      if (stream.isTTY) overwrite(line, stream);
      else stream.write(printable(line));
      stream.write('\n');
      if (stream.isTTY) overwrite(text(), stream);
    },
    end() {
      if (!stream.isTTY) return;
      overwrite(text(), stream);
      stream.write('\n');
    },
  };
}
