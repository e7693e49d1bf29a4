// What is told of a name, of a line, of an episode.

function makePanel(graph, look, choose) {
  const panel = byId("panel");
  const swatch = community => h("span", { class: "swatch", style: { background: look.colour(community) } });
  const heading = text => h("h3", {}, text);
  const showOf = episode => episode.split("/").slice(0, -1).join("/");

  /** Who or what it is in a word: as `show` has it. */
  function kindOf({ kind, record }) {
    if (kind === "episode") return "episode";
    return `${kind}, ${record.discovered ? "found in the texts" : "in the dictionary"}`;
  }

  const nameButton = (node, ...inside) =>
    h(
      "button",
      { type: "button", class: "chip", onclick: () => choose({ node }) },
      swatch(node.community),
      " ",
      h("bdi", {}, node.label),
      ...inside,
    );

  const episodeButton = (id, text) => {
    const episode = graph.episodeById.get(id);
    return episode ? h("button", { type: "button", class: "text", onclick: () => choose({ episode }) }, text) : text;
  };

  function quote(number) {
    const { episode, date, time, speaker, text } = graph.info.quotes[number];
    const place = [showOf(episode), date, time === null ? null : clock(time)].filter(Boolean).join(" · ");
    const title = graph.episodeById.get(episode)?.title ?? episode;
    return h(
      "blockquote",
      {},
      h("div", { dir: "auto" }, text),
      h("footer", {}, speaker ? `${speaker}, ` : "", episodeButton(episode, title), h("br"), place),
    );
  }

  const quotes = numbers => (numbers.length ? [heading("What was said"), ...numbers.map(quote)] : []);

  /** In how many episodes of each year. */
  function timeline({ years, undated }) {
    if (!graph.years) return [];
    const all = [];
    for (let year = graph.years.first; year <= graph.years.last; year++) all.push([year, years[year] || 0]);
    const most = Math.max(1, ...all.map(([, count]) => count));
    const labelled = year =>
      all.length <= 8 || year === graph.years.first || year === graph.years.last || year % 5 === 0;
    const told = all
      .filter(([, count]) => count)
      .map(([year, count]) => `${year}: ${count}`)
      .join(", ");
    const bar = ([year, count]) =>
      h(
        "span",
        { title: `${year}: ${counted(count, "episode")}` },
        count ? String(count) : "",
        h("i", { style: { height: `${(count / most) * 34}px` } }),
        labelled(year) ? `’${String(year).slice(2)}` : "\u00a0",
      );
    return [
      heading("Episodes by year"),
      h("div", { class: "bars", role: "img", "aria-label": `Episodes by year: ${told}` }, all.map(bar)),
      undated ? h("p", { class: "faint" }, `and ${undated} without a date`) : null,
    ];
  }

  /** Neighbours, the surest first, each with what was said of both. */
  function neighbours(node) {
    const most = Math.max(node.ties[0]?.edge.surest || 0, 1e-9);
    const tie = ({ edge, other }, place) => {
      const said = edge.record.quotes.length ? graph.info.quotes[edge.record.quotes[0]].text : null;
      return h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "tie", onclick: () => choose({ edge }), title: "What ties the two" },
          swatch(other.community),
          h("bdi", { class: "clip" }, other.label),
          h("small", {}, counted(edge.record.episodes, "episode")),
          h("span", { class: "meter", style: { width: `${Math.max(0, (100 * edge.surest) / most)}%` } }),
        ),
        said && place < 5 ? h("div", { class: "said", dir: "auto" }, said) : null,
      );
    };
    if (!node.ties.length)
      return [heading("Mentioned with"), h("p", { class: "faint" }, "No line of it is in this graph.")];
    return [
      heading(`Mentioned with (${node.ties.length})`),
      inParts(node.ties, (item, at) => tie(item, at), h("ul", { class: "ties" }), 20),
    ];
  }

  function episodesOf(node) {
    if (!node.episodes.length) return [];
    const item = ({ episode, count }) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "tie", onclick: () => choose({ episode }) },
          h("span", { class: "clip" }, episode.title),
          h("small", {}, `${episode.date} · ${count}×`),
        ),
      );
    return [
      heading(`Mentioned in (${node.episodes.length})`),
      inParts([...node.episodes].reverse(), item, h("ul", { class: "ties" }), 10),
    ];
  }

  function ofNode(node) {
    const { record } = node;
    const when = (word, { episode, date }) =>
      h(
        "p",
        {},
        h("span", { class: "faint" }, word),
        episodeButton(episode, graph.episodeById.get(episode)?.title ?? episode),
        date ? ` · ${date}` : "",
      );
    const community = graph.info.communities[node.community];
    const others =
      community && community.size > 1
        ? `${counted(community.size, "name")} around ${community.name}`
        : "in no community";
    return [
      h("h2", {}, h("bdi", {}, node.name)),
      h("p", { class: "faint" }, kindOf(node)),
      link(record.url) ? h("p", {}, link(record.url)) : null,
      h(
        "p",
        {},
        node.kind === "episode"
          ? counted(record.mentions, "mention")
          : `${counted(record.mentions, "mention")} in ${counted(record.episodes, "episode")}`,
      ),
      when("first ", record.first),
      record.first.episode === record.last.episode ? null : when("last ", record.last),
      h("p", {}, swatch(node.community), " ", h("span", { class: "faint" }, others)),
      timeline(record),
      neighbours(node),
      quotes(record.quotes),
      episodesOf(node),
    ];
  }

  function ofEdge(edge) {
    const { record } = edge;
    const weights = graph.info.weights.map(
      weight => `${weight.replace("_", " ")}: ${Number(record[weight].toPrecision(3))}`,
    );
    const years =
      record.first_year === undefined
        ? null
        : record.first_year === record.last_year
          ? String(record.first_year)
          : `${record.first_year} to ${record.last_year}`;
    return [
      h("h2", {}, h("bdi", {}, edge.source.name), " and ", h("bdi", {}, edge.target.name)),
      h(
        "p",
        { class: "faint" },
        `mentioned together in ${counted(record.episodes, "episode")}${years ? `, ${years}` : ""}`,
      ),
      h("p", { class: "faint" }, `${weights.join(", ")}; significance: ${edge.surest.toFixed(1)}`),
      h("div", { class: "chips" }, nameButton(edge.source), nameButton(edge.target)),
      record.shared ? [heading("Both mention"), h("p", {}, record.shared.join(", "))] : null,
      quotes(record.quotes),
    ];
  }

  /** An episode with those alike and why, as `related` has it. */
  function ofEpisode(episode) {
    // A person and a project may have one name: the one that both episodes mention is meant.
    const mentions = (node, episode) => node.episodes.some(item => item.episode === episode);
    const known = (name, other) =>
      graph.nodes.find(node => node.name === name && mentions(node, episode) && mentions(node, other));
    const nameOf = (name, node) =>
      node ? h("button", { type: "button", class: "text", onclick: () => choose({ node }) }, name) : name;
    const why = ({ episode: other, shared, words }) => [
      shared.length
        ? h(
            "p",
            {},
            "Both: ",
            shared.flatMap((name, at) => [at ? ", " : "", nameOf(name, known(name, other))]),
          )
        : null,
      words.length ? h("p", { class: "faint" }, `Words: ${words.join(", ")}`) : null,
    ];
    const related = item =>
      h(
        "li",
        { class: "related" },
        h(
          "button",
          { type: "button", class: "text", onclick: () => choose({ episode: item.episode }) },
          item.episode.title,
        ),
        h(
          "p",
          { class: "faint" },
          `${item.episode.id}${item.episode.date ? ` · ${item.episode.date}` : ""} · likeness ${item.score.toFixed(2)}`,
        ),
        why(item),
      );
    return [
      h("h2", {}, h("bdi", {}, episode.title)),
      h("p", { class: "faint" }, [episode.id, episode.date].filter(Boolean).join(" · ")),
      heading(`Mentions, of the names here (${episode.names.length})`),
      inParts(
        episode.names,
        ({ node, count }) => nameButton(node, h("small", {}, `${count}×`)),
        h("div", { class: "chips" }),
        24,
      ),
      heading("Related episodes"),
      episode.related.length
        ? h("ul", { class: "list" }, episode.related.map(related))
        : h("p", { class: "faint" }, "None is like it."),
    ];
  }

  return function show(selection) {
    panel.hidden = !selection;
    if (!selection) return panel.replaceChildren();
    const told = selection.node
      ? ofNode(selection.node)
      : selection.edge
        ? ofEdge(selection.edge)
        : ofEpisode(selection.episode);
    const close = h(
      "button",
      { type: "button", id: "close", "aria-label": "Close the details", onclick: () => choose(null) },
      "✕",
    );
    panel.replaceChildren(h("div", { class: "top" }, close), ...told.flat(3).filter(Boolean));
    panel.scrollTop = 0;
  };
}
