// Pictures of pages.
//
//     node screenshots.mjs FOLDER             each page in it, in three sizes, light and dark, to be looked at
//     node screenshots.mjs PAGE HASH PICTURE  one page as the hash has it
import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { SIZES, open, start } from "./browser.mjs";

const [place, hash, picture] = process.argv.slice(2);
process.env.PAGES = picture ? dirname(resolve(place)) : resolve(place);
const browser = await start();

async function shoot(name, path, options) {
  const { page, close } = await open(browser, name, options);
  await page.waitForTimeout(600);
  await page.screenshot({ path });
  await close();
}

if (picture) {
  await shoot(basename(place), picture, { hash, viewport: { width: 1180, height: 720 } });
} else {
  for (const name of readdirSync(place).filter(name => name.endsWith(".html"))) {
    for (const size of Object.keys(SIZES)) {
      for (const colorScheme of ["light", "dark"]) {
        await shoot(name, join(place, `${name.replace(".html", "")}-${size}-${colorScheme}.png`), {
          size,
          colorScheme,
        });
      }
    }
  }
}
await browser.close();
