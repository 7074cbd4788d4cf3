// The steps expected: those an author set out, and those counted from the timetable; each lettered, with how it stands.
import {addTime, letter} from "./days.js";
import {exactDay, dayOf} from "./record.js";
import {NOT_CHECKED, NO_NUMBER, stageSummary, standing, timetable} from "./timetable.js";

/** Every step whose law fact is at hand, with the dates of the record or with other decided ones. */
export function expectedOf(record, points, decided) {
  const {definition, material} = record, facts = Object.fromEntries(material.law.map(f => [f.id, f]));
  const named = definition.milestones.filter(m => facts[m.law]).map(m => namedStep(record, m, facts[m.law], decided));
  return [...named, ...countedSteps(record, points, decided)].map((step, n) => ({...step, letter: letter(n)}));
}

function namedStep(record, m, law, decided) {
  const starts = dayOf(record, m.starts, decided), done = m.met_by && dayOf(record, m.met_by, decided);
  const due = starts && law.amount && law.unit && !m.not_applicable ? addTime(starts, law.amount, law.unit, m.first_day_counts, record.definition.bank_holidays) : null;
  return {key: m.id, name: law.name, law, milestone: m, number: 1, starts, due, done, first: m.first_day_counts, note: m.note, standing: namedStanding(record, m, law, starts, due, done)};
}

function namedStanding(record, m, law, starts, due, done) {
  if (m.not_applicable) return `not applicable: ${m.not_applicable}`;
  if (law.status === "enacted_not_commenced") return "not applicable: not yet in force";
  if (!starts) return "cannot tell: nothing here says when its clock started";
  if (!law.settled) return NOT_CHECKED;
  if (!due) return `cannot tell: ${m.no_record || NO_NUMBER}`;
  if (!done && m.no_record) return `cannot tell: ${m.no_record}`;
  return standing(law.status, due, done, record.ends || due);
}

/** The steps of the timetable that no author set out; the others are counted too, for another may be measured from them. */
function countedSteps(record, points, decided) {
  const {definition, material, ends} = record, {timetable: stages, milestones, set_aside: aside, years, bank_holidays: off} = definition;
  const facts = material.law.filter(f => f.clock && (stages === "all" || stages.includes(f.clock.stage)));
  return timetable(facts, momentsOf(record, points, decided), ends, {off, first: years[0], last: years[1]}).filter(step => !milestones.some(m => m.law === step.fact)).map(step => {
    const law = facts.find(f => f.id === step.fact), name = step.number > 1 ? `${law.name} (${step.number})` : law.name, why = aside[law.clock.stage];
    const given = {...step, key: `${law.id}.${step.number}`, law, name, first: !!law.clock.first_day_counts, note: ""};
    return why ? {...given, starts: null, due: null, done: null, standing: `not applicable: ${why}`} : given;
  });
}

/** For each moment of the timetable its days: from the author and the participant; or why there are none. */
function momentsOf(record, points, decided) {
  const found = {};
  for (const [name, {at = [], ...why}] of Object.entries(record.definition.triggers)) found[name] = {...why, days: at.map(when => dayOf(record, when, decided)).filter(Boolean)};
  for (const [name, day] of points.filter(p => p.means).map(p => [p.means, exactDay(p)])) if (day) found[name] = {...found[name], days: [...found[name]?.days ?? [], day]};
  return found;
}

/** Every moment a person can name, in the order of the timetable: [id, words]; of the stages that are counted. */
export function momentWords({timetable: stages}, material) {
  const words = {};
  for (const {clock} of material.law) if (clock && (stages === "all" || stages.includes(clock.stage))) Object.assign(words, clock.words);
  return Object.entries(words);
}

/** Each stage with its line of summary and its steps. */
export function byStage(steps) {
  const stages = new Map();
  for (const step of steps) { const words = step.law.clock?.stage_words ?? ""; stages.set(words, [...stages.get(words) ?? [], step]); }
  return [...stages].map(([words, found]) => ({words, steps: found, summary: stageSummary(found.map(s => [s.law.name, s.standing]))}));
}
