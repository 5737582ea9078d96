// node bench/serve_click.mjs PROGRAM CASE [CLICKS]: how long a person waits in `parley serve` from choosing an option to
// seeing who accepts the package, in Debian's Chromium without windows, once nothing else is computed: until the first
// answer is drawn (where clauses are open, on 1,000 readings). Prints the 50th and 95th percentile. `npm ci` must have run in ui/.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../ui/package.json', import.meta.url))('@playwright/test');
const [program, folder, clicks = '60'] = process.argv.slice(2);
const server = spawn(program, ['serve', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
let browser;
try {
  const url = await new Promise((resolve, reject) => {
    server.stdout.once('data', (bytes) => resolve(String(bytes).trim()));
    server.once('exit', () => reject(new Error('the server ended')));
  });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const page = await browser.newPage();
  await page.goto(`${url}#work/package`);
  await page.waitForSelector('.verdict[aria-busy=false]');
  const cancel = page.getByRole('button', { name: 'Cancel' });
  if (await cancel.isVisible()) await cancel.click();
  await cancel.waitFor({ state: 'detached' });
  await page.waitForTimeout(1000);

  const times = await page.evaluate(async (count) => {
    const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
    const verdict = document.querySelector('.verdict');
    const choices = [...document.querySelectorAll('.issues select')].filter((each) => each.options.length > 2);
    let draw = 1;
    const random = (n) => (draw = (draw * 48271) % 2147483647) % n;
    const list = [];
    while (list.length < count) {
      const choice = choices[random(choices.length)];
      const option = 1 + random(choice.options.length - 1);
      if (option === choice.selectedIndex) continue;
      const began = performance.now();
      choice.selectedIndex = option;
      choice.dispatchEvent(new Event('change', { bubbles: true }));
      await pause(0);
      while (verdict.getAttribute('aria-busy') !== 'false') await pause(1);
      await new Promise(requestAnimationFrame);
      list.push(performance.now() - began);
      await pause(30);
    }
    return list.sort((a, b) => a - b);
  }, Number(clicks));
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(0);
  console.log(`${times.length} clicks: ${at(0.5)} ms and ${at(0.95)} ms (50th and 95th percentile)`);
} finally {
  await browser?.close();
  server.kill('SIGINT');
}
