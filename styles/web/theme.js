// Light or dark as the reader chose, else as the system has it. Runs before the page is drawn, so nothing flashes.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const KEY = "book-theme";

  // A browser may keep nothing at all: then the choice lasts for the page.
  const kept = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const keep = (theme) => { try { theme ? localStorage.setItem(KEY, theme) : localStorage.removeItem(KEY); } catch { /* nothing to be done */ } };

  root.dataset.theme = ["light", "dark"].includes(kept()) ? kept() : "system";
  const dark = () => root.dataset.theme === "dark" || (root.dataset.theme === "system" && system.matches);

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".theme");
    const tell = () => button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", () => {
      const other = dark() ? "light" : "dark";
      const own = (other === "dark") !== system.matches;
      root.dataset.theme = own ? other : "system";
      keep(own ? other : "");
      tell();
    });
    system.addEventListener("change", tell);
    tell();
  });
})();
