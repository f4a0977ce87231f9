// What a reader watches while moving a control: the sentence, what has changed, and one picture.
import { fillTable, setText } from "./dom.js";

// Milliseconds after the last change at which screen readers hear the sentence.
const SETTLED = 700;
// The share of a phone's screen that may stick to its top, the page's bar included.
const MOST_STUCK = 0.46;
// A screen that is lower than this share of its full height has a keyboard on it.
const WITH_KEYBOARD = 0.75;
const MOST_CHANGES = 2;

export class Stage {
  // chartFor: makes the chart of a place for a picture's name; tableOf: asks for a picture's texts.
  constructor(form, texts, chartFor, tableOf) {
    this.form = form;
    this.texts = texts;
    this.place = form.querySelector(".stage");
    this.sentence = form.querySelector(".simulation-sentence");
    // On a phone the stage cuts the sentences after the first short.
    this.inFull = form.querySelector(".in-full > span");
    this.alert = form.querySelector(".simulation-alert");
    this.delta = form.querySelector(".delta");
    this.tabs = [...form.querySelectorAll("[role=tab]")];
    this.pictures = new Map([...form.querySelectorAll(".picture")].map((figure) => {
      const chart = figure.querySelector(".chart");
      const name = figure.dataset.picture;
      const body = chart ? null : figure.querySelector("tbody");
      // A table holds the rows of the state that the form opens with.
      return [name, { figure, chart: chart && chartFor(chart, name), body, isStale: false }];
    }));
    this.tableOf = tableOf;
    this.selected = this.tabs[0].dataset.picture;
    this.fullHeight = 0;
  }

  // The pictures whose rows an answer should bring: the chart that is shown.
  get wanted() {
    return this.pictures.get(this.selected).chart ? [this.selected] : [];
  }

  watch() {
    for (const { figure, chart } of this.pictures.values()) chart?.watch(() => !("folded" in figure.dataset));
    // A printed page shows all pictures.
    addEventListener("beforeprint", () => {
      for (const name of this.pictures.keys()) this.fillTable(name);
    });
    const list = this.form.querySelector(".tabs");
    list.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) this.select(tab);
    });
    list.addEventListener("keydown", (event) => this.moveAmongTabs(event));
    new ResizeObserver(() => this.fit()).observe(this.form);
    addEventListener("resize", () => this.fit());
    visualViewport?.addEventListener("resize", () => this.fit());
  }

  select(tab) {
    this.selected = tab.dataset.picture;
    for (const each of this.tabs) {
      each.setAttribute("aria-selected", String(each === tab));
      each.tabIndex = each === tab ? 0 : -1;
    }
    for (const [name, { figure }] of this.pictures) figure.toggleAttribute("data-folded", name !== this.selected);
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.drawSelected();
  }

  moveAmongTabs(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const count = this.tabs.length;
    const place = this.tabs.indexOf(event.target);
    const next = { Home: 0, End: count - 1 }[event.key] ?? (step && (place + step + count) % count);
    if (next === undefined || place < 0) return;
    event.preventDefault();
    this.tabs[next].focus();
    this.select(this.tabs[next]);
  }

  show(reply, isPinned) {
    this.hush();
    const [lead, rest] = this.sentence.querySelectorAll(".lead, .rest");
    setMarked(lead, reply.lead);
    setMarked(rest, reply.rest);
    setText(this.inFull, reply.rest.replaceAll("*", ""));
    this.showChanges(reply.changes ?? [], isPinned);
    for (const picture of this.pictures.values()) (picture.chart ?? picture).isStale = true;
    this.drawSelected();
  }

  drawSelected() {
    this.pictures.get(this.selected).chart?.refresh();
    this.fillTable(this.selected);
  }

  // Fills a picture that is a table.
  fillTable(name) {
    const picture = this.pictures.get(name);
    if (!picture.body || !picture.isStale) return;
    picture.isStale = false;
    fillTable(picture.body, this.tableOf(name));
  }

  // Says what changed since the reader began to move a control, or from the pinned result.
  showChanges(changes, isPinned) {
    const parts = changes.slice(0, MOST_CHANGES).flatMap(({ label, before, now, difference }, place) => {
      const old = document.createElement("s");
      old.textContent = before;
      const fresh = document.createElement("b");
      fresh.textContent = now;
      const [between, tail, change] = [1, 2, 3].map(() => document.createElement("span"));
      between.textContent = place ? this.texts.between_changes : "";
      tail.textContent = difference ? this.texts.difference.replace("{}", () => difference) : "";
      change.append(between, `${label} `, old, " → ", fresh, tail);
      return change;
    });
    this.delta.replaceChildren(...(parts.length ? [isPinned ? this.texts.since_pinned : this.texts.since, ...parts] : []));
  }

  showAlert(text, isRefusal) {
    setText(this.alert, text);
    this.form.toggleAttribute("data-refused", isRefusal);
  }

  // Screen readers hear the sentence once, when the reader pauses, and not with each key press.
  hush() {
    this.sentence.setAttribute("aria-live", "off");
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.sentence.setAttribute("aria-live", "polite");
      this.sentence.replaceChildren(...this.sentence.childNodes);
    }, SETTLED);
  }

  // Decides how much may stick: all, the sentence, or nothing.
  fit() {
    const { innerHeight } = globalThis;
    const seen = visualViewport?.height ?? innerHeight;
    if (this.width !== innerWidth) this.fullHeight = 0;
    this.width = innerWidth;
    this.fullHeight = Math.max(this.fullHeight, innerHeight, seen);
    const isTyping = this.form.contains(document.activeElement) && document.activeElement.matches("input[type=text]");
    const hasKeyboard = isTyping && seen < this.fullHeight * WITH_KEYBOARD;
    const bar = parseFloat(getComputedStyle(this.form).scrollMarginTop) || 0;
    const [words, views] = this.place.children;
    let stick = "all";
    if (getComputedStyle(this.place).display === "contents") {
      const most = innerHeight * MOST_STUCK;
      if (hasKeyboard) stick = "brief";
      else if (bar + words.offsetHeight > most) stick = "none";
      else if (bar + words.offsetHeight + views.offsetHeight > most) stick = "brief";
    } else if (bar + this.place.offsetHeight > innerHeight) stick = "none";
    if (this.form.dataset.stick !== stick) this.form.dataset.stick = stick;
  }
}

// Shows a sentence whose key numbers stand between asterisks.
function setMarked(place, text) {
  if (place.textContent === text.replaceAll("*", "")) return;
  place.replaceChildren(...text.split("*").map((part, number) => {
    if (number % 2 === 0) return part;
    const strong = document.createElement("strong");
    strong.textContent = part;
    return strong;
  }));
}
