/** How a run on this machine ends on ^C: in order, however far its start has got. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const EXIT_INTERRUPTED = 130;
/** npm passes on the ^C that the terminal has already sent us: within this time it counts as the same one. */
const SAME_SIGNAL_MS = 1000;

/**
 * On the first signal calls `stop` and exits with `status`; on a later one exits at once, with 130.
 * @returns an AbortSignal, aborted at the first signal; errors after that are to be expected
 */
export function stopOnSignals(stop: () => Promise<void>, status = EXIT_INTERRUPTED): AbortSignal {
  const stopping = new AbortController();
  let since = 0;
  const onSignal = () => {
    if (stopping.signal.aborted) {
      if (Date.now() - since > SAME_SIGNAL_MS) process.exit(EXIT_INTERRUPTED);
      return;
    }
    since = Date.now();
    stopping.abort();
    stop()
      .catch((error: unknown) => console.error(String(error)))
      .finally(() => process.exit(status));
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return stopping.signal;
}
