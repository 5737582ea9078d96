import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Puts the script and the styles into index.html itself, and lets the page run and load nothing else. */
function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('there is no index.html to put things into');
      let html = String(page.source);
      let script = '';
      let styles = '';
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue;
        if (file.type === 'chunk') script += file.code.replaceAll('</script', '<\\/script');
        else if (name.endsWith('.css')) styles += file.source;
        else throw new Error(`${name} would be a second file`);
        delete bundle[name];
      }
      const policy = [
        "default-src 'none'",
        `script-src ${sha256(script)}`,
        `style-src ${sha256(styles)}`,
        'font-src data:',
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ');
      html = html
        .replace(/<script type="module"[^>]*><\/script>\s*/, '')
        .replace(/<link rel="stylesheet"[^>]*>\s*/, '')
        .replace('<!-- styles -->', () => `<style>${styles}</style>`)
        .replace('<!-- script -->', () => `<script type="module">${script}</script>`)
        .replace('<!-- policy -->', () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`);
      if (html.split('__PARLEY_RESULT__').length !== 2) throw new Error('the page must name its result exactly once');
      page.source = html;
    },
  };
}

export default defineConfig({
  plugins: [svelte(), oneFile()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 1 << 20,
    modulePreload: false,
    cssCodeSplit: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 500,
  },
});
