// What belongs to one move of a reader: a drag, a number typed, some presses of an arrow key. What is
// shown is compared with the state before it.

// Milliseconds without a change after which the next change is a new move.
const PAUSE = 1000;
// Pixels that a finger moves before it is clear whether it drags the slider or scrolls the page.
const SLACK = 8;

export class Gesture {
  constructor(form) {
    this.form = form;
    this.before = null;
    this.source = null;
    this.time = -Infinity;
    this.isHeld = false;
    // A touch on a slider whose purpose is not clear yet.
    this.touch = null;
  }

  // Notes a change and keeps the state before its move.
  note(source, shown) {
    const now = performance.now();
    const goesOn = source !== null && source === this.source && (this.isHeld || now - this.time < PAUSE);
    if (!goesOn || !this.before) this.before = shown;
    this.source = source;
    this.time = now;
  }

  forget() {
    this.before = null;
    this.source = null;
  }

  // Calls `read` with each input that the reader changes on purpose. A browser moves a slider as soon as
  // a finger touches it, also where the finger only scrolls the page.
  listen(read) {
    const { form } = this;
    form.addEventListener("pointerdown", ({ target, pointerType, clientX, clientY }) => {
      if (!target.dataset?.slider) return;
      this.isHeld = true;
      this.source = null;
      if (pointerType === "touch") this.touch = { slider: target, value: target.value, x: clientX, y: clientY };
    });
    addEventListener("pointermove", ({ clientX, clientY }) => {
      if (!this.touch) return;
      const across = Math.abs(clientX - this.touch.x);
      if (across > SLACK && across > Math.abs(clientY - this.touch.y)) this.accept(read);
    });
    addEventListener("pointerup", () => {
      // A tap.
      if (this.touch) this.accept(read);
      this.isHeld = false;
    });
    addEventListener("pointercancel", () => {
      if (this.touch) this.touch.slider.value = this.touch.value;
      this.touch = null;
      this.isHeld = false;
    });
    form.addEventListener("input", ({ target }) => {
      if (this.touch?.slider !== target) read(target);
    });
  }

  accept(read) {
    const { slider, value } = this.touch;
    this.touch = null;
    if (slider.value !== value) read(slider);
  }
}
