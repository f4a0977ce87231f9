// A list field: rows of inputs that the reader adds and removes. A hidden input holds their number. A
// closed row says what is in it.

import { setText } from "./dom.js";

export class RowList {
  constructor(place) {
    this.place = place;
    this.name = place.dataset.list;
    this.counter = place.querySelector('input[type="hidden"]');
    this.template = place.querySelector("template");
    this.holder = place.querySelector(".list-rows");
    this.adder = place.querySelector('[data-action="add-row"]');
    this.updateButtons();
  }

  get rows() {
    return [...this.holder.children];
  }

  holds(element) {
    return this.place.contains(element);
  }

  // Adds or removes rows at the end until there are `count`.
  resize(count) {
    if (this.rows.length === count) return;
    while (this.rows.length > count) this.holder.lastElementChild.remove();
    while (this.rows.length < count) this.holder.append(this.newRow(this.rows.length));
    this.updateButtons();
  }

  // Copies the template; its names, ids and labels hold ROW where the row's number belongs.
  newRow(number) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    for (const element of row.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes(".ROW.")) element.setAttribute(name, value.replaceAll(".ROW.", `.${number}.`));
      }
    }
    for (const place of row.querySelectorAll('.row-title, [data-action="remove-row"]')) {
      place.textContent = place.textContent.replace("ROW", number + 1);
    }
    return row;
  }

  showTexts(texts) {
    for (const [number, row] of this.rows.entries()) {
      const place = row.querySelector(".row-text");
      setText(place, texts[number] ?? place.textContent);
    }
  }

  rowOf(button) {
    return this.rows.findIndex((row) => row.contains(button));
  }

  focusAdded() {
    const row = this.holder.lastElementChild;
    row.open = true;
    row.querySelector("input, select").focus();
  }

  // The removed button had the focus; it goes to the next row, or to the button that adds rows.
  focusRemoved(gone) {
    const next = this.rows[Math.min(gone, this.rows.length - 1)];
    (next?.querySelector("summary") ?? this.adder).focus();
  }

  updateButtons() {
    const count = this.rows.length;
    this.counter.value = count;
    this.adder.disabled = count >= Number(this.place.dataset.maximum);
    for (const remover of this.holder.querySelectorAll('[data-action="remove-row"]')) {
      remover.disabled = count <= Number(this.place.dataset.minimum);
    }
  }
}
