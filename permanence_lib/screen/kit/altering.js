// Altering an answer: a part is copied when it is first touched, and one that nobody touches stays the very same.
// A view can then tell at once which parts of an answer are new, and leave the rest of its page as it stands.

const isParts = held => held !== null && typeof held === "object" && !Array.isArray(held);

/** What `recipe` makes of an answer: what it gives back, or else what it made of the copy it was given. The answer itself stays as it is. */
export function altered(value, recipe) {
  const copies = new Map(), copy = copyToAlter(value, copies);
  return settled(recipe(copy) ?? copy, copies);
}

function copyToAlter(held, copies) {
  if (!isParts(held)) return structuredClone(held);
  const copy = {};
  copies.set(copy, held);
  for (const part of Object.keys(held)) {
    const put = value => { Object.defineProperty(copy, part, {value, writable: true, enumerable: true, configurable: true}); };
    Object.defineProperty(copy, part, {get: () => { put(copyToAlter(held[part], copies)); return copy[part]; }, set: put, enumerable: true, configurable: true});
  }
  return copy;
}

/** The copy without what made it one, and everything new in it. */
function settled(given, copies) {
  if (given === null || typeof given !== "object") return given;
  const held = copies.get(given);
  if (held) return settledCopy(given, held, copies);
  for (const part of Object.keys(given)) {
    const plain = settled(given[part], copies);
    if (plain !== given[part]) given[part] = plain;
  }
  return given;
}

function settledCopy(copy, held, copies) {
  const parts = Object.entries(Object.getOwnPropertyDescriptors(copy)).map(([part, {get, value}]) => [part, get ? held[part] : settled(value, copies)]);
  const same = parts.length === Object.keys(held).length && parts.every(([part, value]) => Object.hasOwn(held, part) && held[part] === value);
  return same ? held : Object.fromEntries(parts);
}
