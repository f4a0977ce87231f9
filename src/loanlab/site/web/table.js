// A folded data table. Its texts are computed only while it is open, so that a closed table costs no
// time.
import { fillTable } from "./dom.js";

export class Table {
  // ask: returns the rows' texts, and which columns are empty.
  constructor(place, ask) {
    this.place = place;
    this.body = place.querySelector("table").tBodies[0];
    this.ask = ask;
    // The page already holds the rows of the state that the form opens with.
    this.isStale = false;
  }

  watch() {
    this.place.addEventListener("toggle", () => this.place.open && this.fill());
    // Printing opens all tables.
    addEventListener("beforeprint", () => this.fill());
  }

  refresh() {
    this.isStale = true;
    if (this.place.open) this.fill();
  }

  fill() {
    if (!this.isStale) return;
    this.isStale = false;
    fillTable(this.body, this.ask());
  }
}
