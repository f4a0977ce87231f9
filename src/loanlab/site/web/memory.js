// Keeps what a reader typed in a form for the life of the tab: it survives a reload, a visit to another
// page and a change of language, and is gone when the tab is closed.

const LONGEST = 20000;
// Milliseconds after a change: storing takes time that a drag has not.
const DELAY = 300;

export class Memory {
  constructor(id) {
    // The page in any language.
    const page = location.pathname.replace(/\/book\/[a-z-]+\/(?=[^/]+$)/, "/book/");
    this.key = `loanlab ${page} ${id}`;
    this.waiting = null;
    addEventListener("pagehide", () => this.store());
  }

  // Returns the stored object, or null. Anything may stand in the storage of a site.
  read() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key));
      if (!isState(kept?.typed)) return null;
      const [valid, mine] = [kept.valid, kept.mine].map((state) => (isState(state) ? state : null));
      return { typed: kept.typed, valid, mine };
    } catch {
      return null;
    }
  }

  write(kept) {
    this.waiting = kept;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.store(), DELAY);
  }

  store() {
    if (!this.waiting) return;
    try {
      const text = JSON.stringify(this.waiting);
      if (text.length <= LONGEST) sessionStorage.setItem(this.key, text);
    } catch {
      // The browser keeps nothing: what was typed is gone after a reload.
    }
    this.waiting = null;
  }

  clear() {
    this.waiting = null;
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // There is nothing to remove.
    }
  }
}

function isState(value) {
  return Boolean(value) && typeof value === "object" && Object.values(value).every((text) => typeof text === "string");
}
