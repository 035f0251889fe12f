import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { named } from './build/named.ts';
import { singleFile } from './build/single-file.ts';

export default defineConfig(({ command }) => {
  // Whatever started the build (a test runner sets another value), the page is never a development build.
  if (command === 'build') process.env.NODE_ENV = 'production';
  const page = process.env.CORDON_PAGE ?? 'trace';
  return {
    root: import.meta.dirname,
    plugins: [named(page), react(), singleFile(page)],
    build: {
      target: 'es2022',
      // build/pages.mjs builds one page after another into the same folder.
      rolldownOptions: { input: join(import.meta.dirname, 'page.html') },
      emptyOutDir: false,
      cssCodeSplit: false,
      // The page is one file: no preload helper, no assets beside it.
      modulePreload: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      chunkSizeWarningLimit: 1000,
      reportCompressedSize: false,
    },
  };
});
