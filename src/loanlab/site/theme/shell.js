// Runs before the page is painted: light or dark, and the few handlers that the theme writes inline.
(() => {
  const root = document.documentElement;
  const modes = ["light", "dark", "auto"];

  function storedMode() {
    try {
      return localStorage.getItem("mode");
    } catch {
      return null; // A browser may refuse storage, on file:// above all.
    }
  }

  const stored = storedMode();
  const mode = modes.includes(stored) ? stored : "auto";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.mode = mode;
  root.dataset.theme = mode === "auto" ? (dark ? "dark" : "light") : mode;
  root.classList.add("has-script");

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-action=print]")) window.print();
  });

  // The list of ways to run the page closes like a menu.
  document.addEventListener("click", (event) => {
    const open = document.querySelector(".launch[open]");
    if (open && !open.contains(event.target)) open.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector(".launch[open]");
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // The contents of a phone close with a choice; closed by a touch beside them they leave the reader
  // where they are: the theme would scroll up to their button.
  document.addEventListener("click", (event) => {
    if (!event.target.closest('.bd-sidebar-primary a[href^="#"]')) return;
    document.getElementById("pst-primary-sidebar-checkbox").checked = false;
  });
  document.addEventListener(
    "change",
    (event) => {
      if (!event.target.matches("input.sidebar-toggle")) return;
      event.stopPropagation();
      document.querySelector(".primary-toggle").focus({ preventScroll: true });
    },
    true,
  );

  // The way to the other language leads to the same heading, and is remembered as a choice. What was
  // typed and solved is kept by page, whatever its language.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-language]");
    if (!link) return;
    const place = placeInView();
    link.hash = /^#q=/.test(location.hash) ? location.hash : place?.id ?? "";
    if (place && !(event.ctrlKey || event.metaKey || event.shiftKey)) keepView(place);
    try {
      localStorage.setItem("language", link.dataset.language);
    } catch {
      // The browser keeps nothing: the first page asks for its language again.
    }
  });

  // What is being read, by an id that is the same in every language: a section, or within it a form, a
  // paper, a claim, a term, a rule. None at the top of a page. At the end of a page the last one cannot
  // be scrolled to the bar.
  function placeInView() {
    if (scrollY < 1) return "";
    const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const limit = document.querySelector(".bar").getBoundingClientRect().bottom + (isAtEnd ? innerHeight / 6 : 24);
    const headed = "section[id]:has(> :is(h2, h3), > details > summary :is(h2, h3))";
    const entries = "section:is(.paper, .chat, .letter), form.simulation, [id^='claim-'], [id^='term-'], [id^='rule-']";
    const above = [...document.querySelectorAll(`article :is(${headed}, ${entries})`)].filter(
      (place) => place.getClientRects().length && place.getBoundingClientRect().top <= limit,
    );
    return above.pop();
  }

  // How far a reader is within a place, and what is open: pages have the same folds in every language.
  function keepView(place) {
    const { top, height } = place.getBoundingClientRect();
    const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
    const open = folds().flatMap((details, number) => (details.open ? [number] : []));
    try {
      sessionStorage.setItem("view", JSON.stringify({ id: place.id, share: (bar - top) / height, open }));
    } catch {
      // The browser keeps nothing: the page opens at the start of the place.
    }
  }

  function folds() {
    return [...document.querySelectorAll("article details")];
  }

  // Shows what was seen in the other language. Anything may stand in the storage of a site.
  function restoreView() {
    try {
      const { id, share, open } = JSON.parse(sessionStorage.getItem("view"));
      sessionStorage.removeItem("view");
      const place = document.getElementById(id);
      if (!place || location.hash !== `#${id}`) return;
      const all = folds();
      for (const number of open) if (all[number]) all[number].open = true;
      const { top, height } = place.getBoundingClientRect();
      const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
      scrollTo({ top: scrollY + top + share * height - bar, behavior: "instant" });
    } catch {
      // Nothing was kept, or it is something else.
    }
  }

  // After the browser has scrolled to the address.
  addEventListener("load", () => requestAnimationFrame(restoreView));

  // What is folded opens around whatever an address or a link names: a folded section, or something in
  // it. Browsers do it only for what lies inside. The search names the words that it found instead.
  function unfoldFor(hash) {
    const find = new URLSearchParams(hash.slice(1)).get("find");
    const id = decoded(hash.slice(1)).split("?")[0];
    const target = find
      ? placeWith(find)
      : id && (document.getElementById(id) ?? document.getElementById(`simulation-${id}`));
    if (!target) return;
    const own = target.closest("section.folded")?.querySelector(":scope > details.fold");
    const folds = [...document.querySelectorAll("details:not([open])")].filter(
      (details) => details === own || details.contains(target),
    );
    for (const details of folds) details.open = true;
    target.classList.toggle("found", Boolean(find));
    // The browser may have scrolled already, to where the target was before.
    if (find || folds.length) target.scrollIntoView({ block: find ? "center" : "start" });
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  // The smallest piece of text with all of these words, whether links or bold type cut it or not.
  function placeWith(words) {
    const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/(?<=\d),(?=\d)/g, "");
    const wanted = plain(words).trim().split(/\s+/);
    const holds = (piece) => {
      const text = plain(piece.textContent);
      return wanted.every((word) => text.includes(word));
    };
    const pieces = ":is(h1, h2, h3, p, li, td, th, dt, dd, label, summary, figcaption, pre)";
    return [...document.querySelectorAll(`article ${pieces}:not([popover] *)`)].find(
      (piece) => holds(piece) && canShow(piece) && ![...piece.querySelectorAll(pieces)].some(holds),
    );
  }

  // What is folded can be opened; what is not displayed cannot.
  function canShow(element) {
    for (let above = element; above; above = above.parentElement)
      if (getComputedStyle(above).display === "none") return false;
    return true;
  }

  document.addEventListener("DOMContentLoaded", () => unfoldFor(location.hash));
  addEventListener("hashchange", () => unfoldFor(location.hash));
  // A second click on a link to the fragment in the address changes no address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link?.hash && link.href === location.href) unfoldFor(link.hash);
  });

  // On paper nothing is folded.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const details of unfolded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
  });

  // The page's policy lets no form send anything; a search is a visit to the search page. The words
  // stand in the fragment, which a browser keeps to itself: a query would be sent to the site's host.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form.bd-search");
    if (!form) return;
    event.preventDefault();
    // On the search page itself the action is the page's own address.
    const address = new URL(form.action);
    address.search = "";
    address.hash = new URLSearchParams({ q: form.q.value });
    location.href = address.href;
  });

  // The navigation shows which section of the page is being read.
  document.addEventListener("DOMContentLoaded", () => {
    const links = new Map();
    for (const link of document.querySelectorAll('.bd-links .toctree-l2 > a[href^="#"]')) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (section) links.set(section, link);
    }
    const visible = new Set();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries)
          visible[isIntersecting ? "add" : "delete"](target);
        const reading = [...links.keys()].findLast((section) => visible.has(section));
        for (const [section, link] of links) {
          if (section === reading) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        }
      },
      { rootMargin: "0px 0px -60%" },
    );
    for (const section of links.keys()) observer.observe(section);
  });
})();
