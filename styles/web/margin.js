// On a wide screen each note stands in the margin beside its call, as far as there is room; whole it stands in its list and in the box that its call opens.
(() => {
  const wide = matchMedia("(width >= 1200px)");
  const FEWEST_LINES = 4;
  const GAP_PX = 12;

  const calls = (section) => {
    const seen = new Set();
    return [...section.querySelectorAll("a[role='doc-noteref']")].filter((call) => !seen.has(call.href) && seen.add(call.href));
  };

  // The list of notes says the same to a screen reader, so the margin is silent, and the keyboard passes it by.
  const make = async (section) => {
    const margin = document.createElement("div");
    margin.className = "side-notes";
    margin.setAttribute("aria-hidden", "true");
    for (const call of calls(section)) {
      const note = document.createElement("div");
      note.className = "side-note";
      note.append(...await notes.content(call));
      note.querySelectorAll("a").forEach((link) => { link.tabIndex = -1; });
      margin.append(note);
    }
    return margin;
  };

  const arrange = (section, margin) => {
    const top = section.getBoundingClientRect().top;
    const end = section.offsetHeight;
    const starts = calls(section).map((call) => call.getBoundingClientRect().top - top);
    const line = parseFloat(getComputedStyle(margin).lineHeight);
    const heights = [...margin.children].map((note) => note.firstElementChild ? note.scrollHeight : 0);
    let free = 0;
    [...margin.children].forEach((note, nth) => {
      const start = Math.max(starts[nth], free);
      const room = Math.max(FEWEST_LINES, Math.floor(((starts[nth + 1] ?? end) - start - GAP_PX) / line)) * line;
      const height = Math.min(heights[nth], room);
      note.style.setProperty("top", `${start}px`);
      note.style.setProperty("max-height", `${height}px`);
      note.classList.toggle("cut", height < heights[nth]);
      free = start + height + GAP_PX;
    });
  };

  const begun = new WeakMap();
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) begun.get(target)?.then((margin) => wide.matches && arrange(target, margin));
  });

  const begin = (section) => {
    if (!wide.matches || begun.has(section)) return;
    const made = make(section).then((margin) => {
      section.append(margin);
      arrange(section, margin);
      return margin;
    });
    begun.set(section, made);
    made.then(() => sizes.observe(section), () => begun.delete(section));
  };

  // One screen ahead is soon enough: a book in one file has many sections.
  const near = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => begin(entry.target));
  }, { rootMargin: "100%" });

  const sections = [...document.querySelectorAll("main > section")].filter((section) => section.querySelector("a[role='doc-noteref']"));
  const watch = () => sections.forEach((section) => { near.unobserve(section); near.observe(section); });
  wide.addEventListener("change", watch);
  watch();
})();
