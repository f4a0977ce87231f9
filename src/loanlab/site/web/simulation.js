// A simulation's form: sends what the reader types to the model and shows the results.
import { Chart } from "./chart.js";
import { Comparison } from "./comparison.js";
import { copyText, saveText } from "./save.js";
import { linkTo, pairsFor } from "./link.js";
import { RowList } from "./rows.js";
import { Table } from "./table.js";

export class Simulation {
  constructor(form, ask, texts) {
    this.form = form;
    this.name = form.dataset.simulation;
    this.ask = (what, more = {}) => ask({ ask: what, name: this.name, ...more });
    this.texts = texts;
    this.lists = [...form.querySelectorAll("[data-list]")].map((place) => new RowList(place));
    // The last valid inputs: those of the results that are shown.
    this.lastValid = this.typed;
    this.rows = null;
    this.parts = [...form.querySelectorAll(".picture")].flatMap((figure) => this.picture(figure));
    const charts = this.parts.filter((part) => part instanceof Chart);
    this.comparison = new Comparison(form, charts, this.ask, texts);
  }

  picture(figure) {
    const name = figure.dataset.picture;
    const parts = [new Table(figure, () => this.ask("table", { typed: this.lastValid, picture: name }))];
    const place = figure.querySelector(".chart");
    if (place) parts.push(new Chart(place, () => this.rowsOf(name)));
    return parts;
  }

  // The page holds the results of the default state, but not its rows: a chart asks for them here.
  rowsOf(name) {
    this.rows ??= this.ask("answer", { typed: this.lastValid }).rows;
    return this.rows[name];
  }

  start() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", (event) => this.readInput(event.target));
    // The inputs have their default values only after the reset event.
    this.form.addEventListener("reset", () => setTimeout(() => this.reset()));
    this.form.addEventListener("click", (event) => this.runAction(event.target));
    globalThis.addEventListener("hashchange", () => this.open());
    // The page shows the results of the defaults, but a browser may have restored what was typed before.
    if (!this.open() && ![...this.inputs].every(hasDefault)) this.update();
    for (const part of this.parts) part.watch();
  }

  get inputs() {
    return this.form.querySelectorAll(".simulation-inputs [name]");
  }

  get typed() {
    return Object.fromEntries([...this.inputs].map((input) => [input.name, input.value]));
  }

  readInput(target) {
    if (target.dataset.slider) this.form.elements[target.dataset.slider].value = target.value;
    this.follow();
  }

  reset() {
    this.enter(this.ask("open", { pairs: [] }).typed);
  }

  // Puts a whole state into the inputs and shows its results.
  enter(typed, notice = "") {
    for (const list of this.lists) list.resize(Number(typed[list.name]));
    for (const input of this.inputs) input.value = typed[input.name];
    this.follow(notice);
  }

  // Opens the state that the page's address holds; returns whether it holds one.
  open() {
    const pairs = pairsFor(this.name, location.hash);
    if (!pairs) return false;
    const { typed, notice } = this.ask("open", { pairs });
    this.enter(typed, notice);
    this.form.scrollIntoView();
    return true;
  }

  follow(notice = "") {
    this.update(notice);
    for (const part of this.parts) part.refresh();
  }

  update(notice = "") {
    const { typed } = this;
    const reply = this.ask("answer", { typed });
    for (const input of this.inputs) {
      const error = reply.errors[input.name] ?? "";
      this.showError(input, error);
      // The model reads numbers that a slider cannot, such as "6，000".
      if (!error) this.moveSlider(input.name, reply.sliders[input.name] ?? input.value);
    }
    this.showHidden(reply.hidden);
    setText(this.form.querySelector(".simulation-alert"), reply.alert || notice);
    if (reply.alert) return;
    this.lastValid = typed;
    this.show(reply);
  }

  showError(input, message) {
    setText(input.closest("[data-field], .field").querySelector(".field-error"), message);
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  moveSlider(name, position) {
    const slider = this.form.querySelector(`[data-slider="${name}"]`);
    if (slider && slider.value !== position) slider.value = position;
  }

  showHidden(names) {
    for (const field of this.form.querySelectorAll("[data-field]")) {
      field.hidden = names.includes(field.dataset.field);
    }
  }

  show(reply) {
    for (const { name, value, text } of reply.outputs) {
      const output = this.form.elements[name];
      setText(output, text);
      output.dataset.value = typeof value === "boolean" ? Number(value) : value ?? "";
    }
    setText(this.form.querySelector(".simulation-sentence"), reply.sentence);
    this.rows = reply.rows;
    this.comparison.follow(this.lastValid);
  }

  async runAction(target) {
    const { action } = target.dataset;
    if (action === "add-row" || action === "remove-row") this.changeRows(action, target);
    if (action === "share") await this.share();
    if (action === "save") await this.save(target.dataset.picture);
    if (action === "calendar") await this.saveCalendar();
    if (action === "print") printAlone(this.form);
    if (action === "pin") this.say(await this.comparison.toggle(target, this.lastValid));
  }

  changeRows(action, target) {
    const list = this.lists.find((each) => each.holds(target));
    const adds = action === "add-row";
    const row = list.rowOf(target);
    const ask = adds ? "add_row" : "remove_row";
    this.enter(this.ask(ask, { typed: this.typed, field: list.name, row }).typed);
    if (adds) list.focusAdded();
    else list.focusRemoved(row);
    const text = adds ? this.texts.form.added : this.texts.form.removed;
    this.say(text.replace("{count}", list.rows.length));
  }

  async share() {
    const link = linkTo(this.name, this.lastValid);
    const copied = await copyText(link);
    this.say(copied ? this.texts.form.shared : `${this.texts.form.share_manually} ${link}`);
  }

  async save(picture) {
    const { csv } = this.ask("csv", { typed: this.lastValid, picture });
    this.say(this.texts.saved[await saveText(`${this.name}-${picture}.csv`, csv, "text/csv")]);
  }

  async saveCalendar() {
    const made = new Date().toISOString().slice(0, 19).replace(/[-:]/g, "");
    const { ics } = this.ask("calendar", { typed: this.lastValid, made });
    this.say(this.texts.saved[await saveText(`${this.name}.ics`, ics, "text/calendar")]);
  }

  say(text) {
    this.form.querySelector(".simulation-state").textContent = text;
  }
}

// Prints the form without the page around it.
function printAlone(form) {
  const page = document.documentElement;
  form.classList.add("printed");
  page.classList.add("prints-one");
  addEventListener("afterprint", () => {
    form.classList.remove("printed");
    page.classList.remove("prints-one");
  }, { once: true });
  print();
}

function hasDefault(input) {
  if (input.options) return [...input.options].every((option) => option.selected === option.defaultSelected);
  return input.value === input.defaultValue;
}

// Setting the same text again would cost a layout, and screen readers would read it out again.
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
