// Dates and ages as people say them. Days are whole days in UTC, so that no clock change moves an event.

const DAY = 86400000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** "2025-05-12" -> Date, or null when it is not a real day. */
export function parseIso(text) {
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(+at) || toIso(at) !== text ? null : at;
}

export const toIso = at => at.toISOString().slice(0, 10);
export const addDays = (at, days) => new Date(+at + days * DAY);
/** Whole days from `earlier` to `later`. */
export const daysBetween = (earlier, later) => Math.round((later - earlier) / DAY);

/** 18 November 2024 */
export const sayDate = at => `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;

/** plural(3, "week") -> "3 weeks" */
export const plural = (n, word, many = `${word}s`) => `${n} ${n === 1 ? word : many}`;

/** A child's age in the words a family would use: weeks to three months, then months, then years and months. */
export function sayAge(born, at) {
  const days = daysBetween(born, at);
  if (days < 0) return `${plural(Math.ceil(-days / 7), "week")} before birth`;
  let months = (at.getUTCFullYear() - born.getUTCFullYear()) * 12 + at.getUTCMonth() - born.getUTCMonth();
  if (at.getUTCDate() < born.getUTCDate()) months -= 1;
  if (months < 3) return plural(Math.floor(days / 7), "week");
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return [years && plural(years, "year"), (rest || !years) && plural(rest, "month")].filter(Boolean).join(" ");
}

/** Three boxes as typed -> "2024-02-29", or null when they do not make a real date. */
export function readDate({day = "", month = "", year = ""}) {
  const [d, m, y] = [day, month, year].map(x => String(x).trim());
  if (!/^\d{1,2}$/.test(d) || !/^\d{1,2}$/.test(m) || !/^[1-9]\d{3}$/.test(y)) return null;
  const iso = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  return parseIso(iso) ? iso : null;
}

/** What to say about three boxes that do not make a date; "" when they do, or when all are empty. */
export function dateProblem(parts, name) {
  const boxes = [["day", parts.day], ["month", parts.month], ["year", parts.year]];
  const missing = boxes.filter(([, x]) => !String(x ?? "").trim()).map(([word]) => word);
  if (missing.length === 3 || readDate(parts)) return "";
  if (missing.length) return `${name} must include a ${missing.join(" and a ")}`;
  return `${name} must be a real date, for example 27 3 2025`;
}

export const dateParts = iso => {
  const [year, month, day] = (iso || "--").split("-");
  return {day: day ? String(+day) : "", month: month ? String(+month) : "", year: year || ""};
};
