import type { Plugin } from 'vite';

/** Every page is the same `page.html` with its own name and script. */
export function named(page: string): Plugin {
  return {
    name: 'named',
    transformIndexHtml: { order: 'pre', handler: (html) => html.replaceAll('%PAGE%', page) },
  };
}
