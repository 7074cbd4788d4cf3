// What an age looks like from day to day, in the words the definition gives.
import {monthsOn} from "./days.js";

/** The plain words for the age on a day; "" before the birth. */
export const growingWords = (stages, born, day) => born ? stages.findLast(s => monthsOn(born, s.from_months) <= day)?.words ?? "" : "";

/** The pieces of growing up that a stretch of time takes in: [from, to, words] of each, cut to the stretch. */
export function growingBetween(stages, born, first, last) {
  const start = first > born ? first : born, begins = [...stages.map(s => monthsOn(born, s.from_months)), "9999-12-31"];
  return stages.map((s, n) => [begins[n] > start ? begins[n] : start, begins[n + 1] < last ? begins[n + 1] : last, s.words, begins[n], begins[n + 1]])
    .filter(([, , , from, to]) => from <= last && to > start).map(piece => piece.slice(0, 3));
}
