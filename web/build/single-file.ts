import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const SCRIPT_TAG = /<script type="module"[^>]*\ssrc="[^"]*"[^>]*><\/script>\s*/g;
const STYLE_TAG = /<link rel="stylesheet"[^>]*>\s*/g;

/**
 * Puts the built script and style sheet into its page, so that the page is one file that works from `file://`, and
 * names both by their hash in a Content-Security-Policy: nothing else that may get into the page runs, and the page
 * cannot load or send anything. The file is called after the page. The data element is no script (`application/json`), so it needs no hash.
 */
export function singleFile(name: string): Plugin {
  return {
    name: 'single-file',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.html'));
      if (page?.type !== 'asset') throw new Error('The build gave no page.');
      let script = '';
      let style = '';
      for (const [path, file] of Object.entries(bundle)) {
        if (file === page) continue;
        if (file.type === 'chunk' && script === '') script = file.code;
        else if (file.type === 'asset' && path.endsWith('.css')) style += String(file.source);
        else throw new Error(`The page is one script and its styles; it cannot hold ${path}.`);
        delete bundle[path];
      }
      // `</script` and `<!--` inside code would end or open markup; in a string or an expression both read the same.
      script = script.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
      const policy = [
        "default-src 'none'",
        `script-src ${hashOf(script)}`,
        `style-src ${hashOf(style)}`,
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ');
      const head =
        `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n    ` +
        `<link rel="icon" href="data:," />\n    <style>${style}</style>\n  </head>`;
      page.fileName = `${name}.html`;
      page.source = String(page.source)
        .replace(SCRIPT_TAG, '')
        .replace(STYLE_TAG, '')
        .replace('</head>', () => head)
        .replace('</body>', () => `<script type="module">${script}</script>\n  </body>`);
    },
  };
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
