// Compares a pinned result with the one that is shown: sentence, figures and their differences, charts.

export class Comparison {
  constructor(form, charts, ask, texts) {
    this.form = form;
    this.charts = charts;
    this.place = form.querySelector(".comparison");
    this.ask = ask;
    this.texts = texts.form;
    this.pinned = null;
  }

  // Pins the state that is shown, or removes the pinned one; resolves to the message for the reader.
  async toggle(button, typed) {
    this.pinned = this.pinned ? null : typed;
    button.setAttribute("aria-pressed", String(Boolean(this.pinned)));
    button.textContent = this.pinned ? this.texts.unpin : this.texts.pin;
    this.form.querySelectorAll(".pinned-chart").forEach((copy) => copy.remove());
    if (this.pinned) await this.keepCharts();
    this.follow(typed);
    return this.pinned ? this.texts.pinned : this.texts.unpinned;
  }

  // Copies the charts. One that has not been near the window since a change must be drawn first.
  async keepCharts() {
    await Promise.all(this.charts.map((chart) => chart.settle()));
    for (const { element: chart } of this.charts) {
      const title = chart.closest("figure").querySelector("figcaption").textContent;
      const copy = document.createElement("div");
      copy.className = "pinned-chart";
      copy.setAttribute("role", "img");
      const name = this.texts.pinned_chart.replace("{title}", () => title);
      copy.setAttribute("aria-label", name);
      const caption = document.createElement("p");
      caption.textContent = name;
      copy.append(caption, chart.querySelector("svg").cloneNode(true));
      chart.after(copy);
    }
  }

  follow(typed) {
    this.place.hidden = !this.pinned;
    if (!this.pinned) {
      this.place.replaceChildren();
      return;
    }
    const { sentence, inputs, outputs } = this.ask("compare", { pinned: this.pinned, typed });
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
