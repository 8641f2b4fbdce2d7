// A click on a note call shows the note beside it. Without popovers, or where the note cannot be had, the call stays a plain link.
const notes = (() => {
  const pages = new Map();

  const page = (address) => {
    if (address === location.pathname) return Promise.resolve(document);
    if (!pages.has(address)) {
      const read = async () => {
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(answer.statusText);
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      };
      pages.set(address, read());
    }
    return pages.get(address);
  };

  // The content of the note that a call leads to, without ids and ways back; it may stand on another page.
  const content = async (call) => {
    const note = (await page(call.pathname)).getElementById(decodeURIComponent(call.hash.slice(1)));
    const copy = document.importNode(note, true);
    copy.querySelectorAll(".backlink, .backlinks:not(:has(:not(.backlink)))").forEach((link) => link.remove());
    copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    return [...copy.childNodes];
  };

  return { content };
})();

(() => {
  if (!("popover" in HTMLElement.prototype)) return;

  const box = document.createElement("div");
  box.className = "note-popover";
  box.popover = "auto";
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");

  // Under the call, or over it where there is no room below; the style sheet decides whether to follow.
  const place = (call) => {
    const at = call.getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.offsetWidth - 16;
    const under = at.bottom + 8;
    const over = at.top - box.offsetHeight - 8;
    const top = under + box.offsetHeight > innerHeight && over > 0 ? over : under;
    box.style.setProperty("--note-top", `${top + scrollY}px`);
    box.style.setProperty("--note-left", `${Math.max(16, Math.min(at.left - 32, room))}px`);
  };

  const open = async (call) => {
    box.replaceChildren(...await notes.content(call));
    box.setAttribute("aria-label", `Note ${call.textContent.trim()}`);
    document.body.append(box);
    box.showPopover();
    place(call);
    box.scrollTop = 0;
    box.focus();
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a");
    if (link && box.contains(link)) box.hidePopover();
    if (!link || link.getAttribute("role") !== "doc-noteref") return;
    event.preventDefault();
    open(link).catch(() => location.assign(link.href));
  });
})();
