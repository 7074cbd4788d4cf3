// A date as far as it is known, and the days it may mean. Nothing is guessed. model/moments.py reads it the same way.

export const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
export const SEASONS = {
  winter: ["Winter, January or February", 1, 2], spring: ["Spring", 3, 5], summer: ["Summer", 6, 8],
  autumn: ["Autumn", 9, 11], "winter-end": ["Winter, December", 12, 12],
};
export const UNDATED = "Date not known";
const DAY = 86400000;
export const dayNumber = iso => Date.parse(`${iso}T00:00:00Z`) / DAY;
const isoOf = (year, month, day) => `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
const lastDay = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
export const plural = (n, word, many = `${word}s`) => `${n} ${n === 1 ? word : many}`;

/** The month a number or a name means, or null: 3, 03, March, Mar, Sept. */
function monthNumber(typed) {
  const word = typed.trim().replace(/\.+$/, "").toLowerCase();
  if (/^[0-9]{1,2}$/.test(word)) return +word >= 1 && +word <= 12 ? +word : null;
  const at = word.length >= 3 ? MONTHS.findIndex(name => name.toLowerCase().startsWith(word)) : -1;
  return at < 0 ? null : at + 1;
}

const span = (precision, first, last) => ({precision, first, last, problem: "", field: ""});
const noSpan = (problem = "", field = "") => ({precision: "none", first: null, last: null, problem, field});

// Every key typed copies the whole answer, so that no date is the same object twice; the same boxes always mean the same.
const READ = new Map();

/** The first and last day a partly known date may mean, or what is wrong and in which box. Nothing is guessed. */
export function readWhen({day = "", month = "", year = "", season = "", known = "day"}) {
  const key = [known, day, month, year, season].join("\n");
  if (READ.size > 5000) READ.clear();
  if (!READ.has(key)) READ.set(key, readBoxes(day, month, year, season, known));
  return READ.get(key);
}

function readBoxes(day, month, year, season, known) {
  if (known === "none") return noSpan();
  const m = monthNumber(month), y = year.trim(), d = day.trim();
  if (known === "day" && !d) return noSpan("Enter the day, or choose “The month” if that is all that is known", "day");
  if (["day", "month"].includes(known) && m === null) return noSpan("Enter the month as a number from 1 to 12, or its name", "month");
  if (known === "season" && !SEASONS[season]) return noSpan("Choose the season", "season");
  if (!/^(19|20)[0-9][0-9]$/.test(y)) return noSpan("Enter the year in four figures, for example 2019", "year");
  if (known === "day") return exactDay(d, m, +y);
  const [, from, to] = known === "month" ? ["", m, m] : known === "year" ? ["", 1, 12] : SEASONS[season];
  return span(known, isoOf(y, from, 1), isoOf(y, to, lastDay(+y, to)));
}

function exactDay(typed, month, year) {
  const real = /^[0-9]{1,2}$/.test(typed) && +typed >= 1 && +typed <= lastDay(year, month);
  const iso = isoOf(year, month, +typed);
  return real ? span("day", iso, iso) : noSpan(`There is no day ${typed} in ${MONTHS[month - 1]} ${year}`, "day");
}

/** 18 November 2024, November 2024, Autumn 2024, 2024, or that it is not known. */
export function sayWhen(when) {
  const {precision, first} = readWhen(when);
  if (!first) return UNDATED;
  const [year, month, day] = first.split("-").map(Number);
  if (precision === "day") return `${day} ${MONTHS[month - 1]} ${year}`;
  if (precision === "month") return `${MONTHS[month - 1]} ${year}`;
  return precision === "season" ? `${SEASONS[when.season][0]} ${year}` : String(year);
}

export const blankWhen = () => ({day: "", month: "", year: "", season: "", known: "day"});

/** A day that is known exactly. */
export function whenOf(iso) {
  const [year, month, day] = iso.split("-");
  return {...blankWhen(), day: String(+day), month: String(+month), year};
}

export const sayIso = iso => sayWhen(whenOf(iso));

/** No second date. */
export const noDate = () => ({...blankWhen(), known: "none"});

/** The first and last day on which something may have begun, and the last on which it may have ended; nulls without a date. */
export function spanOf({when, until}) {
  const {precision, first, last} = readWhen(when), ended = until && first ? readWhen(until) : null;
  const goesOn = !!ended?.first && ended.last >= first;
  return {precision, first, last, end: goesOn && ended.last > last ? ended.last : last, ended: goesOn ? ended.precision : "none"};
}

/** A date, or from when to when: 3 March 2024 to May 2024. A second date before the first is not read. */
export function sayRange(when, until) {
  return until && spanOf({when, until}).ended !== "none" ? `${sayWhen(when)} to ${sayWhen(until)}` : sayWhen(when);
}
