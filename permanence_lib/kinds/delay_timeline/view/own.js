// What stands in the place of a record for the child the participant follows: only the dates of the answer.
import {gap, shift} from "./days.js";
import {readLoose} from "./loose.js";
import {exactDay} from "./record.js";

const A_DECISION = "A decision";

/** The followed child, for whom no record is given: a birth known to the month is counted from its middle. */
function childOf(material, value) {
  const span = readLoose(value.born, ""), name = material.followed.trim() || value.alias.trim() || "the child";
  if (!["day", "month"].includes(span?.known)) return {name, born: null};
  return {name, born: shift(span.first, Math.floor(gap(span.first, span.last) / 2)), about: span.known === "month", expected: value.expected};
}

/** What is asked of a case, asked of the followed child: the law stays, and the case's own record is left out. */
function definitionOf(definition, value, child, law) {
  const day = ref => ref === "birth" ? child.born : exactDay(value.points.find(p => p.id === ref));
  const moment = ref => { const found = ref && day(ref); return found ? {date: found} : null; };
  const last = value.points.map(exactDay).filter(Boolean).sort().at(-1), since = moment(value.since), decisions = [];
  const triggers = Object.fromEntries(value.not_yet.map(name => [name, {not_yet: true}]));
  const tie = (name, when) => { if (name && when) triggers[name] = {...triggers[name], at: [...triggers[name]?.at ?? [], when]}; };
  for (const m of definition.milestones) {   // chosen step by step in an earlier version
    const clock = law.find(f => f.id === m.law)?.clock, chosen = value.clocks[m.id];
    if (clock && chosen) { tie(clock.starts, moment(chosen.starts)); tie(clock.met_by?.[0], moment(chosen.met)); }
  }
  for (const own of value.own_decisions) {
    const planned = readLoose(own.planned, "");
    if (planned?.known === "day") tie(own.means, {decision: own.id});
    if (planned?.known === "day") decisions.push({id: own.id, label: own.label.trim() || A_DECISION, planned: {date: planned.first}, not_before: null, depends_on: decisions.some(d => d.id === own.waits_for) ? own.waits_for : null});
  }
  return {
    ...definition, given: [], counts: [], stretches: [], own_stretches: true, own_points: true, decisions, triggers, seen: [],
    set_aside: Object.fromEntries(value.set_aside.map(stage => [stage, `set aside for ${child.name}`])),
    waiting: definition.waiting && since && {since, words: definition.waiting.words}, record_ends: last ? {date: last} : null,
    milestones: [], timetable: definition.timetable.length ? definition.timetable : "all",
  };
}

/** The followed child, and what is asked of one. */
export function ownOf(asked, material, value) {
  const child = childOf(material, value);
  return {child, definition: definitionOf(asked, value, child, material.law)};
}
