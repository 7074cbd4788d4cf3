// The chronology held beside the timetable: only limits that law facts give, and only days that are sure.
import {dayNumber, plural, sayIso} from "./dates.js";
import {phraseIn} from "./signs.js";
import {finding} from "./finding.js";

const LIMIT_UNITS = {days: "day", working_days: "working day", weeks: "week", months: "month"};
// Bank holidays of one stretch never take as much as a week; with it, a limit in working days has surely passed.
const HOLIDAYS = 7;
const isoOfDay = number => new Date(number * 86400000).toISOString().slice(0, 10);

/** The day by which a limit has surely passed. */
export function dueDay(start, amount, unit) {
  if (unit !== "months") return isoOfDay(dayNumber(start) + (unit === "working_days" ? Math.ceil(amount / 5) * 7 + HOLIDAYS : amount * (unit === "weeks" ? 7 : 1)));
  const [year, month, day] = start.split("-").map(Number), last = new Date(Date.UTC(year, month + amount, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + amount, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Steps that came after their limit, or have not come while the chronology goes on past it. */
export function behindTimetable({dated, reads, limits}) {
  return reads.clocks.flatMap(clock => {
    const limit = limits.find(x => x.id === clock.law), begun = clock.after ? dated.findIndex(line => line.bears(clock.after)) : 0;
    if (!limit || begun < 0) return [];
    const starts = [...dated.keys()].filter(n => n >= begun && dated[n].bears(clock.starts)).slice(clock.nth - 1, clock.every ? undefined : clock.nth);
    return starts.flatMap(n => oneStep(dated[n], dated.slice(n + 1), clock, limit));
  });
}

function oneStep(start, rest, clock, limit) {
  const at = rest.findIndex(line => line.bears(clock.ends)), end = at < 0 ? null : rest[at];
  const due = dueDay(start.end, limit.amount, limit.unit);
  const late = rest.find(line => line.first > due && (!end || line === end));
  const named = (end ? rest.slice(0, at) : rest).find(line => namesLimit(line, limit));
  if (!late && !(named && !end)) return [];
  const facts = {
    id: limit.id, law: limit.name, limit: plural(limit.amount, LIMIT_UNITS[limit.unit]), start: sayIso(start.end), due: sayIso(due),
    found: end ? `It stands here on ${sayIso(end.first)}.` : "No such entry stands here yet.",
  };
  return [finding("timetable", `${limit.id}:${start.id}`, [start, named, late].filter(Boolean), facts)];
}

/** Whether an entry itself says that the limit has come: week 26, 26 weeks. */
const namesLimit = (line, {amount, unit}) => [`${LIMIT_UNITS[unit]} ${amount}`, `${amount} ${LIMIT_UNITS[unit]}s`].some(phrase => phraseIn(line.said, phrase));
