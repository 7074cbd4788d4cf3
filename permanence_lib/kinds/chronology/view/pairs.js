// Two entries that cannot both be right.
import {blankPair, newId} from "./words.js";

/** Begins a disagreement; gives back its id. */
export function addPair({value, change}, label, first = "") {
  const key = newId(value.disagreements, "d");
  change(label, b => { b.disagreements.push({...blankPair(), id: key, first}); });
  return key;
}
