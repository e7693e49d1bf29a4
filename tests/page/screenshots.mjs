// Pictures of pages, to be looked at: each in three sizes, light and dark.
//
//     node screenshots.mjs FOLDER
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SIZES, open, start } from './browser.mjs';

const folder = resolve(process.argv[2]);
process.env.PAGES = folder;
const browser = await start();
for (const name of readdirSync(folder).filter(name => name.endsWith('.html'))) {
  for (const size of Object.keys(SIZES)) {
    for (const colorScheme of ['light', 'dark']) {
      const { page, close } = await open(browser, name, { size, colorScheme });
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, `${name.replace('.html', '')}-${size}-${colorScheme}.png`) });
      await close();
    }
  }
}
await browser.close();
