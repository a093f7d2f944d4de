/** What stands around every page: where one is, where one may go, and who one is. */
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import favicon from '../favicon.svg';
import { useIdentity, useSession } from '../session/use-session.ts';
import { languages, useLanguage, useWords } from '../words/area.ts';
import { choose } from '../words/language.ts';
import { type Appearance, appearances, chooseAppearance, useAppearance } from './appearance.ts';
import { shownTo } from './areas.ts';
import { appWords } from './words.ts';

// Of no use before anybody is signed in.
const Who = lazy(async () => ({ default: (await import('./who.tsx')).Who }));
const KeyNotice = lazy(async () => ({
  default: (await import('../signing/key-notice.tsx')).KeyNotice,
}));

const MENU = 'menu';

export function Frame() {
  const say = useWords(appWords);
  const org = useIdentity()?.org;
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
          <Tools />
        </div>
      </header>
      <div className="frame-body">
        <Navigation />
        <main id="main" tabIndex={-1}>
          {org !== undefined && (
            <Suspense>
              <KeyNotice org={org} />
            </Suspense>
          )}
          <Suspense fallback={<p aria-live="polite">{say('loading')}</p>}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </>
  );
}

/** A column beside the page; a menu above it where the screen is narrow, closed again by going somewhere. */
function Navigation() {
  const say = useWords(appWords);
  const roles = useIdentity()?.roles;
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string>();
  const isOpen = openAt === pathname;
  return (
    <nav className="frame-nav" aria-label={say('navigation')} data-open={isOpen}>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={MENU}
        onClick={() => setOpenAt(isOpen ? undefined : pathname)}
      >
        {say('menu')}
      </button>
      <div id={MENU}>
        <NavLink to="/" end>
          {say('overview')}
        </NavLink>
        {shownTo(roles).map(({ name, items }) => (
          <section key={name} aria-labelledby={`${MENU}-${name}`}>
            <p id={`${MENU}-${name}`}>{say(`groups.${name}`)}</p>
            {items.map((item) => (
              <NavLink key={item.path} to={item.path}>
                {say(item.name)}
              </NavLink>
            ))}
            {name === 'proof' && <PagesBeside />}
          </section>
        ))}
      </div>
    </nav>
  );
}

/** What the registry serves beside the console. */
function PagesBeside() {
  const say = useWords(appWords);
  return (
    <>
      <a href="/p/search">{say('public')}</a>
      <a href="/docs">{say('api')}</a>
    </>
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
