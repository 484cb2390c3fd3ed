// Search over the site's own index. The parts of the index are scripts, since a page opened from a disk may load
// scripts beside it and nothing else.
"use strict";
(() => {
  const words = document.currentScript.dataset;
  const input = document.getElementById("find");
  const status = document.getElementById("status");
  const list = document.getElementById("results");
  const SHOWN = 50;
  const entries = [];
  let waiting = Number(words.shards);

  // Each part of the index calls this with rows of [kind, address, title, beside, text].
  window.guidelintIndex = (rows) => {
    for (const row of rows) entries.push([...row, plain(row[2]), plain(row.slice(2).join("\n"))]);
    waiting -= 1;
    if (waiting === 0) search();
  };

  for (let number = 1; number <= Number(words.shards); number += 1) {
    const script = document.createElement("script");
    script.src = `assets/index-${number}.js`;
    document.head.append(script);
  }

  const plain = (text) => text.normalize("NFKC").toLowerCase();

  const said = (template, numbers) => template.replace(/\{(\w)\}/g, (_, name) => numbers[name]);

  // Every word has to stand somewhere; those in the title weigh most, and shorter titles come first.
  const rank = (entry, terms) => {
    let points = 0;
    for (const term of terms) {
      if (!entry[6].includes(term)) return -1;
      points += entry[5].startsWith(term) ? 3 : entry[5].includes(term) ? 2 : 0;
    }
    return points;
  };

  const search = () => {
    const terms = plain(input.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (waiting > 0 && terms.length > 0) status.textContent = words.loading;
    if (waiting > 0) return;
    if (terms.length === 0) {
      status.textContent = "";
      return;
    }
    const found = [];
    for (const entry of entries) {
      const points = rank(entry, terms);
      if (points >= 0) found.push([points, entry]);
    }
    found.sort((a, b) => b[0] - a[0] || a[1][2].length - b[1][2].length);
    const numbers = { n: found.length, m: Math.min(SHOWN, found.length) };
    status.textContent = said(found.length === 0 ? words.none : found.length > SHOWN ? words.more : words.some, numbers);
    list.append(...found.slice(0, SHOWN).map(([, entry]) => item(entry)));
  };

  const item = ([kind, address, title, beside]) => {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title;
    const note = document.createElement("span");
    note.className = "cite";
    note.textContent = [words[kind], beside].filter(Boolean).join(" · ");
    row.append(link, " ", note);
    return row;
  };

  // The arrow keys walk through the results, as in other search boxes; Tab and Enter work as everywhere.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  });

  let pause;
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      const query = input.value ? `?q=${encodeURIComponent(input.value)}` : "";
      history.replaceState(null, "", location.pathname + query);
      search();
    }, 120);
  });

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.focus();
  search();
})();
