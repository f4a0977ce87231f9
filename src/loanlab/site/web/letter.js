// A letter that its fields fill in. What is typed stays in these fields: nothing is stored or sent.
import { setText } from "./dom.js";
import { copyText } from "./save.js";

export class Letter {
  constructor(section) {
    this.texts = section.dataset;
    this.form = section.querySelector(".letter-fields");
    this.sheet = section.querySelector(".letter-sheet");
    this.copyButton = section.querySelector(".letter-copy");
    this.message = section.querySelector("output");
  }

  start() {
    this.form.hidden = false;
    this.copyButton.hidden = false;
    this.form.addEventListener("input", () => this.show());
    // The form has its default values only after the reset event.
    this.form.addEventListener("reset", () => setTimeout(() => this.show()));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.copyButton.addEventListener("click", () => this.copy());
    // Browsers may bring back what was typed before the page was left.
    addEventListener("pageshow", () => this.show());
    this.show();
  }

  show() {
    for (const blank of this.sheet.querySelectorAll("[data-field]")) {
      // Not elements[...]: a field may have the name of one of its methods, such as "item".
      const field = this.form.elements.namedItem(blank.dataset.field);
      const word = this.wordOf(field);
      setText(blank, word || this.texts.blank);
      // What stands there without the reader is not marked as his.
      blank.toggleAttribute("data-filled", word !== "" && !field.selectedOptions);
    }
    setText(this.message, "");
  }

  wordOf(field) {
    if (field.selectedOptions) return field.selectedOptions[0].dataset.text;
    const text = field.value.trim();
    if (field.type !== "date" || !text) return text;
    const [year, month, day] = text.split("-").map(Number);
    return this.texts.date
      .replace("{year}", year)
      .replace("{month}", month)
      .replace("{day}", day);
  }

  async copy() {
    const paragraphs = [...this.sheet.querySelectorAll("p")];
    const text = paragraphs.map((paragraph) => paragraph.textContent).join("\n");
    if (await copyText(text)) {
      setText(this.message, this.texts.copied);
      return;
    }
    getSelection().selectAllChildren(this.sheet);
    setText(this.message, this.texts.byHand);
  }
}
