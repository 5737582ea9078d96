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

test('a party with many statements opens with the first of them, and all on request', async ({ open }) => {
  const page = await open(large(), '#party/p3');
  const panel = page.getByRole('dialog');
  await expect(panel.locator('.passage')).toHaveCount(40);
  await panel.getByRole('button', { name: 'Show all 125 statements' }).click();
  await expect(panel.locator('.passage')).toHaveCount(125);
});
