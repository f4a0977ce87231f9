// Places the help of a field beside its mark. Opening, closing, Escape and the focus are the browser's;
// without this script the help stands in the middle of the screen.

const GAP = 8;

export function placeHelp() {
  document.addEventListener("toggle", ({ target, newState }) => {
    if (newState !== "open" || !target.matches?.(".help-card")) return;
    const mark = document.querySelector(`[popovertarget="${CSS.escape(target.id)}"]`);
    const { left, bottom, top } = mark.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = target;
    const fitsBelow = bottom + GAP + height <= innerHeight;
    const across = Math.max(GAP, Math.min(left, document.documentElement.clientWidth - width - GAP));
    target.style.margin = "0";
    target.style.left = `${across}px`;
    target.style.top = `${fitsBelow ? bottom + GAP : Math.max(GAP, top - GAP - height)}px`;
  }, true);
  // Sphinx's script takes Escape for itself unless a button or an input has the focus.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const card of document.querySelectorAll(".help-card:popover-open")) {
      card.hidePopover();
      document.querySelector(`[popovertarget="${CSS.escape(card.id)}"]`).focus();
    }
  }, true);
  // A card in the top layer does not move with its mark.
  addEventListener("scroll", () => {
    for (const card of document.querySelectorAll(".help-card:popover-open")) card.hidePopover();
  }, { passive: true });
}
