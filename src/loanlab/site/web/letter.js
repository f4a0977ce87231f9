// A letter that its fields fill in. What is typed stays in these fields: nothing is sent, and nothing is
// stored but for the way to the same page in another language.
import { setText } from "./dom.js";
import { copyText } from "./save.js";

export class Letter {
  constructor(section) {
    this.texts = section.dataset;
    this.form = section.querySelector(".letter-fields");
    // The letter to send, and in other editions what it says.
    this.sheets = [...section.querySelectorAll(".letter-sheet")];
    [this.sheet] = this.sheets;
    this.copyButton = section.querySelector(".letter-copy");
    this.left = section.querySelector(".letter-left");
    this.warnings = [...section.querySelectorAll(".letter-warnings > p")];
    this.message = section.querySelector("output");
    this.key = `loanlab ${section.id}`;
  }

  start() {
    this.form.hidden = false;
    this.copyButton.hidden = false;
    this.form.addEventListener("input", () => this.show());
    // The form has its default values only after the reset event.
    this.form.addEventListener("reset", () => setTimeout(() => this.show()));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.copyButton.addEventListener("click", () => this.copy());
    document.addEventListener("click", (event) => {
      // A click that opens another tab leaves the letter where it is.
      const stays = event.ctrlKey || event.metaKey || event.shiftKey;
      if (!stays && event.target.closest?.("[data-language]")) this.handOver();
    });
    this.takeOver();
    // Browsers may bring back what was typed before the page was left.
    addEventListener("pageshow", () => this.show());
    this.show();
  }

  show() {
    const empty = new Set();
    for (const sheet of this.sheets) {
      for (const words of sheet.querySelectorAll("[data-choice]")) this.showOption(words, sheet);
      for (const blank of sheet.querySelectorAll("[data-field]")) {
        const word = this.wordOf(this.fieldOf(blank.dataset.field), sheet);
        setText(blank, word || this.texts.blank);
        blank.toggleAttribute("data-filled", word !== "");
        if (!word) empty.add(blank.dataset.field);
      }
      for (const paragraph of sheet.children) paragraph.hidden = !paragraph.textContent;
    }
    for (const label of this.form.querySelectorAll("label")) {
      label.parentElement.hidden = !this.isInLetter(label.control.name);
    }
    const { left, noneLeft } = this.texts;
    setText(this.left, empty.size ? left.replace("{count}", empty.size) : noneLeft);
    for (const warning of this.warnings) warning.hidden = !this.isOutOfOrder(warning.dataset);
    setText(this.message, "");
  }

  // The page in the other language takes it out of the storage at once.
  handOver() {
    const typed = [...this.form.elements].filter((field) => field.name).map(({ name, value }) => [name, value]);
    try {
      sessionStorage.setItem(this.key, JSON.stringify(typed));
    } catch {
      // The browser keeps nothing: the letter is empty in the other language.
    }
  }

  takeOver() {
    try {
      const typed = JSON.parse(sessionStorage.getItem(this.key)) ?? [];
      sessionStorage.removeItem(this.key);
      for (const [name, value] of typed) this.enter(this.fieldOf(name), String(value));
    } catch {
      // There is nothing, or it is something else.
    }
  }

  enter(field, value) {
    if (!field) return;
    if (!field.options) field.value = value;
    else if ([...field.options].some((option) => option.value === value)) field.value = value;
  }

  // The words of an option may have blanks of their own.
  showOption(words, sheet) {
    const option = this.fieldOf(words.dataset.choice).selectedOptions[0];
    const text = option.getAttribute(`data-text-${sheet.dataset.language}`);
    const pieces = text.split(/\{(\w+)\}/).map((piece, number) => {
      if (number % 2 === 0) return piece;
      const blank = document.createElement("span");
      blank.dataset.field = piece;
      return blank;
    });
    words.replaceChildren(...pieces);
  }

  // Not elements[...]: a field may have the name of one of its methods, such as "item".
  fieldOf(name) {
    return this.form.elements.namedItem(name);
  }

  isInLetter(name) {
    return this.sheet.querySelector(`[data-field="${name}"], [data-choice="${name}"]`) !== null;
  }

  isOutOfOrder({ first, second }) {
    if (!this.isInLetter(first) || !this.isInLetter(second)) return false;
    const [day, later] = [first, second].map((name) => this.fieldOf(name).value);
    return day !== "" && later !== "" && later < day;
  }

  wordOf(field, sheet) {
    const text = field.value.trim();
    if (field.type !== "date" || !text) return text;
    const [year, month, day] = text.split("-").map(Number);
    const months = sheet.dataset.months.split("|");
    return sheet.dataset.date
      .replace("{year}", year)
      .replace("{month_name}", months[month - 1])
      .replace("{day}", day);
  }

  async copy() {
    const paragraphs = [...this.sheet.querySelectorAll("p:not([hidden])")];
    const text = paragraphs.map((paragraph) => paragraph.textContent).join("\n");
    if (await copyText(text)) {
      setText(this.message, this.texts.copied);
      return;
    }
    getSelection().selectAllChildren(this.sheet);
    setText(this.message, this.texts.byHand);
  }
}
