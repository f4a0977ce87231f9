// Compares a pinned result with the one that is shown: inputs, figures and their differences.

export class Comparison {
  constructor(form, ask, texts) {
    this.place = form.querySelector(".comparison");
    this.ask = ask;
    this.texts = texts.form;
  }

  follow(pinned, typed) {
    this.place.hidden = !pinned;
    if (!pinned) {
      this.place.replaceChildren();
      return;
    }
    const { sentence, inputs, outputs } = this.ask("compare", { pinned, typed });
    const line = document.createElement("p");
    line.textContent = this.texts.compared_sentence.replace("{sentence}", () => sentence);
    this.place.replaceChildren(line, this.table([...inputs, ...outputs]));
  }

  table(items) {
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    for (const key of ["item", "pinned", "now", "difference"]) {
      head.append(header(this.texts[`compared_${key}`], "col"));
    }
    const body = table.createTBody();
    for (const item of items) {
      const line = body.insertRow();
      line.append(header(item.label, "row"));
      for (const key of ["pinned", "now", "difference"]) line.insertCell().textContent = item[key] ?? "";
    }
    return table;
  }
}

function header(text, scope) {
  const cell = document.createElement("th");
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}
