// A simulation's form: sends what the reader types to the model and shows the results.
import { Chart } from "./chart.js";
import { Comparison } from "./comparison.js";
import { setText } from "./dom.js";
import { Fields } from "./fields.js";
import { Gesture } from "./gesture.js";
import { Memory } from "./memory.js";
import { linkTo, pairsFor } from "./link.js";
import { copyText, saveText } from "./save.js";
import { Stage } from "./stage.js";
import { Table } from "./table.js";

export class Simulation {
  constructor(form, ask, texts) {
    this.form = form;
    this.name = form.dataset.simulation;
    // A page that shows one simulation twice gives the second form an id of its own.
    this.key = form.id.replace("simulation-", "");
    this.ask = (what, more = {}) => ask({ ask: what, name: this.name, ...more });
    this.texts = texts;
    this.fields = new Fields(form, texts.form);
    this.memory = new Memory(form.id);
    this.gesture = new Gesture(form);
    // States hold the inputs and, by picture, the rows. This one is the last valid one, whose results
    // are shown.
    this.shown = { typed: this.fields.typed, rows: {} };
    this.pinned = null;
    // What the reader entered last, to come back to after a preset.
    this.mine = null;
    this.tables = [...form.querySelectorAll("details.rows")].map(
      (place) => new Table(place, () => this.ask("table", { typed: this.shown.typed, picture: place.dataset.picture })),
    );
    this.stage = new Stage(form, texts.form, (place, name) => new Chart(
      place,
      () => this.rowsOf(this.shown, name),
      () => this.ghostOf(name),
    ), (name) => this.ask("table", { typed: this.shown.typed, picture: name }));
    this.comparison = new Comparison(form, this.ask, texts);
    this.presets = [...form.querySelectorAll('[data-action="preset"]')].map(
      (chip) => ({ chip, typed: Object.fromEntries(new URLSearchParams(chip.dataset.values)) }),
    );
  }

  // The state that the shown one is compared with: the pinned one, or the one before the reader's
  // present move; null if there is none or it is the same.
  get before() {
    const before = this.pinned ?? this.gesture.before;
    return before === this.shown ? null : before;
  }

  rowsOf(state, name) {
    state.rows[name] ??= this.ask("answer", { typed: state.typed, pictures: [name] }).rows[name];
    return state.rows[name];
  }

  // The rows of the state before, unless the picture looks the same. Of bars with names only those that
  // are still there and have changed: others would stand in places of their own.
  ghostOf(name) {
    if (!this.before) return [];
    const [old, now] = [this.before, this.shown].map((state) => this.rowsOf(state, name));
    const { key } = this.form.querySelector(`.picture[data-picture="${name}"]`).dataset;
    const texts = now.map((row) => JSON.stringify(row));
    if (!key) return old.every((row, place) => JSON.stringify(row) === texts[place]) && old.length === now.length ? [] : old;
    const names = now.map((row) => row[key]);
    return old.filter((row) => names.includes(row[key]) && !texts.includes(JSON.stringify(row)));
  }

  start() {
    const { form } = this;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.reset();
    });
    form.addEventListener("click", (event) => this.runAction(event.target.closest("[data-action]")));
    this.gesture.listen((target) => this.readInput(target));
    globalThis.addEventListener("hashchange", () => this.open());
    // A second click on a link to the state in the address changes no address.
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (link && link.href === location.href) this.open();
    });
    addEventListener("beforeprint", () => this.fillConditions());
    const kept = this.memory.read();
    if (kept) this.mine = kept.mine;
    const canReturn = kept && this.fields.fits(kept.typed);
    // Whoever comes back finds what was typed, also where the address still holds a link's state.
    if (canReturn && isReturn()) this.restore(kept);
    else if (!this.open() && canReturn) this.restore(kept);
    // A browser may have restored what was typed before.
    else if (!this.fields.isAtStart) this.follow();
    for (const table of this.tables) table.watch();
    this.stage.watch();
  }

  readInput(target) {
    this.fields.readSlider(target);
    this.mine = this.fields.typed;
    this.follow(target.dataset.slider ?? target.name);
    this.remember();
  }

  reset() {
    this.enter(this.fields.start);
    this.mine = null;
    this.memory.clear();
    this.markPresets();
  }

  // Shows what was typed on an earlier visit. If that is invalid, the results beside it are again those of
  // the last valid state, and not those of the defaults. Nothing counts as changed.
  restore({ typed, valid }) {
    this.enter(valid && this.fields.fits(valid) ? valid : typed);
    this.gesture.forget();
    this.follow();
    this.enter(typed);
  }

  // Puts a whole state into the inputs and shows its results.
  enter(typed, notice = "") {
    this.fields.enter(typed);
    this.follow(null, notice);
    this.remember();
  }

  // Opens the state that the page's address holds; returns whether it holds one.
  open() {
    const pairs = pairsFor(this.key, location.hash);
    if (!pairs) return false;
    const { typed, notice } = this.ask("open", { pairs });
    this.enter(typed, notice);
    for (let fold = this.form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    this.form.scrollIntoView();
    return true;
  }

  // Shows the results of what is typed. `source` names the field that the reader moves, if it is one.
  follow(source = null, notice = "") {
    const { typed } = this.fields;
    this.gesture.note(source, this.shown);
    const before = this.pinned ?? this.gesture.before;
    const reply = this.ask("answer", { typed, pictures: this.stage.wanted, before: before.typed });
    this.fields.show(reply, typed);
    this.stage.showAlert(reply.alert || notice, Boolean(reply.alert));
    this.markPresets();
    if (reply.alert) return;
    this.shown = { typed, rows: reply.rows };
    this.showOutputs(reply.outputs);
    this.stage.show(reply, Boolean(this.pinned));
    this.comparison.follow(this.pinned?.typed, typed);
    for (const table of this.tables) table.refresh();
    this.say("");
  }

  showOutputs(outputs) {
    for (const { name, value, text } of outputs) {
      const output = this.form.elements[name];
      output.closest("div").hidden = value === null;
      setText(output, text);
      output.dataset.value = typeof value === "boolean" ? Number(value) : value ?? "";
    }
  }

  async runAction(button) {
    if (!button) return;
    const { action } = button.dataset;
    if (action === "add-row" || action === "remove-row") this.changeRows(action, button);
    if (action === "undo") this.undo(button.closest("[data-field]"));
    if (action === "preset") this.enter(this.presets.find(({ chip }) => chip === button).typed);
    if (action === "mine") this.returnToMine();
    if (action === "pin") this.togglePin(button);
    if (action === "share") await this.share();
    if (action === "save") await this.save(button.dataset.picture);
    if (action === "calendar") await this.saveCalendar();
    if (action === "print") printAlone(this.form);
  }

  changeRows(action, button) {
    const list = this.fields.listOf(button);
    const adds = action === "add-row";
    const row = list.rowOf(button);
    const ask = adds ? "add_row" : "remove_row";
    this.enter(this.ask(ask, { typed: this.fields.typed, field: list.name, row }).typed);
    this.mine = this.fields.typed;
    this.remember();
    if (adds) list.focusAdded();
    else list.focusRemoved(row);
    const text = adds ? this.texts.form.added : this.texts.form.removed;
    this.say(text.replace("{count}", list.rows.length));
  }

  undo(place) {
    this.enter(this.fields.withStart(place.dataset.field));
    // The button has vanished.
    place.querySelector("input:not([type=hidden]), select, summary")?.focus();
  }

  returnToMine() {
    if (this.mine) this.enter(this.mine);
    else this.fields.focusFirst();
  }

  togglePin(button) {
    this.pinned = this.pinned ? null : this.shown;
    const { pin, unpin, pinned, unpinned } = this.texts.form;
    button.setAttribute("aria-pressed", String(Boolean(this.pinned)));
    setText(button, this.pinned ? unpin : pin);
    this.gesture.forget();
    this.follow();
    this.say(this.pinned ? pinned : unpinned);
  }

  markPresets() {
    const { typed } = this.fields;
    for (const { chip, typed: preset } of this.presets) press(chip, isSame(typed, preset));
    const isMine = Boolean(this.mine) && isSame(typed, this.mine);
    press(this.form.querySelector('[data-action="mine"]'), isMine);
  }

  remember() {
    if (this.fields.isAtStart && !this.mine) this.memory.clear();
    else this.memory.write({ typed: this.fields.typed, valid: this.shown.typed, mine: this.mine });
  }

  fillConditions() {
    setText(this.form.querySelector(".conditions"), this.ask("conditions", { typed: this.shown.typed }).conditions);
  }

  async share() {
    const link = linkTo(this.key, this.shown.typed);
    const copied = await copyText(link);
    this.say(copied ? this.texts.form.shared : `${this.texts.form.share_manually} ${link}`);
  }

  async save(picture) {
    const { csv } = this.ask("csv", { typed: this.shown.typed, picture });
    this.say(this.texts.saved[await saveText(`${this.name}-${picture}.csv`, csv, "text/csv")]);
  }

  async saveCalendar() {
    const made = new Date().toISOString().slice(0, 19).replace(/[-:]/g, "");
    const { ics } = this.ask("calendar", { typed: this.shown.typed, made });
    this.say(this.texts.saved[await saveText(`${this.name}.ics`, ics, "text/calendar")]);
  }

  say(text) {
    setText(this.form.querySelector(".simulation-state"), text || this.texts.states.live);
  }
}

function isSame(one, other) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

// Whether the page was reloaded or reached by going back, and not by a link.
function isReturn() {
  const [visit] = performance.getEntriesByType("navigation");
  return ["reload", "back_forward"].includes(visit?.type);
}

function press(button, isPressed) {
  if (button.getAttribute("aria-pressed") !== String(isPressed)) button.setAttribute("aria-pressed", isPressed);
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
