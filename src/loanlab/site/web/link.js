// A simulation's state in the page's address: #NAME?field=text&field=text. Anyone can write such a link,
// so its length is limited and its content is only ever used as text.

const LONGEST_FRAGMENT = 4000;
const MOST_PAIRS = 200;
// Messengers encode the signs of a fragment, some of them twice.
const MOST_DECODINGS = 3;

export function linkTo(name, typed) {
  return `${location.href.split("#")[0]}#${name}?${new URLSearchParams(typed)}`;
}

// Returns the [field, text] pairs of a fragment, or null if it is not for this simulation.
export function pairsFor(name, fragment) {
  const start = `#${name}?`;
  let plain = fragment.slice(0, LONGEST_FRAGMENT + start.length);
  for (let round = 0; round < MOST_DECODINGS && !plain.startsWith(start); round++) plain = decode(plain);
  if (!plain.startsWith(start)) return null;
  let text = plain.slice(start.length).replaceAll("&amp;", "&");
  // Some encode only the signs behind the question mark.
  if (!text.includes("=")) text = decode(text);
  return [...new URLSearchParams(text)].slice(0, MOST_PAIRS);
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
