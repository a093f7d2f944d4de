/** A page's title, in one sentence what it is for, and what one can do here. The tab says the title too. */
import { type ReactNode, useEffect } from 'react';

interface PageHeadProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, lead, actions }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · 绿账`;
  }, [title]);
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {actions}
    </div>
  );
}
