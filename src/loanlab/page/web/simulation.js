// A simulation's form: what is typed goes to the model, what the model says goes on the page.
import { Chart } from "./chart.js";
import { copyText, saveText } from "./keep.js";
import { linkTo, pairsFor } from "./link.js";

export class Simulation {
  constructor(form, ask, texts) {
    this.form = form;
    this.name = form.dataset.simulation;
    this.ask = ask;
    this.texts = texts;
    this.inputs = [...form.querySelectorAll(".field [name]")];
    // The inputs of the results that are shown, whatever has been typed since.
    this.good = this.typed;
    this.rows = {};
    this.charts = [...form.querySelectorAll(".picture")].map((figure) => {
      const rows = () => this.rows[figure.dataset.picture];
      return new Chart(figure.querySelector(".chart"), rows);
    });
  }

  start() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", (event) => this.changed(event.target));
    // The inputs hold their defaults only after the reset event has run its course.
    this.form.addEventListener("reset", () => setTimeout(() => this.follow()));
    this.form.addEventListener("click", (event) => this.pressed(event.target));
    globalThis.addEventListener("hashchange", () => this.open());
    // The page already shows what the inputs' defaults give: nothing to draw anew.
    if (!this.open()) this.update();
    for (const chart of this.charts) chart.watch();
  }

  get typed() {
    return Object.fromEntries(this.inputs.map((input) => [input.name, input.value]));
  }

  slider(name) {
    return this.form.querySelector(`[data-slider="${name}"]`);
  }

  changed(target) {
    if (target.dataset.slider) this.form.elements[target.dataset.slider].value = target.value;
    this.follow();
  }

  // Takes over the state that the page's address asks for; tells whether there was one.
  open() {
    const pairs = pairsFor(this.name, location.hash);
    if (!pairs) return false;
    const { typed, notice } = this.ask({ ask: "open", name: this.name, pairs });
    for (const input of this.inputs) input.value = typed[input.name];
    this.follow(notice);
    this.form.scrollIntoView();
    return true;
  }

  follow(notice = "") {
    this.update(notice);
    for (const chart of this.charts) chart.refresh();
  }

  update(notice = "") {
    const reply = this.ask({ ask: "answer", name: this.name, typed: this.typed });
    for (const input of this.inputs) this.showError(input, reply.errors[input.name] ?? "");
    this.form.querySelector(".simulation-alert").textContent = reply.alert || notice;
    if (reply.alert) return;
    this.good = this.typed;
    this.show(reply);
  }

  showError(input, message) {
    const field = input.closest(".field");
    field.querySelector(".field-error").textContent = message;
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const slider = this.slider(input.name);
    if (slider && !message) slider.value = input.value;
  }

  show(reply) {
    for (const { name, value, text } of reply.figures) {
      const output = this.form.elements[name];
      if (output.textContent !== text) output.textContent = text;
      output.dataset.value = String(Number(value));
    }
    const sentence = this.form.querySelector(".simulation-sentence");
    if (sentence.textContent !== reply.sentence) sentence.textContent = reply.sentence;
    this.rows = reply.rows;
    for (const [picture, rows] of Object.entries(reply.rows)) this.showTable(picture, rows);
  }

  showTable(picture, rows) {
    const table = this.form.querySelector(`[data-picture="${picture}"] table`);
    const columns = [...table.querySelectorAll("th")].map((head) => head.dataset.column);
    const lines = rows.map((row) => {
      const line = document.createElement("tr");
      for (const column of columns) line.insertCell().textContent = row[`${column}_text`];
      return line;
    });
    table.tBodies[0].replaceChildren(...lines);
  }

  async pressed(target) {
    if (target.dataset.action === "share") await this.share();
    if (target.dataset.action === "save") await this.save(target.dataset.picture);
  }

  async share() {
    const link = linkTo(this.name, this.good);
    const copied = await copyText(link);
    this.say(copied ? this.texts.form.shared : `${this.texts.form.share_manually} ${link}`);
  }

  async save(picture) {
    const reply = this.ask({ ask: "csv", name: this.name, typed: this.good, picture });
    if (reply.csv) this.say(this.texts.saved[await saveText(`${this.name}-${picture}.csv`, reply.csv)]);
  }

  say(text) {
    this.form.querySelector(".simulation-state").textContent = text;
  }
}
