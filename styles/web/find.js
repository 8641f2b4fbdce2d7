// The search of the book in one file: all of its text is here.
(() => {
  const form = document.querySelector("form.search");
  const said = document.querySelector(".found");
  const shown = document.querySelector(".results");

  const titleOf = (section) => section.querySelector("h1, h2")?.textContent.trim() ?? "";

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const terms = results.query(form.q.value);
    const found = terms.length ? results.find(document, terms) : [];
    const sections = [...new Set(found.map((one) => one.section))];
    shown.replaceChildren(...sections.map((section) => results.group(titleOf(section), found.filter((one) => one.section === section), "")));
    said.textContent = found.length ? `${results.count(found.length, "place")} in ${results.count(sections.length, "section")}` : terms.length ? "Nothing found" : "";
  });

  form.hidden = false;
})();
