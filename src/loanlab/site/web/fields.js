// The inputs of a simulation: their texts, errors, sliders, and what differs from where they started.
import { setText } from "./dom.js";
import { RowList } from "./rows.js";

export class Fields {
  constructor(form, texts) {
    this.form = form;
    this.texts = texts;
    this.place = form.querySelector(".simulation-inputs");
    this.lists = [...form.querySelectorAll("[data-list]")].map((place) => new RowList(place));
    this.start = Object.fromEntries(new URLSearchParams(form.dataset.start));
    this.resetter = form.querySelector("button[type=reset]");
    // What is shown: the inputs' texts, and the notes beside them.
    this.last = this.start;
    this.notes = {};
    this.markChanged(this.typed);
    this.selectTapped();
  }

  // A tap into a number selects it, so that typing replaces it; the next tap places the caret.
  selectTapped() {
    let entered;
    this.place.addEventListener("focusin", ({ target }) => {
      if (!target.matches("input[type=text]")) return;
      target.select();
      entered = target;
    });
    this.place.addEventListener("mouseup", (event) => {
      if (event.target === entered) event.preventDefault();
      entered = undefined;
    });
  }

  get inputs() {
    return [...this.place.querySelectorAll("[name]:not(details)")];
  }

  get typed() {
    const typed = {};
    for (const input of this.inputs) if (input.type !== "radio" || input.checked) typed[input.name] = input.value;
    return typed;
  }

  get isAtStart() {
    return this.changedNames(this.typed).length === 0;
  }

  // Whether a stored state has exactly the inputs that the form would have in it.
  fits(typed) {
    const names = new Set(Object.keys(typed));
    return Object.keys(this.start).every((name) => name.includes(".") || names.has(name));
  }

  enter(typed) {
    for (const list of this.lists) if (list.name in typed) list.resize(Number(typed[list.name]));
    for (const input of this.inputs) {
      if (input.type === "radio") input.checked = input.value === typed[input.name];
      else if (input.name in typed) input.value = typed[input.name];
    }
  }

  // The typed texts with one field as it started.
  withStart(field) {
    const isOfField = (name) => name === field || name.startsWith(`${field}.`);
    const others = Object.entries(this.typed).filter(([name]) => !isOfField(name));
    const own = Object.entries(this.start).filter(([name]) => isOfField(name));
    return Object.fromEntries([...others, ...own]);
  }

  listOf(element) {
    return this.lists.find((list) => list.holds(element));
  }

  focusFirst() {
    const first = this.place.querySelector("input[type=text]:not(:disabled)");
    first?.focus();
    first?.select();
  }

  // A slider over round numbers holds the place of its number among them.
  readSlider(slider) {
    const { slider: name, stops } = slider.dataset;
    if (name) this.form.elements[name].value = stops ? stops.split(" ")[slider.value] : slider.value;
  }

  // Touches only what differs from what was shown before: a key press changes one input of many.
  show(reply, typed) {
    const { errors, sliders, understood = {} } = reply;
    const notes = { ...this.notes, ...errors, ...understood };
    for (const input of this.inputs) {
      const { name } = input;
      if (typed[name] === this.last[name] && !(name in notes)) continue;
      this.showError(input, errors[name] ?? "");
      // The model reads numbers that a slider cannot, such as "6，000".
      if (!errors[name] && input.type === "text") this.moveSlider(input, sliders[name] ?? input.value);
      this.showUnderstood(input, understood[name] ?? "");
    }
    this.last = typed;
    this.notes = { ...errors, ...understood };
    for (const field of this.form.querySelectorAll("[data-field]")) {
      const hidden = reply.hidden.includes(field.dataset.field);
      if (field.hidden !== hidden) field.hidden = hidden;
    }
    this.showOrigins(reply.hidden);
    if (reply.folded) this.showFolded(reply.folded);
    for (const list of this.lists) list.showTexts(reply.row_texts?.[list.name] ?? []);
    this.markChanged(typed);
  }

  showError(input, message) {
    const place = input.closest(".field").querySelector(":scope > .field-error");
    setText(place, message);
    if (message) {
      input.setAttribute("aria-invalid", "true");
      for (let fold = input.closest("details"); fold && this.form.contains(fold); fold = fold.parentElement.closest("details")) {
        fold.open = true;
      }
    } else if (input.hasAttribute("aria-invalid")) input.removeAttribute("aria-invalid");
  }

  showUnderstood(input, text) {
    const place = input.closest(".field").querySelector(".understood");
    if (place) setText(place, text);
  }

  moveSlider(input, text) {
    const slider = this.form.querySelector(`[data-slider="${input.name}"]`);
    if (!slider) return;
    const { stops } = slider.dataset;
    const position = stops ? nearest(stops.split(" "), Number(text)) : text;
    if (slider.value !== String(position)) slider.value = position;
    const share = (slider.value - slider.min) / (slider.max - slider.min);
    slider.style.setProperty("--at", `${(share * 100).toFixed(2)}%`);
    if (stops) slider.setAttribute("aria-valuetext", `${text}${input.nextElementSibling?.textContent ?? ""}`);
  }

  showFolded({ count, text }) {
    const fold = this.place.querySelector(".more");
    if (!fold) return;
    fold.hidden = !count;
    setText(fold.querySelector(".more-title"), this.texts.more.replace("{count}", count));
    setText(fold.querySelector(".more-now"), text);
  }

  // Counts and lists the origins of the numbers that are shown.
  showOrigins(hidden) {
    const place = this.form.querySelector(".origins");
    const counts = [];
    for (const kind of place.querySelectorAll("[data-kind]")) {
      const entries = [...kind.querySelectorAll("[data-of]")];
      for (const entry of entries) entry.hidden = hidden.includes(entry.dataset.of);
      const count = entries.filter((entry) => !entry.hidden).length;
      kind.hidden = !count;
      if (count) counts.push(this.texts.origin_counts[kind.dataset.kind].replace("{count}", count));
    }
    place.hidden = !counts.length;
    const line = this.texts.origins.replace("{counts}", counts.join(this.texts.between_origins));
    setText(place.querySelector("summary"), line);
  }

  changedNames(typed) {
    const fields = new Set();
    for (const name of new Set([...Object.keys(typed), ...Object.keys(this.start)])) {
      if (typed[name] !== this.start[name]) fields.add(name.split(".")[0]);
    }
    return [...fields];
  }

  markChanged(typed) {
    const changed = this.changedNames(typed);
    for (const field of this.place.querySelectorAll("[data-field]")) {
      field.toggleAttribute("data-changed", changed.includes(field.dataset.field));
    }
    this.resetter.disabled = !changed.length;
    const { reset, reset_count: count } = this.texts;
    setText(this.resetter, changed.length ? count.replace("{count}", changed.length) : reset);
  }
}

function nearest(stops, value) {
  let best = 0;
  for (const [place, stop] of stops.entries()) {
    if (Math.abs(stop - value) < Math.abs(stops[best] - value)) best = place;
  }
  return best;
}
