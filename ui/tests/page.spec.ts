import { expect, filled, fixture, test } from './page';

test('a cell opens its quotation, with speaker, office, source, date, coding and the reasons given', async ({ open }) => {
  const page = await open(fixture('sample'));
  await page.getByRole('link', { name: 'Dáren rejects “four years”' }).click();
  const panel = page.getByRole('dialog');
  await expect(panel).toContainText('Four years is a death sentence for the delta.');
  await expect(panel).toContainText('Hana Šerow, Foreign Minister of Dáren');
  await expect(panel).toContainText('9 March 2031, in their own words. In Daren says its farms come first, Basin Wire');
  await expect(panel).toContainText('Coded: Dáren rejects “four years”; certainty 1');
  await expect(panel).toContainText('Reasons given on this issue');
  await expect(panel).toContainText('The delta feeds four of every ten of us.');
});

test('a condition is said in names, with what holds otherwise', async ({ open }) => {
  const page = await open(fixture('sample'), '#s3');
  await expect(page.getByRole('dialog')).toContainText('Condition: Payment for lost harvests: a common fund; otherwise tolerate.');
});

test('a judgement is marked in its cell and in its statement', async ({ open }) => {
  const page = await open(fixture('sample'));
  await page.getByRole('link', { name: /Dáren rejects 100 m³\/s \(an analyst’s judgement\)/ }).click();
  await expect(page.getByRole('dialog')).toContainText('a judgement, no one’s words');
});

test('a silent cell says that silence is not consent', async ({ open }) => {
  const page = await open(fixture('sample'));
  await page.getByRole('link', { name: 'Orlan has said nothing on “closed”' }).click();
  await expect(page.getByRole('dialog')).toContainText('Silence is not consent.');
});

test('a statement is reached by its address, and leads back to what rests on it', async ({ open }) => {
  const page = await open(fixture('sample'), '#s11');
  const panel = page.getByRole('dialog');
  await expect(panel).toContainText('Three ministers in turn have called 350 the floor');
  await panel.getByRole('link', { name: 'Why there is no deal' }).click();
  await expect(panel).toBeHidden();
  await expect(page.locator('[id="place/element/1"]')).toBeInViewport();
  await page.goBack();
  await expect(panel).toBeVisible();
});

test('the keyboard opens a cell, moves by arrows, closes with Escape and finds its place again', async ({ open }) => {
  const page = await open(fixture('sample'));
  const cell = page.getByRole('link', { name: 'Veska demands “four years”' });
  await cell.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const right = page.getByRole('link', { name: 'Dáren rejects “four years”' });
  await expect(right).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Dáren rejects “four years”' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(right).toBeFocused();
  expect(page.url()).not.toContain('#');
});

test('who blocks a package opens the statements that block it', async ({ open }) => {
  const page = await open(fixture('sample'));
  await page.getByRole('row', { name: /^Dáren \d/ }).getByRole('link').first().click();
  await expect(page.getByRole('dialog')).toContainText('What keeps Dáren from package 1');
  await expect(page.getByRole('dialog')).toContainText('Under 350 the salt comes up the delta');
});

test('only parties with a stance or a concern have columns, principals first', async ({ open }) => {
  const page = await open(fixture('sample'));
  const columns = page.locator('.matrix thead th.party');
  await expect(columns).toHaveText([/^Veska/, /^Orlan/, /^Dáren/, /^Sarel Commission/, /^River Fund/]);
});

test('statements are found by words, party and issue', async ({ open }) => {
  const page = await open(fixture('sample'));
  const status = page.getByRole('status');
  await expect(status).toHaveText('31 statements');
  await page.getByRole('searchbox', { name: 'Words' }).fill('delta');
  await page.getByRole('combobox', { name: 'Party' }).selectOption('Dáren');
  await page.getByRole('combobox', { name: 'Issue' }).selectOption('Lowest summer flow');
  await expect(status).toHaveText('2 of 31 statements');
});

test('markup in a quotation or a name is shown as text', async ({ open }) => {
  const result = fixture('sample');
  const evil = '<script>document.title = "taken"</script><img src=x onerror="document.title = \'taken\'"> </script>';
  result.statements[0].quote = evil;
  result.case.parties[1].name = '<b>Veska</b>';
  result.documents[2].url = 'javascript:alert(1)';
  const page = await open(result, '#s1');
  await expect(page.getByRole('dialog')).toContainText(evil);
  await expect(page.locator('.matrix thead')).toContainText('<b>Veska</b>');
  expect(await page.title()).toBe('Waters of the Sarel');
  expect(await page.locator('a[href^="javascript:"], img').count()).toBe(0);
});

test('a case in numbers shows its numbers, and one without conflict no such part', async ({ open }) => {
  const page = await open(fixture('numeric'));
  await expect(page.getByRole('heading', { name: 'Why there is no deal' })).toHaveCount(0);
  await expect(page.getByText('The stances of this case are numbers, not words')).toBeVisible();
  await page.getByRole('link', { name: /Bo puts 70 on “Ann”/ }).click();
  await expect(page.getByRole('dialog')).toContainText('Points as published.');
});

test('a case in which nobody has spoken says so everywhere', async ({ open }) => {
  const page = await open(fixture('empty'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('empty');
  for (const words of ['No party has taken a position yet.', 'There is no package to show', 'No statement carries a date.', 'No statement has been coded yet.', 'The case has no documents.']) {
    await expect(page.getByText(words)).toBeVisible();
  }
});

test('shares that are all zero are said to be so', async ({ open }) => {
  const result = fixture('sample');
  const zero = { value: 0, low: 0, high: 0.0004, count: 0, worlds: 10000 };
  for (const best of result.best) best.share = { cautious: zero, open: zero };
  const page = await open(result);
  await expect(page.getByText('All these shares are zero.')).toBeVisible();
});

test('where no package was accepted by all in any reading, the page says so', async ({ open }) => {
  const page = await open({ ...fixture('sample'), best: [] });
  await expect(page.getByText('Every share is zero. In none of the 10,000 readings measured')).toBeVisible();
});

test('large counts are said as powers of ten, and bounded ones from one to the other', async ({ open }) => {
  const result = fixture('sample');
  result.packages = { ...result.packages, total: '1200000000000', exact: false, bounds: { accepted_by_all: ['3', '17'] } };
  const page = await open(result);
  await expect(page.getByRole('row', { name: /Packages in all/ })).toContainText('1.2 × 10 to the power 12');
  await expect(page.getByRole('row', { name: /accepted by all/ })).toContainText('3 to 17');
});

for (const [what, text, words] of [
  ['no result', null, 'This page holds no result'],
  ['an empty result', '', 'This page holds no result'],
  ['a result that was cut short', '{"parley": {', 'The result in this page is damaged'],
  ['a result of another version', '{"parley": {"result": 2}}', 'reads version 1 of the format; the result says version 2'],
  ['an incomplete result', '{"parley": {"result": 1}, "case": {}}', 'Missing or of the wrong kind: case.parties'],
] as const) {
  test(`a page with ${what} says what is wrong`, async ({ open }) => {
    const page = await open(text);
    await expect(page.getByRole('alert')).toContainText(words);
  });
}

for (const width of [360, 1080, 1600]) {
  test(`at ${width} pixels nothing makes the page scroll sideways`, async ({ open, page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const hash of ['', '#s11']) {
      await open(fixture('sample'), hash);
      await expect(page.locator('h1')).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}

test('on a phone packages stand beside each other without scrolling, each cell with its package', async ({ open, page }) => {
  await page.setViewportSize({ width: 360, height: 900 });
  await open(fixture('sample'));
  const table = page.getByRole('region', { name: 'Packages side by side' });
  await expect(table.getByText('Package 2').last()).toBeVisible();
  expect(await table.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`text and marks stand out from the ground in the ${scheme} style`, async ({ open, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(fixture('sample'));
    const contrasts = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      const luminance = (name: string) => {
        const hex = style.getPropertyValue(name).trim().slice(1);
        const [r, g, b] = [0, 2, 4].map((i) => {
          const c = parseInt(hex.slice(i, i + 2), 16) / 255;
          return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const against = (a: string, b: string) => {
        const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
        return (high + 0.05) / (low + 0.05);
      };
      const grounds = ['--paper', '--sheet', '--faint', '--wash'];
      return {
        text: Math.min(...['--ink', '--soft'].flatMap((ink) => grounds.map((ground) => against(ink, ground)))),
        marks: Math.min(...['--for', '--middling', '--against', '--red'].map((ink) => against(ink, '--paper'))),
      };
    });
    expect(contrasts.text).toBeGreaterThan(4.5);
    expect(contrasts.marks).toBeGreaterThan(3);
  });
}

test('a printed page has every statement open and every package in words, no panel, and nothing wider than the sheet', async ({ open, page }) => {
  await page.setViewportSize({ width: 680, height: 900 });
  await open(fixture('sample'), '#s11');
  await page.getByRole('button', { name: 'All 5 packages' }).click();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('main .passage')).toHaveCount(31);
  await expect(page.locator('details:not([open], .on-screen)')).toHaveCount(0);
  await expect(page.getByText(/^Package 5, .* as package 1, but/)).toBeVisible();
  expect(await page.evaluate(() => Math.max(...[...document.querySelectorAll('main table')].map((table) => table.getBoundingClientRect().right)))).toBeLessThanOrEqual(680);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.locator('main .passage')).toHaveCount(20);
});

test('a screen reader finds headings in order, headers on tables, and a name on every link and mark', async ({ open }) => {
  const page = await open(fixture('sample'), '#s11');
  const faults = await page.evaluate(() => {
    const found: string[] = [];
    let level = 0;
    for (const heading of document.querySelectorAll('main :is(h1, h2, h3, h4)')) {
      const next = Number(heading.tagName[1]);
      if (next > level + 1) found.push(`${heading.textContent}: level ${next} after ${level}`);
      level = next;
    }
    for (const th of document.querySelectorAll('th:not([scope])')) found.push(`th without scope: ${th.textContent}`);
    for (const link of document.querySelectorAll('a, button')) {
      if (!link.getAttribute('aria-label') && !link.textContent?.trim()) found.push(`no name: ${link.outerHTML}`);
    }
    for (const svg of document.querySelectorAll('svg[role=img]:not([aria-label])')) found.push(`no name: ${svg.outerHTML}`);
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`two of id ${id}`);
    for (const link of document.querySelectorAll('a[href^="#p"]')) {
      const id = decodeURIComponent(link.getAttribute('href')!.slice(1));
      if (/^(part|place)\//.test(id) && !ids.includes(id)) found.push(`leads nowhere: ${id}`);
    }
    return found;
  });
  expect(faults).toEqual([]);
});

test('the file is one, of at most 870 kB without the atlas, and its policy lets nothing in', () => {
  const text = filled('__PARLEY_RESULT__');
  expect(text.length).toBeLessThanOrEqual(870_000);
  expect(text.split('__PARLEY_RESULT__')).toHaveLength(2);
  expect(text).toContain('<script type="application/json" id="result">__PARLEY_RESULT__</script>');
  expect(text).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+' 'sha256-[^']+'; font-src data:;/);
  expect(text).not.toMatch(/<(?:script|link|img|iframe)[^>]+(?:src|href)=/);
});
