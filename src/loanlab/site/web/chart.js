// A chart on the page: an interactive one replaces the pre-rendered SVG when the chart is about to be
// seen. Until then it costs no time, and Vega is not even loaded.
import { loadParts } from "./load-vega.js";

// The pre-rendered SVG shrinks with its width, an interactive chart keeps its height. The height is
// reserved at once; otherwise everything below would move when the chart becomes interactive.
export function keepRoom(element) {
  const height = element.querySelector("svg")?.getAttribute("height");
  if (height) element.style.minHeight = `${height}px`;
}

// The sentence of a tooltip's line; the script tag can be read only while this script first runs.
const { tooltip } = document.currentScript.dataset;

// Pixels between the pointer and a tooltip.
const TIP_GAP = 14;

export class Chart {
  // rows: a function that returns the current rows, or null if the chart holds its own data.
  constructor(element, rows = () => null) {
    this.element = element;
    this.rows = rows;
    this.isNear = false;
    // The pre-rendered SVG already shows these rows; it only has to become interactive.
    this.isStale = true;
    this.view = null;
  }

  watch() {
    new IntersectionObserver((entries) => {
      this.isNear = entries[entries.length - 1].isIntersecting;
      if (this.isNear && this.isStale) this.show();
    }, { rootMargin: "400px" }).observe(this.element);
    // A printed page shows charts that have never been near the window.
    addEventListener("beforeprint", () => globalThis.loanlabVega && this.isStale && this.draw());
  }

  refresh() {
    this.isStale = true;
    if (this.isNear) this.show();
    else loadParts(); // printing draws the chart at once, so Vega has to be there
  }

  // Draws synchronously if Vega is there, so that a change is visible in the same frame.
  show() {
    if (globalThis.loanlabVega && globalThis.loanlabCharts) this.draw();
    else loadParts().then(() => this.isNear && this.isStale && this.draw());
  }

  // Resolves when the chart shows the current rows, even if it is far from the window.
  async settle() {
    if (this.isStale) {
      await loadParts();
      this.draw();
    }
    // run() starts the drawing; it is in the document only when runAsync() resolves.
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
    this.view.tooltip((_handler, event, _item, value) => this.showTip(event, value));
    this.view.width(this.element.clientWidth);
    this.place = document.createElement("div");
    // Without a description Vega would label the drawing in English.
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

  showTip(event, value) {
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
      line.textContent = tooltip.replace("{name}", () => name).replace("{value}", () => text);
      return line;
    });
    tip.replaceChildren(...lines);
    const box = this.element.getBoundingClientRect();
    const left = Math.min(event.clientX - box.left, box.width - tip.offsetWidth);
    // Below the pointer, or above it where the chart, which scrolls sideways, would cut the tip off.
    const pointer = event.clientY - box.top;
    const fits = pointer + TIP_GAP + tip.offsetHeight <= box.height;
    tip.style.top = `${fits ? pointer + TIP_GAP : Math.max(0, pointer - TIP_GAP - tip.offsetHeight)}px`;
    tip.style.left = `${Math.max(0, left)}px`;
  }
}
