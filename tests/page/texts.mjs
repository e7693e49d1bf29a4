// Extractions made for the tests: names made to hurt, and graphs with very many names. All of it is made up.
//
//     node texts.mjs FOLDER
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Names that are markup, code, or hard to write. */
export const HOSTILE = [
  "</script><script>window.hurt = 1</script>",
  '<img src=x onerror="window.hurt = 2">',
  '"><svg onload=window.hurt=3>',
  "<!--<script>",
  "]]></title><h1>big</h1>",
  "&lt;b&gt; &amp; &#60;",
  "javascript:window.hurt=4",
  "{{constructor}} ${window.hurt=5}",
  "__proto__",
  "constructor",
  "line\u2028and\u2029paragraph",
  "two\nlines\tand\u0000more",
  "שלום עולם",
  "مرحبا بالعالم",
  "right\u202etfel ot",
  "🦀 crab 👩‍👩‍👧‍👦 family 🏳️‍🌈",
  "漢字かな交じり文の長い名前",
  "e\u0301\u0301\u0301\u0301 Zalgo\u0336\u0334",
  "as long as it gets, ".repeat(25),
  "W".repeat(500),
  " ",
];

const idOf = (kind, name) => `${kind}:${name}`;

/** An extraction: each sentence is a list of names. */
export function episode(show, number, date, sentences, { title, url } = {}) {
  const entities = new Map(),
    document = { path: `${show}/${number}.txt`, kind: "transcript", sentences: [], mentions: [] };
  let start = 0;
  sentences.forEach((names, at) => {
    let text = "Today we talk about ";
    for (const { name, kind } of names) {
      const begin = start + Buffer.byteLength(text),
        end = begin + Buffer.byteLength(name),
        id = idOf(kind, name);
      text += `${name} and `;
      entities.set(id, { id, name, kind, ...(url ? { url: url(name) } : {}) });
      document.mentions.push({
        span: { start: begin, end },
        line: at + 1,
        column: 1,
        end_line: at + 1,
        end_column: 2,
        time: at * 75 + 0.33,
        speaker: at % 2 ? "Ann Host" : undefined,
        surface: name,
        entity: id,
        evidence: ["name"],
        confidence: 90,
        segment: at,
        sentence: at,
      });
    }
    text += "more.";
    document.sentences.push({ number: at, start, text });
    start += Buffer.byteLength(text) + 1;
  });
  const inOrder = [...entities.values()].sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
  return {
    comention: 1,
    episode: { id: `${show}/${number}`, show, number, title, date },
    entities: inOrder,
    documents: [document],
  };
}

const lines = episodes => episodes.map(episode => `${JSON.stringify(episode)}\n`).join("");
const project = name => ({ name, kind: "project" });

function hostile() {
  const link = name => (name.startsWith("javascript") ? name : `https://example.org/?q="${name}"`);
  const groups = [0, 7, 14].map(from => HOSTILE.slice(from, from + 7).map(project));
  const person = { name: "<b>Ann</b> O'Host", kind: "person" };
  return lines(
    groups.map((group, number) =>
      episode("<i>show</i>", number + 1, `202${number}-03-0${number + 1}`, [[...group, person], group.slice(0, 3)], {
        title: `${HOSTILE[number]} again`,
        url: link,
      }),
    ),
  );
}

/** Names in groups, each said with its neighbours, and now and then with one of another group. */
function many(names, episodes, width) {
  const told = [];
  let lot = 1;
  const draw = below => (lot = (lot * 48271) % 2147483647) % below;
  const nameOf = number => ({
    name: `${["Sprocket", "Gizmo", "Widget", "Lathe", "Anvil", "Spindle"][number % 6]} ${number}`,
    kind: number % 5 ? "project" : "person",
  });
  for (let number = 0; number < episodes; number++) {
    const sentences = [];
    for (let at = 0; at < width; at++) {
      const group = draw(20),
        first = group * Math.floor(names / 20),
        one = first + draw(Math.floor(names / 20));
      const near = first + ((one - first + 1 + draw(4)) % Math.floor(names / 20));
      sentences.push([nameOf(one), nameOf(near), ...(draw(12) ? [] : [nameOf(draw(names))])]);
    }
    told.push(
      episode("the-long-show", number + 1, `${2010 + Math.floor((15 * number) / episodes)}-01-02`, sentences, {
        title: `Episode of ${number + 1} things`,
      }),
    );
  }
  return lines(told);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2];
  writeFileSync(join(folder, "hostile.jsonl"), hostile());
  writeFileSync(join(folder, "many.jsonl"), many(2400, 500, 60));
  writeFileSync(join(folder, "crowd.jsonl"), many(12000, 600, 100));
  writeFileSync(join(folder, "none.jsonl"), "");
}
