// What people do with a page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { on, open, start } from "./browser.mjs";

let browser;
before(async () => {
  browser = await start();
});
after(() => browser.close());

const told = page => page.locator("#told").textContent();
const heading = page => page.locator("#panel h2").textContent();
const hash = page => page.waitForTimeout(250).then(() => page.evaluate(() => decodeURIComponent(location.hash)));
const slide = (page, id, value) =>
  page.locator(id).evaluate((input, value) => {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, value);

/** Where on the screen a name is, or the middle of a line. */
const placeOf = (page, { name, and }) =>
  page.evaluate(
    ({ name, and }) => {
      const { graph, camera } = window.comention,
        { left, top } = document.getElementById("picture").getBoundingClientRect();
      const node = graph.nodes.find(node => node.name === name),
        other = and && graph.nodes.find(node => node.name === and);
      if (!other) return [left + camera.screenX(node.x), top + camera.screenY(node.y)];
      const { edge } = node.ties.find(tie => tie.other === other);
      const [x, y, toX, toY] = [
        camera.screenX(edge.source.x),
        camera.screenY(edge.source.y),
        camera.screenX(edge.target.x),
        camera.screenY(edge.target.y),
      ];
      const [bendX, bendY] = [(x + toX) / 2 + 0.12 * (toY - y), (y + toY) / 2 - 0.12 * (toX - x)];
      return [left + x / 4 + bendX / 2 + toX / 4, top + y / 4 + bendY / 2 + toY / 4];
    },
    { name, and },
  );

/** How many dots of the canvas are drawn on. */
const inked = page =>
  page.evaluate(() => {
    const canvas = document.getElementById("picture");
    return canvas
      .getContext("2d")
      .getImageData(0, 0, canvas.width, canvas.height)
      .data.reduce((sum, value, at) => sum + (at % 4 === 3 && value > 0), 0);
  });

test("the graph is there at once, and how much of it", () =>
  on(browser, "examples.html", {}, async page => {
    const { nodes, edges } = await page.evaluate(() => ({
      nodes: window.comention.graph.nodes.length,
      edges: window.comention.graph.edges.length,
    }));
    assert.equal(nodes, 163);
    assert.match(await told(page), new RegExp(`^Showing ${nodes} names and ${edges} of 3,891 lines$`));
    assert.ok((await inked(page)) > 20000);
  }));

test("a graph of nothing is a page, too", () =>
  on(browser, "none.html", {}, async page => {
    assert.equal(await told(page), "Showing 0 names and 0 lines");
    await page.keyboard.press("+");
  }));

for (const size of ["large", "small", "phone"]) {
  test(`names do not overlap and are not cut: ${size}`, () =>
    on(browser, "examples.html", { size }, async page => {
      const counts = [];
      for (const zoom of [1, 1.6, 4]) {
        const boxes = await page.evaluate(async zoom => {
          const { camera, painter } = window.comention;
          camera.zoom = zoom;
          painter.renew();
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          const box = ({ node, right, down, wide, high }) => [
            camera.screenX(node.x) + right,
            camera.screenY(node.y) + down,
            wide,
            high,
          ];
          return { boxes: painter.names().map(box), width: camera.width, height: camera.height };
        }, zoom);
        const overlap = ([x, y, wide, high], [otherX, otherY, otherWide, otherHigh]) =>
          x < otherX + otherWide && otherX < x + wide && y < otherY + otherHigh && otherY < y + high;
        boxes.boxes.forEach((box, at) =>
          assert.ok(!boxes.boxes.slice(at + 1).some(other => overlap(box, other)), `${box}`),
        );
        if (zoom === 1)
          assert.ok(
            boxes.boxes.every(
              ([x, y, wide, high]) => x >= 0 && y >= 0 && x + wide <= boxes.width && y + high <= boxes.height,
            ),
          );
        counts.push(boxes.boxes.length);
      }
      assert.ok(
        counts[0] > 20 && counts[1] > counts[0] && counts[2] > counts[1],
        `more names the closer one comes: ${counts}`,
      );
    }));
}

test("search completes, and brings to what was meant", () =>
  on(browser, "examples.html", {}, async page => {
    await page.keyboard.press("/");
    await page.keyboard.type("anyi");
    assert.equal(await page.locator("#found li").first().textContent(), "AnyIOproject");
    assert.equal(await page.locator("#search").getAttribute("aria-activedescendant"), "found-0");
    await page.keyboard.press("Enter");
    assert.equal(await heading(page), "AnyIO");
    assert.equal(await page.evaluate(() => document.activeElement.id), "panel");
    assert.match(await hash(page), /name=project:anyio/);
    await page.locator("#search").fill("lukasz");
    assert.match(await page.locator("#found li").first().textContent(), /^Łukasz Langa/);
    await page.locator("#search").fill("sebastian");
    assert.match(await page.locator("#found").textContent(), /Sebastián Ramírez/);
    await page.locator("#search").fill("pack light");
    await page.keyboard.press("Enter");
    assert.equal(await heading(page), "pack light");
    await page.locator("#search").fill("nothing of the sort");
    assert.match(await page.locator("#found").textContent(), /Nothing has this name/);
  }));

test("filters by kind, community and strength, and back", () =>
  on(browser, "examples.html", {}, async page => {
    const shown = what => page.evaluate(what => window.comention.graph[what].filter(one => one.shown).length, what);
    const all = await told(page);
    await page.locator("#kinds label", { hasText: "person" }).click();
    assert.match(await told(page), /^Showing 122 of 163 names/);
    assert.ok(
      await page.evaluate(() => window.comention.graph.nodes.every(node => node.shown === (node.kind !== "person"))),
    );
    await page.locator("#kinds label", { hasText: "person" }).click();
    await page.locator("#communities label").first().click();
    const size = Number(await page.locator("#communities label small").first().textContent());
    assert.equal(await shown("nodes"), 163 - size);
    await page.locator("#communities label").first().click();
    await slide(page, "#share", 10);
    assert.equal(
      await shown("edges"),
      Math.ceil((await page.evaluate(() => window.comention.graph.edges.length)) / 10),
    );
    await slide(page, "#share", 100);
    await slide(page, "#each", 1);
    const few = await shown("edges");
    assert.ok(few < 163 && few > 60, `${few}`);
    await page.locator("#by").selectOption("count");
    await page.locator("#alone").check();
    assert.match(await hash(page), /by=count/);
    await page.locator("#reset").click();
    assert.equal(await told(page), all);
  }));

test("years filter and play", () =>
  on(browser, "many.html", {}, async page => {
    const span = () => page.locator("#span").textContent();
    assert.equal(await span(), "2010 to 2024");
    await slide(page, "#to", 2012);
    assert.equal(await span(), "2010 to 2012");
    assert.ok(
      await page.evaluate(() =>
        window.comention.graph.edges.every(({ shown, record }) => !shown || record.first_year <= 2012),
      ),
    );
    await slide(page, "#from", 2020);
    assert.equal(await span(), "2020", "one end pushes the other");
    await page.locator("#reset").click();
    await page.locator("#play").click();
    assert.equal(await page.locator("#play").getAttribute("aria-pressed"), "true");
    await page.waitForFunction(() => document.getElementById("span").textContent === "2010 to 2012");
    await page.locator("#play").click();
    const stopped = await span();
    await page.waitForTimeout(1100);
    assert.equal(await span(), stopped);
  }));

test("a click on a name tells of it, one on a line what made it", () =>
  on(browser, "examples.html", {}, async page => {
    await page.mouse.click(...(await placeOf(page, { name: "AnyIO" })));
    assert.equal(await heading(page), "AnyIO");
    const panel = page.locator("#panel"),
      link = panel.locator("a").first();
    assert.equal(await link.getAttribute("href"), "https://anyio.readthedocs.io/");
    assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
    for (const part of [
      /project, in the dictionary/,
      /\d+ mentions in \d+ episodes?/,
      /first .*2025-02-04/,
      /Episodes by year/,
      /Mentioned with \(\d+\)/,
      /What was said/,
      /snake-charmers · 2025-02-04 · 0:\d\d:\d\d/,
      /Mentioned in \(\d+\)/,
    ]) {
      assert.match(await panel.textContent(), part);
    }
    await page.keyboard.press("Escape");
    assert.ok(await panel.isHidden());
    const [name, and] = await page.evaluate(() => {
      const { graph, camera } = window.comention;
      const place = node => [camera.screenX(node.x), camera.screenY(node.y)];
      // The line with most room around its middle: no name may lie over it.
      const room = ({ source, target }) => {
        const [[ax, ay], [bx, by]] = [place(source), place(target)];
        const away = graph.nodes.map(place).map(([x, y]) => Math.hypot(x - (ax + bx) / 2, y - (ay + by) / 2));
        return Math.min(...away);
      };
      const { source, target } = [...graph.edges].sort((a, b) => room(b) - room(a))[0];
      return [source.name, target.name];
    });
    await page.mouse.click(...(await placeOf(page, { name, and })));
    assert.match(await heading(page), / and /);
    assert.match(
      await panel.textContent(),
      /mentioned together in \d+ episode.*count: \d+; significance: .*What was said/,
    );
    assert.match(await hash(page), /name=.*&and=/);
    await panel.locator(".chip").first().click();
    assert.match(await panel.textContent(), /Mentioned with/);
  }));

test("pointing lights the neighbourhood", () =>
  on(browser, "examples.html", {}, async page => {
    const before = await page.evaluate(() => document.getElementById("picture").toDataURL());
    await page.mouse.move(...(await placeOf(page, { name: "Polars" })));
    await page.waitForTimeout(100);
    assert.match(await page.locator("#hint").textContent(), /^Polarsproject, \d+ episodes?, \d+ lines?$/);
    assert.notEqual(await page.evaluate(() => document.getElementById("picture").toDataURL()), before);
    await page.mouse.move(5, 5);
    assert.ok(await page.locator("#hint").isHidden());
  }));

test("the picture moves by mouse, wheel and fingers", () =>
  on(browser, "examples.html", { hasTouch: true }, async page => {
    const view = () =>
      page.evaluate(() => {
        const { x, y, zoom } = window.comention.camera;
        return { x, y, zoom };
      });
    await page.mouse.move(700, 870);
    await page.mouse.down();
    await page.mouse.move(800, 800, { steps: 4 });
    await page.mouse.up();
    const dragged = await view();
    assert.ok(dragged.x < -0.05 && dragged.y > 0.05 && dragged.zoom === 1, JSON.stringify(dragged));
    assert.ok(await page.locator("#panel").isHidden(), "a drag is no click");
    await page.mouse.wheel(0, -400);
    await page.waitForTimeout(50);
    const closer = await view();
    assert.ok(closer.zoom > 1.5);
    const protocol = await page.context().newCDPSession(page);
    const touch = (type, points) =>
      protocol.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    await touch("touchStart", [
      [700, 500],
      [800, 500],
    ]);
    for (let step = 1; step <= 5; step++)
      await touch("touchMove", [
        [700 - 20 * step, 500],
        [800 + 20 * step, 500],
      ]);
    await touch("touchEnd", []);
    assert.ok((await view()).zoom > closer.zoom * 2, "two fingers apart bring closer");
    await page.locator("#whole").click();
    assert.deepEqual(await view(), { x: 0, y: 0, zoom: 1 });
  }));

test("all of it works by keyboard", () =>
  on(browser, "examples.html", {}, async page => {
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
    const zoom = () => page.evaluate(() => window.comention.camera.zoom);
    await page.locator("#picture").focus();
    await page.keyboard.press("+");
    assert.ok((await zoom()) > 1.2);
    await page.keyboard.press("ArrowRight");
    assert.ok((await page.evaluate(() => window.comention.camera.x)) > 0.02);
    await page.keyboard.press("0");
    assert.equal(await zoom(), 1);
    await page.getByLabel("of each name").focus();
    assert.equal(await focused(), "each");
    const all = await told(page);
    await page.locator("#kinds label", { hasText: "person" }).locator("input").focus();
    await page.keyboard.press("Space");
    assert.match(await told(page), /^Showing 122 of 163 names/);
    await page.keyboard.press("Space");
    assert.equal(await told(page), all, "the box is still in use");
    await page.locator("#tab-filters").focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(), "tab-names");
    assert.ok((await page.locator("#names").isVisible()) && (await page.locator("#filters").isHidden()));
    await page.keyboard.press("Tab");
    const first = await focused();
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await focused(), first);
    await page.keyboard.press("Home");
    assert.equal(await focused(), first);
    await page.keyboard.press("Enter");
    assert.equal(await focused(), "panel");
    assert.ok(first.startsWith(await heading(page)));
    assert.equal(await page.locator("#names [aria-selected=true]").textContent(), first);
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#panel").isHidden());
    assert.equal(await focused(), first, "back to where one was");
  }));

test("episodes show what they mention, those like them and why, as `related` has it", () =>
  on(browser, "examples.html", {}, async page => {
    const read = readFileSync(join(process.env.PAGES, "related.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map(line => JSON.parse(line));
    const inPage = await page.evaluate(() =>
      window.comention.graph.episodes.map(({ id, related }) => ({
        episode: id,
        related: related.map(({ episode, score, shared, words }) => ({ episode: episode.id, score, shared, words })),
      })),
    );
    assert.equal(inPage.length, 6);
    for (const { episode, related } of read) {
      const expected = related.map(({ episode, score, shared, words }) => ({ episode, score, shared, words }));
      assert.deepEqual(inPage.find(one => one.episode === episode).related, expected);
    }
    await page.locator("#tab-episodes").click();
    await page.locator("#episodes [role=option]", { hasText: "pack light" }).click();
    assert.equal(await heading(page), "pack light");
    const panel = page.locator("#panel");
    assert.match(
      await panel.textContent(),
      /snake-charmers\/12 · 2025-02-11.*Mentions, of the names here.*Related episodes.*likeness 0\.\d\d.*Both: /,
    );
    assert.match(await hash(page), /episode=snake-charmers\/12/);
    await panel.locator(".related button").first().click();
    assert.notEqual(await heading(page), "pack light");
  }));

test("significance is what Rust makes of it", () =>
  on(browser, "whole.html", {}, async page => {
    const far = await page.evaluate(() =>
      Math.max(
        ...window.comention.graph.edges.map(
          edge => Math.abs(edge.surest - edge.record.log_likelihood) / (1 + Math.abs(edge.surest)),
        ),
      ),
    );
    assert.ok(far < 1e-9, `${far}`);
    assert.equal(await page.evaluate(() => window.comention.graph.edges.length), 3891);
  }));

test("episodes as nodes are squares that can be chosen", () =>
  on(browser, "both.html", {}, async page => {
    assert.match(await page.locator("#legend").textContent(), /episode/);
    await page.locator("#search").fill("pack light");
    await page.keyboard.press("Enter");
    assert.equal(await heading(page), "pack light");
  }));

test("light and dark, as the system has it or as chosen", async () => {
  const ground = page => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await on(browser, "examples.html", { colorScheme: "dark" }, async page => {
    assert.equal(await ground(page), "rgb(20, 24, 31)");
    await page.locator("#theme").click();
    assert.equal(await ground(page), "rgb(255, 255, 255)");
    assert.match(await hash(page), /theme=light/);
  });
  await on(browser, "examples.html", { hash: "#theme=dark" }, async page =>
    assert.equal(await ground(page), "rgb(20, 24, 31)"),
  );
  await on(browser, "examples.html", {}, async page => {
    assert.equal(await ground(page), "rgb(255, 255, 255)");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(20, 24, 31)");
  });
});

test("the address keeps the view", async () => {
  let kept, before;
  const state = page =>
    page.evaluate(() => {
      const { state, camera, graph } = window.comention,
        { filter } = state;
      return {
        name: state.selection?.node?.name,
        kinds: [...filter.hiddenKinds],
        communities: [...filter.hiddenCommunities],
        from: filter.from,
        to: filter.to,
        by: filter.by,
        each: filter.each,
        share: filter.share,
        alone: filter.alone,
        tab: state.tab,
        view: [camera.x, camera.y, camera.zoom].map(part => part.toFixed(2)),
        shown: graph.nodes.filter(node => node.shown).length,
      };
    });
  await on(browser, "many.html", {}, async page => {
    await page.locator("#kinds label", { hasText: "person" }).click();
    await page.locator("#communities label").nth(1).click();
    await slide(page, "#from", 2014);
    await slide(page, "#each", 3);
    await slide(page, "#share", 80);
    await page.locator("#alone").check();
    await page.locator("#tab-names").click();
    await page.locator("#names [role=option]").nth(2).click();
    await page.locator("#closer").click();
    await page.waitForTimeout(600);
    [kept, before] = [new URL(page.url()).hash, await state(page)];
  });
  await on(browser, "many.html", { hash: kept }, async page => {
    assert.deepEqual(await state(page), before);
    await page.evaluate(() => {
      location.hash = "";
    });
    await page.waitForFunction(() => window.comention.state.selection === null && window.comention.camera.zoom === 1);
  });
  for (const nonsense of [
    "#view=a b c&years=9-1&share=x&name=nobody&by=evil&theme=<b>",
    "#%E0%A4%A",
    `#name=${encodeURIComponent("</script>")}`,
  ]) {
    await on(browser, "many.html", { hash: nonsense }, async page =>
      assert.equal(await page.evaluate(() => window.comention.camera.zoom), 1),
    );
  }
});

test("names are text, whatever they hold", () =>
  on(browser, "hostile.html", {}, async page => {
    const names = await page.evaluate(() => window.comention.graph.nodes.map(node => node.record.name));
    for (const name of (await import("./texts.mjs")).HOSTILE) assert.ok(names.includes(name), name);
    await page.locator("#tab-names").click();
    for (const id of await page.evaluate(() => window.comention.graph.nodes.map(node => node.record.id))) {
      await page.evaluate(id => {
        location.hash = new URLSearchParams({ name: id });
      }, id);
      await page.waitForFunction(id => window.comention.state.selection?.node?.record.id === id, id);
      const name = await page.evaluate(() => window.comention.state.selection.node.name);
      assert.equal(await heading(page), name);
    }
    await page.locator("#tab-episodes").click();
    await page.locator("#episodes [role=option]").first().click();
    await page.locator("#search").fill("<");
    assert.ok((await page.locator("#found li").count()) > 3);
    const smuggled =
      "body img, body svg, body b, body i:not(.disc, .ring, .square, .bars i), body h1:not(header h1), body script:not([type]) ~ script";
    assert.equal(await page.locator(smuggled).count(), 0);
    assert.equal(await page.evaluate(() => window.hurt), undefined);
    const links = await page.evaluate(
      () =>
        window.comention.graph.nodes.map(node => node.record.url).filter(url => url.startsWith("javascript")).length,
    );
    assert.equal(links, 1, "the graph has an address that would run");
    for (const anchor of await page.locator("a").all()) assert.match(await anchor.getAttribute("href"), /^https:/);
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      "a long name does not widen the page",
    );
  }));

test("an address that would run is no link", () =>
  on(
    browser,
    "hostile.html",
    { hash: `#${new URLSearchParams({ name: "project:javascript:window.hurt=4" })}` },
    async page => {
      assert.equal(await heading(page), "javascript:window.hurt=4");
      assert.equal(await page.locator("#panel a").count(), 0);
    },
  ));

test("the policy lets nothing else run or be asked for", async () => {
  const { page, troubles } = await open(browser, "examples.html");
  const fetched = await page.evaluate(async () => {
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.hurt = 1" }));
    document.body.append(Object.assign(document.createElement("img"), { src: "https://example.org/x.png" }));
    const fetched = await fetch("data:text/plain,x").then(
      () => "fetched",
      () => "refused",
    );
    await new Promise(done => setTimeout(done, 100));
    return fetched;
  });
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  assert.ok(
    troubles.filter(trouble => /Content Security Policy|violates/.test(trouble)).length >= 3,
    troubles.join("\n"),
  );
  assert.equal(fetched, "refused");
  await page.context().close();
});

test("what is in view can be saved", () =>
  on(browser, "hostile.html", {}, async page => {
    const save = async as => {
      await page.locator("#save summary").click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator(`#save [data-as=${as}]`).click(),
      ]);
      return readFileSync(await download.path());
    };
    const svg = (await save("svg")).toString();
    const parsed = await page.evaluate(text => {
      const document = new DOMParser().parseFromString(text, "image/svg+xml");
      return {
        error: document.querySelector("parsererror")?.textContent,
        marks: document.querySelectorAll("circle, g rect").length,
        other: document.querySelectorAll("script, img, h1, foreignObject").length,
      };
    }, svg);
    const nodes = await page.evaluate(() => window.comention.graph.nodes.length);
    assert.deepEqual(parsed, { error: undefined, marks: nodes, other: 0 });
    const png = await save("png");
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    const stage = await page.evaluate(() => window.comention.camera.width);
    assert.equal(png.readUInt32BE(16), 2 * stage);
    await page.locator("#kinds label", { hasText: "person" }).click();
    const json = JSON.parse(await save("json"));
    assert.equal(json.nodes.length, nodes - 1);
    assert.ok(
      json.edges.length > 0 &&
        json.graph.nodes === json.nodes.length &&
        json.graph.edges === json.edges.length &&
        json.version === 2,
    );
    for (const { quotes } of [...json.nodes, ...json.edges]) assert.ok(quotes.every(quote => json.graph.quotes[quote]));
  }));

test("without motion for those who want none", () =>
  on(browser, "examples.html", { reducedMotion: "reduce" }, async page => {
    await page.locator("#search").fill("ripgrep");
    await page.keyboard.press("Enter");
    assert.ok((await page.evaluate(() => window.comention.camera.zoom)) > 1.5, "there at once");
  }));

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
for (const [view, options] of Object.entries({
  "at first": {},
  dark: { colorScheme: "dark" },
  "a name": { hash: "#name=project:anyio" },
  "a name, dark": { hash: "#name=project:anyio", colorScheme: "dark" },
  "names listed": { hash: "#list=names" },
  "an episode": { hash: "#list=episodes&episode=snake-charmers/12" },
  "an episode, dark": { hash: "#list=episodes&episode=snake-charmers/12", colorScheme: "dark" },
  "on a phone": { size: "phone", hash: "#name=project:anyio" },
})) {
  test(`axe finds nothing: ${view}`, () =>
    on(browser, "examples.html", options, async page => {
      if (view === "at first") await page.locator("#search").fill("a");
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document));
      assert.deepEqual(
        violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(node => node.html).join(" ")}`),
        [],
      );
    }));
}
