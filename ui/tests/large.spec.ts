import { expect, filled, packed, test } from './page';
import { large } from './whole';

test('a result of 1,000 statements, 30 issues and 8 parties opens, weighs little, and so does a cell open', async ({ open, page }) => {
  const result = large();
  const json = packed(result);
  expect(Buffer.byteLength(filled(json)), 'bytes of the page').toBeLessThan(1_500_000);
  await open(json);
  await expect(page.locator('td a.cell')).toHaveCount(960);
  await page.locator('td a.cell').nth(500).click();
  await expect(page.getByRole('dialog')).toContainText('These are the words of statement');
});

test('at 360 px each option names eight parties under it: nothing scrolls sideways, and a mark opens its words', async ({ open, page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open(packed(large()));
  const matrix = page.getByRole('region', { name: 'Matrix of positions' });
  expect(await matrix.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  const mark = matrix.getByRole('link', { name: 'Party 5 demands “Option 0”' }).first();
  await expect(mark).toHaveText('demand Party 5');
  await mark.focus();
  await page.keyboard.press('ArrowDown');
  await expect(matrix.getByRole('link', { name: 'Party 5 favours “Option 1”' }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('heading').first()).toHaveText('Party 5 favours “Option 1”');
});

test('a party with many statements opens with the first of them, and all on request', async ({ open }) => {
  const page = await open(large(), '#party/p3');
  const panel = page.getByRole('dialog');
  await expect(panel.locator('.passage')).toHaveCount(40);
  await panel.getByRole('button', { name: 'Show all 125 statements' }).click();
  await expect(panel.locator('.passage')).toHaveCount(125);
});
