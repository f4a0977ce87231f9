// Searches for the words in the page's fragment, search.html#q=words. Sphinx's searchtools.js, which
// runs before, takes them from search.html?q=words only, and a query is sent to the site's host.
(() => {
  const words = new URLSearchParams(location.hash.slice(1)).get("q");
  if (words) {
    for (const field of document.querySelectorAll('input[name="q"]')) field.value = words;
    Search.performSearch(words);
  }
  // A second search on the page changes nothing but the fragment.
  addEventListener("hashchange", () => location.reload());
})();
