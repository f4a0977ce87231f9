// Searches for the words in the page's fragment, search.html#q=words. Sphinx's searchtools.js, which
// runs before, takes them from search.html?q=words only, and a query is sent to the site's host.
(() => {
  // An old or typed address: Sphinx would look for the pages beside this one.
  const query = new URLSearchParams(location.search).get("q");
  if (query) {
    location.replace(`${location.pathname}#${new URLSearchParams({ q: query })}`);
    return;
  }
  const words = new URLSearchParams(location.hash.slice(1)).get("q");
  // A second search on the page changes nothing but the fragment.
  addEventListener("hashchange", () => location.reload());
  if (!words) return;
  const asked = normal(words);
  const shown = document.getElementById("search-results");
  const [first] = Object.entries(JSON.parse(shown.dataset.first))
    .find(([, meant]) => normal(meant).split(meant.includes(",") ? /\s*,\s*/ : /\s+/).includes(asked.replace("%", ""))) ?? [];
  Documentation.TRANSLATIONS[
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories."
  ] = shown.dataset.none;

  function normal(text) {
    return text.normalize("NFKC").toLowerCase().trim();
  }

  // The catalogue names the page that some words mean, also where the page has other words for it.
  function meantPage({ docnames, filenames, titles }) {
    const file = docnames.findIndex((docname) => first && docname.endsWith(`/${first}`));
    return file < 0 ? [] : [[docnames[file], titles[file], "", null, 0, filenames[file]]];
  }

  // The headings that hold the words; Sphinx lists only those that are hardly longer than the words. Its
  // results are [docname, title, anchor, description, score, filename].
  function headings({ alltitles, docnames, filenames, titles }) {
    return Object.entries(alltitles)
      .filter(([title]) => normal(title).includes(asked))
      .flatMap(([title, places]) => places.map(([file, id]) => {
        const isPage = titles[file] === title;
        const shown = isPage ? title : `${titles[file]} > ${title}`;
        return [docnames[file], shown, isPage ? "" : `#${id}`, null, 0, filenames[file]];
      }));
  }

  // The page that is meant comes first, then pages whose title holds the words, then headings, then pages with
  // the words in their text, then the functions of the package.
  function kindOf([docname, title, anchor, description]) {
    if (first && !anchor && docname.endsWith(`/${first}`)) return -1;
    if (description) return 3;
    if (!normal(title).includes(asked)) return 2;
    return anchor ? 1 : 0;
  }

  // Within each kind the order is that of the contents: chapters, what to do, tools, the package.
  function placeOf([docname]) {
    const root = document.documentElement.dataset.content_root;
    const { pathname } = new URL(`${root}${docname}.html`, location.href);
    const links = [...document.querySelectorAll(".bd-links a")];
    const place = links.findIndex((link) => new URL(link.href).pathname === pathname);
    return place < 0 ? links.length : place;
  }

  const { _performSearch: search, makeSearchSummary: summarise, htmlToText: textOf } = Search;
  Search._performSearch = (...query) => {
    const seen = new Set();
    return [...meantPage(Search._index), ...headings(Search._index), ...search(...query)]
      .filter(([docname, , anchor]) => !seen.has(docname + anchor) && seen.add(docname + anchor))
      .map((result) => ({ result, kind: kindOf(result), place: placeOf(result) }))
      // Sphinx shows the last one first.
      .sort((one, other) => other.kind - one.kind || other.place - one.place)
      .map(({ result }) => result);
  };
  // What a sentence rests on is no excerpt of its page.
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const card of page.querySelectorAll("[popover], .basis")) card.remove();
    return textOf(page.documentElement.outerHTML, anchor);
  };
  // Sphinx takes the excerpt around the last of the words that a page has.
  Search.makeSearchSummary = (html, terms, anchor) => summarise(html, new Set([...terms, asked]), anchor);

  // A result opens its page where the words stand, also in what is folded: shell.js finds them.
  // Sphinx takes the search page to lie at the site's root.
  new MutationObserver(() => {
    forgetMarks();
    for (const link of document.querySelectorAll("#search-results li > a:not([data-placed])")) {
      link.href = document.documentElement.dataset.content_root + link.getAttribute("href");
      link.dataset.placed = "";
      link.hash ||= new URLSearchParams({ find: words });
    }
  }).observe(shown, { childList: true, subtree: true });

  // Sphinx would mark the words on whatever page is opened next, in the header too.
  function forgetMarks() {
    try {
      localStorage.removeItem("sphinx_highlight_terms");
    } catch {
      // A browser that keeps nothing marks nothing.
    }
  }

  for (const field of document.querySelectorAll('input[name="q"]')) field.value = words;
  Search.performSearch(words);
})();
