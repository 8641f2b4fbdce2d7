// What a search finds in a document, and how it is shown. Words are those of samizdat/html/search.py: letters and digits without accents.
const results = (() => {
  const WORD = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[\p{L}\p{N}\p{M}\p{Cf}])+/gu;
  const BLOCKS = "main :is(p, li, dd, dt, td, th, caption, figcaption, h1, h2, h3, h4, h5, h6)";
  const CONTEXT = 70;

  const plain = (word) => word.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase();
  const tokens = (text) => [...text.matchAll(WORD)].map((found) => ({ word: plain(found[0]), start: found.index, end: found.index + found[0].length }));

  // A query is a list of terms: a phrase in quotation marks stands word for word, a word outside them may go on.
  const query = (text) => {
    const terms = [];
    for (const [, phrase, loose] of text.matchAll(/["“”„«]([^"“”„»]*)["“”»]?|([^"“”„«]+)/g)) {
      if (phrase) terms.push({ words: tokens(phrase).map((token) => token.word), exact: true });
      for (const { word } of tokens(loose ?? "")) terms.push({ words: [word], exact: false });
    }
    return terms.filter((term) => term.words.length);
  };

  const runs = (said, { words, exact }) => {
    const same = (token, word) => token && (exact ? token.word === word : token.word.startsWith(word));
    return said.flatMap((token, at) => words.every((word, nth) => same(said[at + nth], word)) ? [[token.start, said[at + words.length - 1].end]] : []);
  };

  // The places of all terms in a text, or of the terms in a row where they stand so; null where one is missing.
  const marks = (text, terms) => {
    const said = tokens(text);
    const row = terms.length > 1 ? runs(said, { words: terms.flatMap((term) => term.words), exact: false }) : [];
    if (row.length) return row;
    const each = terms.map((term) => runs(said, term));
    return each.every((found) => found.length) ? each.flat().sort((one, other) => one[0] - other[0]) : null;
  };

  const textOf = (block) => {
    const copy = block.cloneNode(true);
    copy.querySelectorAll("[role='doc-noteref'], [role='doc-backlink'], .note-number, .permalink").forEach((element) => element.remove());
    return copy.textContent.normalize("NFC").replace(/\s+/gu, " ").trim();
  };

  // Every block of a document that holds what is sought: its words, the places in them, and the id to go to.
  const find = (root, terms) => [...root.querySelectorAll(BLOCKS)].flatMap((block) => {
    if (block.closest(".index, .contents, .searching, [aria-hidden]") || block.querySelector("p, li, dd, td")) return [];
    const text = textOf(block);
    const found = marks(text, terms);
    const home = found && block.closest("[id]");
    return home ? [{ text, marks: found, id: home.id, section: block.closest("main > *") }] : [];
  });

  const element = (name, content, attributes = {}) => {
    const made = document.createElement(name);
    made.append(...[content].flat());
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // The words round the first place, with every place in them marked.
  const excerpt = ({ text, marks: found }) => {
    const from = found[0][0] <= CONTEXT ? 0 : text.indexOf(" ", found[0][0] - CONTEXT) + 1;
    const last = text.lastIndexOf(" ", found[0][1] + 2 * CONTEXT);
    const to = text.length <= found[0][1] + 2 * CONTEXT || last < found[0][1] ? text.length : last;
    const pieces = [from > 0 ? "… " : ""];
    let at = from;
    for (const [start, end] of found.filter(([start, end]) => start >= from && end <= to)) {
      if (start < at) continue;
      pieces.push(text.slice(at, start), element("mark", text.slice(start, end)));
      at = end;
    }
    return [...pieces, text.slice(at, to), to < text.length ? " …" : ""];
  };

  // The places found in one section, under its title.
  const group = (title, found, address) => element("section", [
    element("h2", title),
    element("ol", found.map((one) => element("li", element("a", excerpt(one), { href: `${address}#${encodeURIComponent(one.id)}` })))),
  ]);

  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  return { query, find, group, count };
})();
