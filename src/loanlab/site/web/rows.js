// A list in a form: rows of inputs that a reader adds and removes.

export class RowList {
  constructor(place) {
    this.place = place;
    this.name = place.dataset.list;
    this.counter = place.querySelector('input[type="hidden"]');
    this.template = place.querySelector("template");
    this.holder = place.querySelector(".list-rows");
    this.adder = place.querySelector('[data-action="add-row"]');
    this.tidy();
  }

  get rows() {
    return [...this.holder.children];
  }

  holds(element) {
    return this.place.contains(element);
  }

  // Adds or drops rows at the end until there are so many.
  resize(count) {
    while (this.rows.length > count) this.holder.lastElementChild.remove();
    while (this.rows.length < count) this.holder.append(this.made(this.rows.length));
    this.tidy();
  }

  made(number) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    for (const element of row.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes(".ROW.")) element.setAttribute(name, value.replaceAll(".ROW.", `.${number}.`));
      }
    }
    for (const place of row.querySelectorAll('legend, [data-action="remove-row"]')) {
      place.textContent = place.textContent.replace("ROW", number + 1);
    }
    return row;
  }

  rowOf(button) {
    return this.rows.findIndex((row) => row.contains(button));
  }

  // Moves the focus into a row that was added, or to where a removed one has been.
  focusAdded() {
    this.holder.lastElementChild.querySelector("input, select").focus();
  }

  focusRemoved(gone) {
    const next = this.rows[Math.min(gone, this.rows.length - 1)];
    const remover = next?.querySelector('[data-action="remove-row"]:not(:disabled)');
    (remover ?? this.adder).focus();
  }

  tidy() {
    const count = this.rows.length;
    this.counter.value = count;
    this.adder.disabled = count >= Number(this.place.dataset.maximum);
    for (const remover of this.holder.querySelectorAll('[data-action="remove-row"]')) {
      remover.disabled = count <= Number(this.place.dataset.minimum);
    }
  }
}
