/** What a browser fetches before anybody is signed in, packed: the page's script with all that it imports. */
import { readFileSync } from 'node:fs';

const folder = new URL('../dist/console/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8'));

/** Files of a chunk, its own and those that it can't start without. */
function filesOf(name, found = new Set()) {
  const { file, css = [], imports = [] } = manifest[name];
  if (found.has(file)) return found;
  for (const each of [file, ...css]) found.add(each);
  for (const each of imports) filesOf(each, found);
  return found;
}

export default [
  {
    name: 'first load',
    path: [...filesOf('index.html')].map((file) => `../dist/console/${file}`),
    gzip: true,
    limit: '250 kB',
  },
];
