// Altering an answer: a part is copied when it is first touched, and one that nobody touches stays the very same.
// A view can then tell at once which parts of an answer are new, and leave the rest of its page as it stands: of a list
// too, each entry that holds what it held before stays the very same, wherever in the list it now is.

const isHeld = held => held !== null && typeof held === "object";

/**
 * What `recipe` makes of an answer: what it gives back, or else what it made of the copy it was given. The answer itself stays as it is;
 * it is given too, so that a long list can be replaced by one made of its own entries without copying them all.
 */
export function altered(value, recipe) {
  const copies = new Map(), copy = copyToAlter(value, copies);
  return settled(recipe(copy, value) ?? copy, copies);
}

function copyToAlter(held, copies) {
  if (!isHeld(held) || Array.isArray(held)) return wholeCopy(held, copies);
  const copy = {};
  copies.set(copy, held);
  for (const part of Object.keys(held)) {
    const put = value => { Object.defineProperty(copy, part, {value, writable: true, enumerable: true, configurable: true}); };
    Object.defineProperty(copy, part, {get: () => { put(copyToAlter(held[part], copies)); return copy[part]; }, set: put, enumerable: true, configurable: true});
  }
  return copy;
}

/** A list is copied with all that is in it: whoever touches one usually goes through it. */
function wholeCopy(held, copies) {
  if (!isHeld(held)) return held;
  const copy = Array.isArray(held) ? held.map(one => wholeCopy(one, copies)) : {};
  if (!Array.isArray(held)) for (const part of Object.keys(held)) copy[part] = wholeCopy(held[part], copies);
  copies.set(copy, held);
  return copy;
}

/** The copy without what made it one, and everything new in it. */
function settled(given, copies) {
  if (!isHeld(given)) return given;
  const held = copies.get(given);
  if (held) return settledCopy(given, held, copies);
  for (const part of Object.keys(given)) {
    const plain = settled(given[part], copies);
    if (plain !== given[part]) given[part] = plain;
  }
  return given;
}

function settledCopy(copy, held, copies) {
  const parts = Object.keys(copy), now = Array.isArray(copy) ? [] : {}, lazy = !Array.isArray(copy);
  let same = parts.length === Object.keys(held).length;
  for (const part of parts) {
    const untouched = lazy && Object.getOwnPropertyDescriptor(copy, part).get;
    now[part] = untouched ? held[part] : settled(copy[part], copies);
    same &&= now[part] === held[part] && Object.hasOwn(held, part);
  }
  return same ? held : now;
}
