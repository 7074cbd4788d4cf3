// The record of one exercise: the child, what happened, the planned decisions.
import {gap, shift} from "./days.js";
import {whatIf} from "./following.js";
import {readLoose} from "./loose.js";

const TWO_YEARS = 731;

export const exactDay = point => { const span = point && readLoose(point.date, point.season); return span?.known === "day" ? span.first : null; };

/** A definition with the child's name where its author wrote {child}. */
const named = (definition, name) => JSON.parse(JSON.stringify(definition).replaceAll("{child}", () => JSON.stringify(name).slice(1, -1)));

/** Who the child is, the entries on their tracks, the planned decisions. `own`: the followed child, and what is asked of one. */
export function recordOf(asked, material, own) {
  const {people = []} = material.case ?? {}, name = own?.child.name ?? (asked.name || people.find(p => p.id === asked.child)?.name.split(/\s+/)[0] || "the child");
  return {own: !!own, ...laidOut(named(own?.definition ?? asked, name), material, name, own?.child)};
}

function laidOut(definition, material, name, child) {
  const {case: story} = material, person = story?.people.find(p => p.id === definition.child);
  const happened = [...(story?.events ?? []), ...definition.given].sort((a, b) => a.date.localeCompare(b.date));
  const chosen = e => definition.given.includes(e) || [[definition.events, e.id], [definition.types, e.type]].every(([list, x]) => list === "all" || list.includes(x));
  const takes = (t, e) => t.events.includes(e.id) || t.types.includes(e.type) || !(t.events.length || t.types.length);
  const trackOf = e => (definition.tracks.find(t => takes(t, e)) ?? definition.tracks.at(-1)).id;
  const record = {
    definition, material, happened,
    name, born: child ? child.born : definition.born || person?.born || null, about: !!child?.about, expected: !!child?.expected, strengths: child ? "" : person?.strengths ?? "",
    entries: happened.filter(chosen).map((e, n) => ({...e, number: n + 1, track: trackOf(e)})),
  };
  record.planned = Object.fromEntries(definition.decisions.map(d => [d.id, dayOf(record, d.planned, {})]).filter(([, day]) => day));
  record.ends = definition.record_ends && dayOf(record, definition.record_ends) || record.entries.at(-1)?.date || null;
  return record;
}

/** The day a moment falls on, as in the record or with other decided dates; null when nothing here has it. */
export function dayOf({material, born, happened, planned}, when, decided = planned) {
  if (when.birth) return born;
  if (when.decision) return decided[when.decision] ?? null;
  if (when.milestone) return material.case?.milestones.find(m => m.id === when.milestone)?.date ?? null;
  return when.date ?? happened.find(e => e.id === when.event)?.date ?? null;
}

export const floorOf = (record, d) => d.not_before && dayOf(record, d.not_before);
export const leadOf = (record, d) => record.definition.decisions.find(x => x.id === d.depends_on);

/** The boxes of a plan: A is the first, B the second where there are two. */
export const movedIn = (value, plan) => plan === "b" ? value.moved_b : value.moved;

export function decisionsOf(record, value, readDate, plan = "a") {
  const {decisions} = record.definition, usable = {};
  for (const d of decisions) {
    const typed = readDate(movedIn(value, plan)[d.id] ?? {});
    if (typed && !notUsable(record, d, typed)) usable[d.id] = typed;
  }
  const plain = decisions.filter(d => record.planned[d.id]).map(d => ({id: d.id, date: record.planned[d.id], depends_on: d.depends_on}));
  return whatIf(plain, usable);
}

/** Why a real date cannot stand for a decision: "early", "far" or "". */
export function notUsable(record, d, typed) {
  const floor = floorOf(record, d);
  if (floor && typed < floor) return "early";
  return record.planned[d.id] && Math.abs(gap(record.planned[d.id], typed)) > TWO_YEARS ? "far" : "";
}
