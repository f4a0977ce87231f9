// The site's first page: leads to the edition that the reader chose before, or to that of the browser's
// language. A browser without a language gets the first edition; one with others only gets English.
document.addEventListener("DOMContentLoaded", () => {
  const links = [...document.querySelectorAll("[data-language]")];
  const linkTo = (language) => links.find((link) => link.dataset.language === language);
  const languages = navigator.languages ?? [navigator.language];
  const spoken = languages.filter(Boolean).map((tag) => tag.toLowerCase().split("-")[0]);
  const fallback = spoken.length ? linkTo("en") : null;
  const link = linkTo(chosen()) ?? spoken.map(linkTo).find(Boolean) ?? fallback ?? links[0];
  location.replace(link.href);

  function chosen() {
    try {
      return localStorage.getItem("language");
    } catch {
      return null; // A browser may refuse storage, on file:// above all.
    }
  }
});
