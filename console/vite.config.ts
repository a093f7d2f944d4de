/** How the console is built: `index.html` and, beside it, assets whose names have their digests. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    // The policy has no room for scripts and styles within the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: {
        // Else chance says which pages share a chunk, and the first page would fetch all operations.
        codeSplitting: { groups: [{ name: 'operations', test: /events\/client\// }] },
      },
    },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});
