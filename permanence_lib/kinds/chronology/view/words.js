// Empty things, and how entries are named and listed in words.
import {blankWhen, noDate, readWhen, sayRange} from "./dates.js";
import {inOrder} from "./order.js";

export const fill = (words, child) => words.replaceAll("{child}", child);
/** Makes something of a list of entries, once for each list: who comes back to a screen, or undoes, finds it as it was. */
export function onceFor(make) {
  const made = new WeakMap();
  return list => { if (!made.has(list)) made.set(list, make(list)); return made.get(list); };
}
const HANDS = {first: "first-hand", repeated: "repeated", unclear: "not clear whether first-hand"};
export const blankEntry = () => ({
  id: "", when: blankWhen(), until: noDate(), what: "", meaning: "", more: {}, source: "", said_by: "", written: "", first_hand: "", child_words: "", pen: "",
  analysis: "", significance: "", category: "", tags: [], order: 0, from_event: "",
});
export const blankDraft = () => ({...blankEntry(), editing: "", new_tags: ""});
export const blankPair = () => ({first: "", second: "", about: "", settle: ""});
export const noteOn = (value, gap) => value.gap_notes.find(g => g.after === gap.after && g.before === gap.before);
export const noteWords = (value, gap) => noteOn(value, gap)?.text.trim();
export const newId = (list, letter) => letter + (1 + Math.max(0, ...list.map(x => +x.id.slice(1) || 0)));
export const nextOrder = entries => 1 + Math.max(-1, ...entries.map(e => e.order));
export const textsOf = e => [e.what, e.meaning, e.analysis ?? "", e.source, e.said_by, e.written, e.child_words, e.pen, e.new_tags ?? "", e.editing ?? "", e.from_event, ...Object.values(e.more)];
export const isBlank = draft => ![...textsOf(draft), draft.when.day, draft.when.month, draft.when.year].some(x => x.trim());
export const short = (words, most = 60) => words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
export const titleOf = e => `${sayRange(e.when, e.until)}: ${short(e.what) || "nothing written yet"}`;
export const sourceLine = e => [e.source, e.said_by && `said by ${e.said_by}`, e.written && `written ${e.written}`, HANDS[e.first_hand]].filter(Boolean).join("; ");
export const sentence = type => type.slice(0, 1).toUpperCase() + type.slice(1).replaceAll("_", " ");
export const todayIso = () => { const d = new Date(); return `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, "0")}-${String(d.getDate()).padStart(2, "0")}`; };

/** The entries' tags and categories in the author's order, then the participant's own. */
export const namesUsed = (known, used) => [...new Set([...known, ...used.filter(Boolean)])];

/** The participant's own length of a gap, or the author's while nothing that can be used is typed. */
export function gapLength({definition, value}) {
  const typed = value.gap_weeks.trim();
  return /^[0-9]{1,3}$/.test(typed) && +typed >= 1 && +typed <= 520 ? +typed : definition.gap_weeks;
}

/** Whether two entries begin and end on the same days, so that only the participant can say which came first. */
export function sameDate(a, b) {
  if (!a || !b) return false;
  const x = readWhen(a.when), y = readWhen(b.when);
  return x.first === y.first && x.last === y.last;
}

/** Move an entry one step among those of the same date. */
export function reorder(entries, name, step) {
  const me = entries.find(e => e.id === name), {dated} = inOrder(entries), byId = new Map(entries.map(e => [e.id, e]));
  const group = dated.map(x => byId.get(x)).filter(e => sameDate(e, me)), at = group.indexOf(me);
  group.splice(at, 1); group.splice(at + step, 0, me);
  group.forEach((e, n) => { e.order = n; });
}

/** Note the first entry of a chronology as its beginning. */
export const begun = book => { if (!book.history?.length) book.history = [{to: "active", day: todayIso(), why: ""}]; };
export const isFinished = value => value.history?.at(-1)?.to === "finished";
