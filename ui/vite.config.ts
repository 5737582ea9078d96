import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import { defineConfig, type Plugin } from 'vite';

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The style sheet that Observable Plot writes into each chart of the class "chart": the only one not in the page itself. */
function chartStyles(): string {
  const plot = createRequire(import.meta.url).resolve('@observablehq/plot').replace(/index\.js$/, 'plot.js');
  const text = /append\("style"\)\.text\(\s*`([^`]*)`/.exec(readFileSync(plot, 'utf8'))?.[1];
  if (!text) throw new Error('Observable Plot no longer writes the style sheet that the policy allows');
  return text.replaceAll('${className}', 'chart');
}

type Ring = [number, number][];

/** The lands of Natural Earth (1:50m), a polygon a line with its box, so that the program can keep those around a case's map. */
function atlas(): string {
  const world = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-50m.json'), 'utf8'));
  const lands = (feature(world, world.objects.countries) as unknown as FeatureCollection<Polygon | MultiPolygon>).features;
  const short = (ring: Ring) =>
    ring.map(([x, y]): [number, number] => [Number(x.toFixed(2)), Number(y.toFixed(2))]).filter(([x, y], i, all) => i === 0 || x !== all[i - 1][0] || y !== all[i - 1][1]);
  return lands
    .flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Ring[][])
    .map((rings) => rings.map(short).filter((ring) => ring.length > 3))
    .filter((rings) => rings.length > 0)
    .map((rings) => {
      const [xs, ys] = [rings[0].map(([x]) => x), rings[0].map(([, y]) => y)];
      return JSON.stringify({ b: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], c: rings });
    })
    .join(',\n');
}

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
        `style-src ${sha256(styles)} ${sha256(chartStyles())}`,
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
      html = html.replace('__PARLEY_ATLAS__', () => `\n${atlas()}\n`);
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
    chunkSizeWarningLimit: 1000,
  },
});
