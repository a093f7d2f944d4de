/** Starts the console in its page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/console.css';
import { consoleOf } from './app/console.tsx';
import { openSession } from './session/session.ts';
import { settingsOf } from './session/settings.ts';
import { speakFirst } from './words/language.ts';

// The policy has no eval; zod would try it, and the browser report that.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
speakFirst();
const session = await openSession(settingsOf(document), window.location.origin);
createRoot(root).render(<StrictMode>{consoleOf(session)}</StrictMode>);
// A Chinese font for machines without one: a browser fetches the pieces whose characters it lacks.
void import('@fontsource-variable/noto-sans-sc/wght.css');
