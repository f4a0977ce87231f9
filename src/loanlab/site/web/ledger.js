// The ledger's filter: shows the claims of a chapter and a status.

export class Ledger {
  constructor(section) {
    this.filter = section.querySelector(".ledger-filter");
    this.items = [...section.querySelectorAll(".evidence-item")];
    this.count = section.querySelector(".ledger-count");
  }

  start() {
    this.filter.hidden = false;
    this.filter.addEventListener("change", () => this.show());
    // A reset form has its first values only after the event.
    this.filter.addEventListener("reset", () => setTimeout(() => this.show()));
    this.filter.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", () => this.reveal());
    // A link to the claim that the address names already changes no address.
    document.addEventListener("click", (event) => {
      if (event.target.closest('a[href^="#claim-"]')) setTimeout(() => this.reveal());
    });
    // A part of the list would be printed as if it were the whole.
    addEventListener("beforeprint", () => this.all());
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

  all() {
    for (const item of this.items) item.hidden = false;
  }

  // A link to a claim that the filter hides (or that the browser remembered hidden) shows it.
  reveal() {
    const target = this.items.find((item) => `#${item.id}` === location.hash);
    if (!target?.hidden) return;
    this.filter.reset();
    setTimeout(() => target.scrollIntoView());
  }
}
