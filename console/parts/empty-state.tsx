/** In place of a list that has nothing yet: what to do first. */
import type { ReactNode } from 'react';

export function EmptyState({ title, hint, action }: { title: string; hint: string; action?: ReactNode }) {
  return (
    <div className="card empty">
      <p>
        <b>{title}</b>
      </p>
      <p className="soft">{hint}</p>
      {action}
    </div>
  );
}
