// A browser for the tests: pages that must neither complain nor ask for anything beyond themselves.
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const SIZES = {
  large: { width: 1400, height: 900 },
  small: { width: 800, height: 600 },
  phone: { width: 390, height: 844 },
};

export const start = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

export const address = (name, hash = "") => `${pathToFileURL(join(process.env.PAGES, name)).href}${hash}`;

/** Opens a page; `close` fails if it complained or asked for anything. */
export async function open(browser, name, { hash = "", size = "large", ...options } = {}) {
  const context = await browser.newContext({ viewport: SIZES[size], acceptDownloads: true, ...options });
  const page = await context.newPage();
  const troubles = [],
    own = address(name);
  page.on("console", message => troubles.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", error => troubles.push(`error: ${error.message}`));
  page.on("dialog", dialog => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", request => {
    if (!request.url().startsWith(own) && !/^(data|blob):/.test(request.url()))
      troubles.push(`request: ${request.url()}`);
  });
  await page.goto(address(name, hash));
  if (name.endsWith(".html")) await page.waitForFunction(() => window.comention?.state.drawn > 0);
  return {
    page,
    troubles,
    close: async () => {
      assert.deepEqual(troubles, []);
      await context.close();
    },
  };
}

/** Runs a job on a page and closes it. */
export async function on(browser, name, options, job) {
  const opened = await open(browser, name, options);
  try {
    await job(opened.page);
    await opened.close();
  } catch (error) {
    await opened.page
      .context()
      .close()
      .catch(() => {});
    throw error;
  }
}
