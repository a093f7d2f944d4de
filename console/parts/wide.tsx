/** What may be wider than the page: it scrolls in itself, also by keyboard. */
import type { ReactNode } from 'react';

export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls in itself, also by keyboard.
    <section className="wide" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
