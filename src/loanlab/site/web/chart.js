// A chart on the page: the drawing made with the book gives way to a live one in the same place
// when it is about to be seen. Until then no time is spent on it, not even on reading Vega.
import { loadParts } from "./load-vega.js";

// A live chart keeps its height where the page's drawing shrinks with its width: the room is made at
// once, or everything below would move when a chart comes to life.
export function keepRoom(element) {
  const height = element.querySelector("svg")?.getAttribute("height");
  if (height) element.style.minHeight = `${height}px`;
}

export class Chart {
  // rows: gives the rows as they are now; a chart that holds its own data has none to give.
  constructor(element, rows = () => null) {
    this.element = element;
    this.rows = rows;
    this.isNear = false;
    // The page's own drawing shows the page's own rows: what is stale is only that it is not live.
    this.isStale = true;
    this.view = null;
  }

  watch() {
    new IntersectionObserver((entries) => {
      this.isNear = entries[entries.length - 1].isIntersecting;
      if (this.isNear && this.isStale) this.show();
    }, { rootMargin: "400px" }).observe(this.element);
    // On paper a chart is seen without ever having come near the window.
    addEventListener("beforeprint", () => globalThis.loanlabVega && this.isStale && this.draw());
  }

  refresh() {
    this.isStale = true;
    if (this.isNear) this.show();
    else loadParts(); // for a chart that is printed without ever having been near
  }

  // At once if it can: a change is to be seen in the same frame.
  show() {
    if (globalThis.loanlabVega && globalThis.loanlabCharts) this.draw();
    else loadParts().then(() => this.isNear && this.isStale && this.draw());
  }

  // Resolves when the drawing is that of the rows as they are, wherever it is on the page.
  async settle() {
    if (this.isStale) {
      await loadParts();
      this.draw();
    }
    // A run begins at once, and its drawing is in the document a moment later.
    await this.view.runAsync();
  }

  draw() {
    this.isStale = false;
    const first = !this.view;
    if (first) this.create();
    const rows = this.rows();
    if (rows) this.view.data("rows", rows);
    this.view.run();
    if (first) this.takePlace();
  }

  create() {
    const { View, parse, expressionInterpreter } = globalThis.loanlabVega;
    const spec = globalThis.loanlabCharts[this.element.dataset.chart];
    this.view = new View(parse(spec, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
    });
    this.view.tooltip((_handler, event, _item, value) => this.tell(event, value));
    this.view.width(this.element.clientWidth);
    this.place = document.createElement("div");
    // Or Vega would name the drawing in English.
    this.view.description(this.element.getAttribute("aria-label"));
    this.view.initialize(this.place);
  }

  takePlace() {
    this.element.replaceChildren(this.place);
    this.element.style.minHeight = "";
    let width = this.element.clientWidth;
    new ResizeObserver(() => {
      if (!this.element.clientWidth || this.element.clientWidth === width) return;
      width = this.element.clientWidth;
      this.view.width(width).run();
    }).observe(this.element);
  }

  tell(event, value) {
    let tip = this.element.querySelector(".chart-tip");
    if (!value) {
      tip?.remove();
      return;
    }
    if (!tip) {
      tip = document.createElement("div");
      tip.className = "chart-tip";
      this.element.append(tip);
    }
    const lines = Object.entries(value).map(([name, text]) => {
      const line = document.createElement("div");
      line.textContent = `${name}：${text}`;
      return line;
    });
    tip.replaceChildren(...lines);
    const box = this.element.getBoundingClientRect();
    const left = Math.min(event.clientX - box.left, box.width - tip.offsetWidth);
    tip.style.top = `${event.clientY - box.top + 14}px`;
    tip.style.left = `${Math.max(0, left)}px`;
  }
}
