// A simulation's state in the page's address: #NAME?field=text&field=text. Everything in it is data.

const LONGEST_FRAGMENT = 4000;
const MOST_PAIRS = 200;

export function linkTo(name, typed) {
  return `${location.href.split("#")[0]}#${name}?${new URLSearchParams(typed)}`;
}

// The pairs that the fragment holds for this simulation, or null where it is not meant.
export function pairsFor(name, fragment) {
  const start = `#${name}?`;
  if (!fragment.startsWith(start)) return null;
  const text = fragment.slice(start.length, LONGEST_FRAGMENT);
  return [...new URLSearchParams(text)].slice(0, MOST_PAIRS);
}
