// The data table below a chart. Its texts are computed only while it is open, so that a closed table
// costs no time.

export class Table {
  constructor(figure, ask) {
    this.details = figure.querySelector("details.rows");
    this.body = figure.querySelector("table").tBodies[0];
    this.ask = ask;
    // The page already holds the rows of the default state.
    this.isStale = false;
  }

  watch() {
    this.details.addEventListener("toggle", () => this.fill());
    // Printing opens all tables.
    addEventListener("beforeprint", () => this.fill());
  }

  refresh() {
    this.isStale = true;
    if (this.details.open) this.fill();
  }

  fill() {
    if (!this.isStale) return;
    this.isStale = false;
    const lines = this.ask().table.map((texts) => {
      const line = document.createElement("tr");
      for (const text of texts) line.insertCell().textContent = text;
      return line;
    });
    this.body.replaceChildren(...lines);
  }
}
