// How quick large pages are: told, not judged, for a test must not fail because the machine is busy. Times are thread times of
// the browser's own trace. What is judged is that a large page opens whole, can be moved, and finds a name.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { address, on, open, start } from "./browser.mjs";

let browser;
before(async () => {
  browser = await start();
});
after(() => browser.close());

/** Milliseconds of thread time that a page spends in scripts until it rests. */
async function scripting(name) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await browser.startTracing(page);
  await page.goto(address(name));
  await page.waitForFunction(() => window.comention?.state.drawn > 0);
  await page.waitForTimeout(300);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  await page.close();
  const outer = traceEvents.filter(
    ({ name, ph }) => ph === "X" && ["EvaluateScript", "FunctionCall", "v8.compile"].includes(name),
  );
  return outer.reduce((sum, event) => sum + (event.tdur || 0), 0) / 1000;
}

/** Between frames while the picture moves: the middle one, and the slow ones. */
const frames = (page, act) =>
  page.evaluate(async act => {
    const { camera, painter } = window.comention,
      step = new Function("camera", "at", act),
      gaps = [];
    await new Promise(done => {
      let at = 0,
        last = performance.now();
      const tick = () => {
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        step(camera, at);
        painter.moving();
        if (++at < 90) requestAnimationFrame(tick);
        else done();
      };
      requestAnimationFrame(tick);
    });
    gaps.sort((a, b) => a - b);
    return { median: gaps[45], slow: gaps[85] };
  }, act);

const MOVES = {
  pan: "camera.move(at < 45 ? 6 : -6, at < 45 ? 3 : -3)",
  zoom: "camera.closer(at < 45 ? 1.03 : 1 / 1.03)",
};

test("a page is small beside its data", () => {
  const text = readFileSync(join(process.env.PAGES, "many.html"), "utf8");
  const data = [...text.matchAll(/<script type="application\/json"[^>]*>([^]*?)<\/script>/g)].reduce(
    (sum, [, block]) => sum + block.length,
    0,
  );
  assert.ok(text.length - data < 400000, `${text.length - data}`);
  console.log(
    `many.html: ${statSync(join(process.env.PAGES, "many.html")).size} bytes, of which the page itself ${text.length - data}`,
  );
});

for (const [name, least] of [
  ["many.html", [2000, 10000]],
  ["crowd.html", [9900, 20000]],
]) {
  test(`${name} opens whole and can be moved`, async () => {
    const spent = await scripting(name);
    await on(browser, name, {}, async page => {
      const counts = await page.evaluate(() => [
        window.comention.graph.nodes.length,
        window.comention.graph.edges.length,
      ]);
      assert.ok(counts[0] >= least[0] && counts[1] >= least[1], `${counts}`);
      await page.evaluate(() => {
        const { state, graph, painter } = window.comention;
        graph.edges.forEach(edge => {
          edge.shown = true;
        });
        state.counts.lines = graph.edges.length;
        painter.renew();
      });
      const told = [`${name}: ${counts[0]} names, ${counts[1]} lines; scripting ${spent.toFixed(0)} ms`];
      for (const [move, act] of Object.entries(MOVES)) {
        await page.waitForTimeout(500);
        const { median, slow } = await frames(page, act);
        told.push(`${move}: a frame in ${median.toFixed(1)} ms (95 %: ${slow.toFixed(1)})`);
      }
      console.log(told.join("; "));
      await page.locator("#search").fill("gizmo 1");
      await page.keyboard.press("Enter");
      await page.locator("#panel h2").waitFor();
    });
  });
}
