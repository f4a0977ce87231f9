// Searches for the words in the page's fragment, search.html#q=words. Sphinx's searchtools.js, which
// runs before, takes them from search.html?q=words only, and a query is sent to the site's host.
(() => {
  const words = new URLSearchParams(location.hash.slice(1)).get("q");
  // A second search on the page changes nothing but the fragment.
  addEventListener("hashchange", () => location.reload());
  if (!words) return;
  const asked = normal(words);

  function normal(text) {
    return text.normalize("NFKC").toLowerCase().trim();
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

  // First come pages whose title holds the words, then headings, then pages with the words in their text,
  // then the functions of the package.
  function kindOf([, title, anchor, description]) {
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

  const { _performSearch: search, makeSearchSummary: summarise } = Search;
  Search._performSearch = (...query) => {
    const seen = new Set();
    return [...headings(Search._index), ...search(...query)]
      .filter(([docname, , anchor]) => !seen.has(docname + anchor) && seen.add(docname + anchor))
      .map((result) => ({ result, kind: kindOf(result), place: placeOf(result) }))
      // Sphinx shows the last one first.
      .sort((one, other) => other.kind - one.kind || other.place - one.place)
      .map(({ result }) => result);
  };
  // Sphinx takes the excerpt around the last of the words that a page has.
  Search.makeSearchSummary = (html, terms, anchor) => summarise(html, new Set([...terms, asked]), anchor);

  // A result opens its page where the words stand, also in what is folded: shell.js finds them.
  new MutationObserver(() => {
    for (const link of document.querySelectorAll("#search-results li > a:not([href*='#'])"))
      link.hash = new URLSearchParams({ find: words });
  }).observe(document.getElementById("search-results"), { childList: true, subtree: true });

  for (const field of document.querySelectorAll('input[name="q"]')) field.value = words;
  Search.performSearch(words);
})();
