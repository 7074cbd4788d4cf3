// Every step of the timetable that a record has moments for: the same as model/timetable.py, on the same plain values.
import {addTime, gap, sayGap} from "./days.js";

const MEASURES = ["indicator", "statistic", "watch"];
export const NO_NUMBER = "the source gives no number of days, weeks or months";
export const NOT_CHECKED = "cannot tell: this limit has not yet been checked";
const NEVER = "9999-12-31";
const MOST_STEPS = 1300;

/** How a step stands against its date. A measure makes nobody late. */
export function standing(status, due, done, asOf) {
  const measure = MEASURES.includes(status), over = gap(due, done || asOf);
  if (over > 0) return `${measure ? "beyond the measure by" : "late by"} ${sayGap(over)}${done ? "" : " so far"}`;
  if (!done) return over === 0 ? "due that day" : `due in ${sayGap(over)}`;
  const met = measure ? "within the measure" : "met";
  return over === 0 ? `${met} on the last day` : `${met}, ${sayGap(over)} to spare`;
}

/** How a step stands that may not come before its date. */
export function earliestStanding(due, done) {
  if (!done) return "kept so far: nothing earlier is recorded";
  const after = gap(due, done);
  if (after < 0) return `too early by ${sayGap(after)}`;
  return after ? `met, ${sayGap(after)} after the earliest day` : "met on the earliest day";
}

/** Each step with its dates and how it stands. moments: {trigger: {days, never, not_yet, no_record}}; calendar: {off, first, last}. */
export function timetable(facts, moments, ends, calendar) {
  const byId = Object.fromEntries(facts.map(f => [f.id, f])), found = {}, moment = name => moments[name] ?? {};
  const daysOf = name => [...moment(name).days ?? []].sort();
  const answersTo = fact => (fact.clock.met_by ?? []).flatMap(daysOf).sort();
  const none = why => ({starts: null, due: null, done: null, standing: why});

  function stepsOf(id) {
    if (!found[id] && byId[id]) {
      found[id] = [];
      const why = setAside(byId[id]);
      found[id] = (why ? [none(why)] : whole(byId[id])).map((step, n) => ({fact: id, number: n + 1, ...step}));
    }
    return found[id] ?? [];
  }

  /** Why nothing can be counted, where that is so. */
  function setAside({clock, status, settled}) {
    const start = moment(clock.starts);
    if (status === "enacted_not_commenced") return "not applicable: not yet in force";
    if (start.never) return `not applicable: ${start.never}`;
    if (!start.days?.length) {
      if (start.not_yet) return "not applicable: what starts its clock has not happened";
      return `cannot tell: ${start.no_record || `nothing here gives the day when ${clock.words?.[clock.starts] ?? clock.starts}`}`;
    }
    return settled ? null : NOT_CHECKED;
  }

  function whole(fact) {
    const {clock} = fact;
    if (clock.every) return repeating(fact);
    if (clock.after_limit_of) return afterLimit(fact);
    const starts = daysOf(clock.starts);
    if (!clock.each) return [once(fact, starts[0], clock.beforehand ? "" : starts[0], NEVER)];
    const froms = clock.beforehand ? ["", ...starts.slice(0, -1)] : starts;
    return starts.map((start, n) => once(fact, start, froms[n], starts[n + 1] ?? NEVER));
  }

  /** One step, answered by the first moment from `since` on, and before `before`. */
  function once(fact, start, since, before) {
    return stepOf(fact, start, ...dueOf(fact, start), answersTo(fact).find(day => since <= day && day < before) ?? null);
  }

  function dueOf(fact, start) {
    if (fact.clock.due_with) {
      const lead = stepsOf(fact.clock.due_with)[0] ?? none(""), due = lead.done ?? lead.due;
      return [due, due ? "" : "it is tied to another step, which has no date here"];
    }
    return fact.amount ? count(fact, start, fact) : [null, NO_NUMBER];
  }

  function count({clock}, start, {amount, unit}) {
    const working = unit === "working_days", known = day => +day.slice(0, 4) >= calendar.first && +day.slice(0, 4) <= calendar.last;
    const due = addTime(start, amount, unit, !!clock.first_day_counts, working ? calendar.off : []);
    return working && !(known(start) && known(due)) ? [null, `the bank holidays of ${start.slice(0, 4)} are not known here`] : [due, ""];
  }

  /** Counted from the end of another limit, one after another; all but the last were extended again. */
  function afterLimit(fact) {
    const granted = daysOf(fact.clock.starts).slice(0, fact.clock.each ? undefined : 1), done = answersTo(fact)[0] ?? null;
    let start = (stepsOf(fact.clock.after_limit_of)[0] ?? none("")).due;
    return granted.map((_, n) => {
      const [due, why] = start ? count(fact, start, fact) : [null, "the limit it extends has no date here"], step = stepOf(fact, start, due, why, done);
      start = due;
      return n === granted.length - 1 ? step : {...step, standing: "not applicable: extended again"};
    });
  }

  /** Each from the answer to the one before, or from its due day where nothing answered it; to the record's end. */
  function repeating(fact) {
    const {clock} = fact, steps = [], intervals = [...fact.amount ? [fact] : [], ...clock.then ?? []], answers = answersTo(fact);
    let start = daysOf(clock.starts)[0], stop = (clock.until ?? []).flatMap(daysOf).sort()[0] ?? NEVER;
    if (clock.lasts) stop = [stop, addTime(start, clock.lasts.amount, clock.lasts.unit, false, [])].sort()[0];
    while (steps.length < MOST_STEPS) {
      const from = start, [due, why] = count(fact, from, intervals[steps.length] ?? clock.every), done = answers.find(day => from < day) ?? null;
      if (from >= stop || due && due > stop && !(done && done <= stop)) break;
      steps.push(stepOf(fact, from, due, why, done));
      if (!due || !done && (!ends || due >= ends)) break;
      start = done ?? due;
    }
    return steps.length ? steps : [none("not applicable: it had ended before it would have been due")];
  }

  const stepOf = (fact, starts, due, why, done) => ({starts, due, done, standing: standingOf(fact, starts, due, why, done)});

  function standingOf({clock, status}, start, due, why, done) {
    if (!due) return `cannot tell: ${why}${start && done && start <= done ? `; it took ${sayGap(gap(start, done))}` : ""}`;
    if (done) return clock.earliest ? earliestStanding(due, done) : standing(status, due, done, done);
    const met = (clock.met_by ?? []).map(moment), never = met.find(m => m.never), lost = met.find(m => m.no_record), last = ends ?? due;
    if (never) return `not applicable: ${never.never}`;
    if (lost) return `cannot tell: ${lost.no_record}`;
    if (clock.earliest) return earliestStanding(due, null);
    if (last <= due || met.some(m => m.not_yet)) return standing(status, due, null, last);
    return "cannot tell: nothing here says when this was done";
  }

  return facts.flatMap(fact => stepsOf(fact.id));
}

const TOLD = {late: ["late by"], early: ["too early"], beyond: ["beyond"], due: ["due"], met: ["met", "within", "kept"], unknown: ["cannot tell"], aside: ["not applicable"]};
const TOLD_AS = {late: "Late", early: "Too early", beyond: "Beyond the measure", due: "Still due", met: "Met", unknown: "Cannot tell", aside: "Not applicable"};

/** Which of the seven a standing is. */
export const sortOf = words => Object.keys(TOLD).find(sort => TOLD[sort].some(start => words.startsWith(start)));

/** A stage in one line, from [name, standing] of each step: names where somebody should look, never a mark. */
export function stageSummary(steps) {
  const told = Object.keys(TOLD).map(sort => {
    const names = steps.filter(([, words]) => sortOf(words) === sort).map(([name]) => name), different = [...new Set(names)], more = different.length - 3;
    if (!names.length) return "";
    return `${TOLD_AS[sort]}: ${["late", "early", "beyond", "due"].includes(sort) ? different.slice(0, 3).join("; ") + (more > 0 ? ` and ${more} more` : "") : names.length}`;
  });
  return `${told.filter(Boolean).join(". ")}.`;
}
