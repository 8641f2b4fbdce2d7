// A click on a note call shows the note beside it. Without popovers, or where the note is on another page, the call stays a plain link.
(() => {
  if (!("popover" in HTMLElement.prototype)) return;

  const box = document.createElement("aside");
  box.className = "note-popover";
  box.popover = "auto";
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");

  const fill = (note, call) => {
    box.replaceChildren(...note.cloneNode(true).childNodes);
    box.querySelectorAll(".backlink, .backlinks").forEach((link) => link.remove());
    box.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    box.setAttribute("aria-label", `Note ${call.textContent.trim()}`);
  };

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

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a");
    if (link && box.contains(link)) box.hidePopover();
    if (!link || link.getAttribute("role") !== "doc-noteref" || link.pathname !== location.pathname) return;
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note) return;
    event.preventDefault();
    fill(note, link);
    document.body.append(box);
    box.showPopover();
    place(link);
    box.focus();
  });
})();
