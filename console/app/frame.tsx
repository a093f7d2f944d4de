/** What stands around every page: where one is, where one may go, and who one is. */
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { Link, NavLink, Outlet } from 'react-router';
import favicon from '../favicon.svg';
import { useIdentity, useSession } from '../session/use-session.ts';
import { languages, useLanguage, useWords } from '../words/area.ts';
import { choose } from '../words/language.ts';
import { type Appearance, appearances, chooseAppearance, useAppearance } from './appearance.ts';
import { isShown, navigation } from './areas.ts';
import { appWords } from './words.ts';

// Of no use before anybody is signed in.
const Who = lazy(async () => ({ default: (await import('./who.tsx')).Who }));

export function Frame() {
  const say = useWords(appWords);
  return (
    <>
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      <header className="frame-head">
        <div>
          <Link to="/" className="brand">
            <img src={favicon} alt="" />
            {say('name')}
          </Link>
          <Navigation />
          <Tools />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<p aria-live="polite">{say('loading')}</p>}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}

function Navigation() {
  const say = useWords(appWords);
  const roles = useIdentity()?.roles;
  return (
    <nav className="frame-nav" aria-label={say('navigation')}>
      {navigation
        .filter((item) => isShown(item, roles))
        .map(({ path, name }) => (
          <NavLink key={path} to={path} end={path === '/'}>
            {say(name)}
          </NavLink>
        ))}
      <a href="/p/search">{say('public')}</a>
      <a href="/docs">{say('api')}</a>
    </nav>
  );
}

function Tools() {
  const say = useWords(appWords);
  const session = useSession();
  const identity = useIdentity();
  const appearance = useAppearance();
  const language = useLanguage();
  const other = languages.find((each) => each !== language) ?? language;
  return (
    <div className="frame-tools">
      {identity && (
        <Suspense>
          <Who identity={identity} />
        </Suspense>
      )}
      <select
        aria-label={say('theme')}
        value={appearance}
        onChange={({ target }) => chooseAppearance(target.value as Appearance)}
      >
        {appearances.map((value) => (
          <option key={value} value={value}>
            {say(`themes.${value}`)}
          </option>
        ))}
      </select>
      <Button size="small" lang={other} onClick={() => choose(other)}>
        {say('language')}
      </Button>
      {identity ? (
        <Button size="small" onClick={() => void session.signOut()}>
          {say('signOut')}
        </Button>
      ) : (
        <Button size="small" type="primary" onClick={() => void session.signIn()}>
          {say('signIn')}
        </Button>
      )}
    </div>
  );
}
