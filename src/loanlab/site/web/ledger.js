// The filter of the ledger: shows only the claims of a chapter, of a status or of both.

export class Ledger {
  constructor(section) {
    this.filter = section.querySelector(".ledger-filter");
    this.items = [...section.querySelectorAll(".evidence-item")];
    this.count = section.querySelector(".ledger-count");
  }

  start() {
    this.filter.hidden = false;
    this.filter.addEventListener("change", () => this.show());
    // The form has its default values only after the reset event.
    this.filter.addEventListener("reset", () => setTimeout(() => this.show()));
    this.filter.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", () => this.reveal());
    // Clicking a link to the current fragment fires no hashchange.
    document.addEventListener("click", (event) => {
      if (event.target.closest('a[href^="#claim-"]')) setTimeout(() => this.reveal());
    });
    // A filtered list on paper would look like the whole list.
    addEventListener("beforeprint", () => this.showAll());
    addEventListener("afterprint", () => this.show());
    this.show();
    this.reveal();
  }

  show() {
    const { chapter, status } = this.filter.elements;
    let shown = 0;
    for (const item of this.items) {
      item.hidden =
        (chapter.value !== "" && item.dataset.chapter !== chapter.value) ||
        (status.value !== "" && item.dataset.status !== status.value);
      shown += item.hidden ? 0 : 1;
    }
    this.count.textContent = this.count.dataset.text
      .replace("{shown}", shown)
      .replace("{all}", this.items.length);
  }

  showAll() {
    for (const item of this.items) item.hidden = false;
  }

  // Shows the claim that the address names, even if the filter hides it.
  reveal() {
    const target = this.items.find((item) => `#${item.id}` === location.hash);
    if (!target?.hidden) return;
    this.filter.reset();
    setTimeout(() => target.scrollIntoView());
  }
}
