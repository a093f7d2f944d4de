/** The first page: for a visitor what the registry is, for whoever is signed in where it stands. */
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { appWords } from '../app/words.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity, useSession } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { overviewWords } from './words.ts';

const Standing = lazy(async () => ({ default: (await import('./standing.tsx')).Standing }));

export function OverviewPage() {
  const say = useWords(overviewWords);
  const sayApp = useWords(appWords);
  const session = useSession();
  const identity = useIdentity();
  if (identity)
    return (
      <>
        <PageHead title={say('title')} />
        <Suspense fallback={<p aria-live="polite">{sayApp('loading')}</p>}>
          <Standing identity={identity} />
        </Suspense>
        <Search />
      </>
    );
  return (
    <>
      <PageHead
        title={say('title')}
        lead={say('lead')}
        actions={
          <Button type="primary" onClick={() => void session.signIn()}>
            {sayApp('signIn')}
          </Button>
        }
      />
      <Search />
      <Open />
    </>
  );
}

const openTo = [
  { name: 'projects', to: '/projects' },
  { name: 'log', to: '/log' },
  { name: 'verify', to: '/verify' },
  { name: 'audit', to: '/audit' },
] as const;

/** What a visitor can look at and check. */
function Open() {
  const say = useWords(overviewWords);
  return (
    <section aria-labelledby="open">
      <h2 id="open">{say('open.title')}</h2>
      <ul className="tiles">
        {openTo.map(({ name, to }) => (
          <li key={name} className="card">
            <h3>
              <Link to={to}>{say(`open.${name}.title`)}</Link>
            </h3>
            <p>{say(`open.${name}.what`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Leads to the public search, which needs no login and no script. */
function Search() {
  const say = useWords(overviewWords);
  return (
    <search className="card">
      {/* The policy lets no form go anywhere, so the address is opened here. */}
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = String(new FormData(event.currentTarget).get('q')).trim();
          if (wanted !== '') window.location.assign(`/p/search?q=${encodeURIComponent(wanted)}`);
        }}
      >
        <input
          type="search"
          name="q"
          aria-label={say('search.label')}
          placeholder={say('search.label')}
          maxLength={200}
        />
        <Button type="primary" htmlType="submit">
          {say('search.submit')}
        </Button>
      </form>
      <p className="soft">{say('publicHint')}</p>
    </search>
  );
}
