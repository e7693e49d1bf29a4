// Still pictures: names that do not overlap, nothing cut off, nothing that runs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { on, start } from "./browser.mjs";

let browser;
before(async () => {
  browser = await start();
});
after(() => browser.close());

const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

for (const name of ["examples.svg", "hostile.svg", "many.svg"]) {
  test(`${name} reads`, () =>
    on(browser, name, {}, async page => {
      const { names, all, nodes, others } = await page.evaluate(() => {
        const box = element => {
          const { x, y, width, height } = element.getBBox();
          return { x, y, width, height, text: element.textContent };
        };
        const usual = ["svg", "title", "desc", "rect", "text", "g", "path", "circle", "a"];
        return {
          names: [...document.querySelectorAll("#names text")].map(box),
          all: [...document.querySelectorAll("text")].map(box),
          nodes: document.querySelectorAll("#nodes > *").length,
          others: [...document.querySelectorAll("*")]
            .map(element => element.localName)
            .filter(name => !usual.includes(name)),
        };
      });
      assert.deepEqual(others, []);
      assert.ok(nodes > 20 && names.length >= Math.min(20, nodes), `${names.length} of ${nodes} nodes have names`);
      // A box is as high as the font's highest letters; what is drawn is less.
      const tight = ({ y, height, ...rest }) => ({ ...rest, y: y + height * 0.14, height: height * 0.72 });
      names
        .map(tight)
        .forEach((one, at, list) =>
          list.slice(at + 1).forEach(other => assert.ok(!overlap(one, other), `${one.text} / ${other.text}`)),
        );
      for (const { x, y, width, height, text } of all)
        assert.ok(x >= 0 && y >= 0 && x + width <= 1200 && y + height <= 800, text);
      const legend = all.filter(one => !names.some(name => name.text === one.text && name.x === one.x));
      legend.forEach((one, at) =>
        legend.slice(at + 1).forEach(other => assert.ok(!overlap(one, other), `${one.text} / ${other.text}`)),
      );
    }));
}

test("the picture says what it is", () => {
  const text = readFileSync(join(process.env.PAGES, "examples.svg"), "utf8");
  for (const part of [
    /<title id="title">/,
    /<desc id="description">/,
    />60 of 163 names, \d+ lines, the 3 surest of each; within: episode; episodes: 6</,
    /font-family="system-ui/,
  ])
    assert.match(text, part);
  assert.doesNotMatch(text, /url\(|<style|<image|href="(?!https?:)/);
});
