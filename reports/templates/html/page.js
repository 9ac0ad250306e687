// What the page does for those who let it: filters, copying, colours. All it says is there without.
(() => {
  const root = document.documentElement;
  root.classList.remove("no-script");

  /** @param {string} id */
  const byId = (id) => document.getElementById(id);
  const said = byId("said");

  // Colours, kept for the next report where the browser lets a file keep something.
  const themeKey = "schema-drift-doctor-theme";
  const radios = [...document.querySelectorAll('input[name="theme"]')].filter(
    (radio) => radio instanceof HTMLInputElement,
  );

  /** @param {string} theme */
  function colour(theme) {
    if (theme === "auto") root.removeAttribute("data-theme");
    else root.dataset.theme = theme;
    for (const radio of radios) radio.checked = radio.value === theme;
  }

  function kept() {
    try {
      return localStorage.getItem(themeKey);
    } catch {
      return null;
    }
  }

  /** @param {string} theme */
  function keep(theme) {
    try {
      localStorage.setItem(themeKey, theme);
    } catch {
      // It is for this visit, then.
    }
  }

  const wanted = kept();
  colour(wanted === "light" || wanted === "dark" ? wanted : "auto");
  for (const radio of radios) {
    radio.addEventListener("change", () => {
      colour(radio.value);
      keep(radio.value);
    });
  }

  // Copying, also from a file, where the browser may not offer its clipboard.
  /** @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }

  /** @param {string} text */
  function copyBySelection(text) {
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "aside-voice";
    area.setAttribute("aria-hidden", "true");
    document.body.append(area);
    area.select();
    let isCopied = false;
    try {
      isCopied = document.execCommand("copy");
    } catch {
      isCopied = false;
    }
    area.remove();
    if (before instanceof HTMLElement) before.focus();
    return isCopied;
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest("button.copy") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const source = byId(button.dataset.copies ?? "");
    const isCopied = await copy(source?.textContent ?? "");
    button.textContent = isCopied ? "Copied" : "Not copied";
    if (said) said.textContent = isCopied ? "Copied." : "The browser does not let it be copied.";
    setTimeout(() => {
      button.textContent = "Copy";
      if (said) said.textContent = "";
    }, 2000);
  });

  // Filters.
  const form = document.querySelector("form.filters");
  const search = byId("search");
  const category = byId("category");
  const table = byId("table");
  const onlyNew = byId("only-new");
  const shown = byId("shown");
  const issues = [...document.querySelectorAll("article.issue")].filter(
    (article) => article instanceof HTMLElement,
  );
  const groups = [...document.querySelectorAll(".severity-group")].filter(
    (group) => group instanceof HTMLElement,
  );
  /** @type {WeakMap<HTMLElement, string>} */
  const texts = new WeakMap();

  /** @param {HTMLElement} article */
  function textOf(article) {
    const known = texts.get(article) ?? (article.textContent ?? "").toLowerCase().replace(/\s+/g, " ");
    texts.set(article, known);
    return known;
  }

  /** @param {HTMLElement | null} field */
  const chosenIn = (field) =>
    field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";

  function filter() {
    if (!(form instanceof HTMLFormElement)) return;
    const severities = new Set(new FormData(form).getAll("severity"));
    const words = chosenIn(search).toLowerCase().split(/\s+/).filter(Boolean);
    const isNew = onlyNew instanceof HTMLInputElement && onlyNew.checked;
    let count = 0;
    for (const article of issues) {
      const { severity = "", category: kind, tables = "", accepted } = article.dataset;
      const matches =
        severities.has(severity) &&
        (chosenIn(category) === "" || kind === chosenIn(category)) &&
        (chosenIn(table) === "" || tables.split(" ").includes(chosenIn(table))) &&
        !(isNew && accepted) &&
        words.every((word) => textOf(article).includes(word));
      article.hidden = !matches;
      if (matches) count++;
    }
    for (const group of groups) group.hidden = !group.querySelector("article.issue:not([hidden])");
    if (shown) shown.textContent = `${count} of ${issues.length} issues shown`;
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  form?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  form?.addEventListener("reset", () => setTimeout(filter));
  form?.addEventListener("submit", (event) => event.preventDefault());
  filter();

  // All SQL at once.
  const unfold = byId("unfold");
  unfold?.addEventListener("click", () => {
    const isOpen = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(isOpen));
    for (const details of document.querySelectorAll("#issues details")) {
      if (details instanceof HTMLDetailsElement) details.open = isOpen;
    }
  });

  // A link leads to what it names, though it is filtered out or folded away.
  function reveal() {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]") && form instanceof HTMLFormElement) {
      form.reset();
      filter();
    }
    const folded = target.closest("details:not([open])");
    if (folded instanceof HTMLDetailsElement) folded.open = true;
    target.scrollIntoView();
  }

  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // Paper shows what is folded, but for the large diagram.
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open], .whole)")].filter(
      (details) => details instanceof HTMLDetailsElement,
    );
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
})();
