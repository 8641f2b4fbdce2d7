// The search of the site: the index names the pages that hold the words, and each of these is read and searched, in the order of the book.
(() => {
  const SHARDS = 32;
  const ENOUGH = 40;
  const form = document.querySelector("form.search");
  const said = document.querySelector(".found");
  const shown = document.querySelector(".results");
  const files = new Map();
  let latest = 0;

  const file = (address, read) => {
    if (!files.has(address)) files.set(address, fetch(address).then((answer) => answer.ok ? answer[read]() : Promise.reject(answer)));
    return files.get(address);
  };

  const pagesOf = async (word, exact) => {
    const shard = await file(`search/${String(word.codePointAt(0) % SHARDS).padStart(2, "0")}.json`, "json");
    const alike = exact ? [word].filter((one) => Object.hasOwn(shard, one)) : Object.keys(shard).filter((one) => one.startsWith(word));
    return new Set(alike.flatMap((one) => shard[one]));
  };

  const candidates = async (terms) => {
    const pages = await file("search/pages.json", "json");
    const sets = await Promise.all(terms.flatMap((term) => term.words.map((word) => pagesOf(word, term.exact))));
    return pages.filter((_, nth) => sets.every((set) => set.has(nth)));
  };

  // Reads pages until enough is found, then leaves the rest to a button.
  const read = async (pages, terms, turn, places = 0, chapters = 0) => {
    const enough = places + ENOUGH;
    while (pages.length && places < enough) {
      const page = pages.shift();
      const root = new DOMParser().parseFromString(await file(page.name, "text"), "text/html");
      if (turn !== latest) return;
      const found = results.find(root, terms);
      if (!found.length) continue;
      shown.append(results.group(page.title, found, page.name));
      places += found.length;
      chapters += 1;
      said.textContent = `${results.count(places, "place")} in ${results.count(chapters, "section")}${pages.length ? " so far" : ""}`;
    }
    said.textContent = places ? `${results.count(places, "place")} in ${results.count(chapters, "section")}${pages.length ? " so far" : ""}` : "Nothing found";
    if (pages.length) more(pages, terms, turn, places, chapters);
  };

  const more = (pages, ...rest) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Search on";
    button.addEventListener("click", () => {
      button.remove();
      shown.tabIndex = -1;
      shown.focus();
      read(pages, ...rest);
    });
    shown.append(button);
  };

  const run = async (text) => {
    const turn = ++latest;
    const terms = results.query(text);
    shown.replaceChildren();
    said.textContent = terms.length ? "Searching…" : "";
    if (!terms.length) return;
    try {
      await read(await candidates(terms), terms, turn);
    } catch {
      said.textContent = "The search reads files from a web server. For a book opened from a disk there is the edition in one file.";
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(form.q.value)}`);
    run(form.q.value);
  });

  form.hidden = false;
  form.q.value = new URLSearchParams(location.search).get("q") ?? "";
  if (form.q.value) run(form.q.value);
  else form.q.focus();
})();
