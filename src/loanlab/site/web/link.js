// A simulation's state in the page's address: #NAME?field=text&field=text. Anyone can write such a link,
// so its length is limited and its content is only ever used as text.

const LONGEST_FRAGMENT = 4000;
const MOST_PAIRS = 200;

export function linkTo(name, typed) {
  return `${location.href.split("#")[0]}#${name}?${new URLSearchParams(typed)}`;
}

// Returns the [field, text] pairs of a fragment, or null if it is not for this simulation.
export function pairsFor(name, fragment) {
  const start = `#${name}?`;
  if (!fragment.startsWith(start)) return null;
  const text = fragment.slice(start.length, LONGEST_FRAGMENT);
  return [...new URLSearchParams(text)].slice(0, MOST_PAIRS);
}
