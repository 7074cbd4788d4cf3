// Days, lengths of time and letters, the same as in Python's model. Days travel as "2025-05-12".

export const at = iso => new Date(`${iso}T00:00:00Z`);
export const isoOf = day => day.toISOString().slice(0, 10);
const DAY = 86400000, numbers = new Map(), isos = new Map();

/** What was made of a thing before, or what is made of it now: the same few hundred days are asked for at every key. */
export function remembered(kept, key, make) {
  if (!kept.has(key)) { if (kept.size > 20000) kept.clear(); kept.set(key, make(key)); }
  return kept.get(key);
}
const numberOf = iso => remembered(numbers, iso, x => Math.round(at(x) / DAY));
export const shift = (iso, days) => remembered(isos, numberOf(iso) + days, n => isoOf(new Date(n * DAY)));
export const gap = (from, to) => numberOf(to) - numberOf(from);
export const many = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
export const between = (least, x, most) => x < least ? least : x > most ? most : x;
export const capital = words => words.slice(0, 1).toUpperCase() + words.slice(1);

export function monthsOn(iso, months) {
  const [year, month, day] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return isoOf(new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()))));
}

export function monthsBetween(from, to) {
  const [a, b] = [from, to].map(iso => iso.split("-").map(Number));
  return (b[0] - a[0]) * 12 + b[1] - a[1] - (b[2] < a[2] ? 1 : 0);
}

/** 0 is a Sunday; the first day that is counted from, in 1970, was a Thursday. */
const weekday = iso => (numberOf(iso) % 7 + 11) % 7;

function workingDaysOn(iso, amount, firstDayCounts, off) {
  let day = firstDayCounts ? shift(iso, -1) : iso;
  for (let left = amount; left > 0;) {
    day = shift(day, 1);
    if (weekday(day) % 6 && !off.has(day)) left -= 1;
  }
  return day;
}

const sets = new WeakMap();
/** A list of days is made a set once, however often it is counted with. */
function setOf(days) {
  if (!sets.has(days)) sets.set(days, new Set(days));
  return sets.get(days);
}

/** The day by which something is due. */
export function addTime(start, amount, unit, firstDayCounts, bankHolidays) {
  if (unit === "months") return monthsOn(start, amount);
  if (unit === "working_days") return workingDaysOn(start, amount, firstDayCounts, setOf(bankHolidays));
  return shift(start, amount * (unit === "weeks" ? 7 : 1) - (firstDayCounts ? 1 : 0));
}

/** 17 -> "2 weeks and 3 days"; under a fortnight in days. */
export function sayGap(days) {
  const n = Math.abs(days), weeks = Math.floor(n / 7), rest = n % 7;
  return weeks < 2 ? many(n, "day") : many(weeks, "week") + (rest ? ` and ${many(rest, "day")}` : "");
}

/** Waited and lived in days for a fortnight, in weeks for two years, then in months: [waited, lived, unit]. */
function shareCounted(born, since, until) {
  const start = since < born ? born : since;
  if (until <= born || until < start) return null;
  const lived = gap(born, until), waited = gap(start, until);
  if (lived < 14) return [waited, lived, "day"];
  if (lived < 104 * 7) return [Math.floor(waited / 7), Math.floor(lived / 7), "week"];
  return [monthsBetween(start, until), monthsBetween(born, until), "month"];
}

/** A wait as a part of the life so far; "" before birth. */
export function shareOfLife(born, since, until) {
  const counted = shareCounted(born, since, until);
  return counted ? ofLife(...counted) : "";
}

/** The same two numbers in hundredths, rounded. A length of time, never a chance. */
export function sharePercent(born, since, until) {
  const counted = shareCounted(born, since, until);
  if (!counted) return "";
  const [waited, lived] = counted, rounded = Math.floor((200 * waited + lived) / (2 * lived));
  if (waited && !rounded) return "less than 1%";
  return rounded === 100 && waited < lived ? "more than 99%" : `${rounded}%`;
}

function ofLife(waited, lived, unit) {
  if (waited < lived) return `${waited} of the first ${lived} ${unit}s of life`;
  return lived > 1 ? `all ${many(lived, unit)} of life so far` : `the whole first ${unit} of life`;
}

/** A row for each marker so that none covers another: places in pixels, in order. */
export function spread(places, width) {
  const ends = [];
  return places.map(place => {
    let row = ends.findIndex(end => end <= place);
    if (row < 0) row = ends.length;
    ends[row] = place + width;
    return row;
  });
}

/** 0 -> A, 26 -> AA */
export const letter = n => (n >= 26 ? letter(Math.floor(n / 26) - 1) : "") + String.fromCharCode(65 + n % 26);
