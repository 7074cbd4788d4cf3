// A date known only to the month, the season or the year: the days it may mean, never one of them chosen.
import {at, isoOf, monthsOn, shift} from "./days.js";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
export const SEASONS = {
  winter: ["Winter, January or February", 1, 2], spring: ["Spring", 3, 5], summer: ["Summer", 6, 8],
  autumn: ["Autumn", 9, 11], "winter-end": ["Winter, December", 12, 12],
};

/** The month a number or a name means, or null: 3, 03, March, Mar, Sept. */
function monthNumber(typed) {
  const word = typed.trim().replace(/\.+$/, "").toLowerCase();
  if (/^[0-9]{1,2}$/.test(word)) return +word >= 1 && +word <= 12 ? +word : null;
  const n = word.length >= 3 ? MONTHS.findIndex(name => name.toLowerCase().startsWith(word)) : -1;
  return n < 0 ? null : n + 1;
}

/** The first and last day that boxes may mean, as far as they are filled, and how that is said; null where they make no date. */
export function readLoose({day = "", month = "", year = ""}, season) {
  const d = day.trim(), y = year.trim(), m = monthNumber(month), two = n => String(n).padStart(2, "0");
  if (d) {
    const iso = `${y}-${two(m ?? 0)}-${two(d)}`, real = /^[0-9]{1,2}$/.test(d) && /^[1-9][0-9]{3}$/.test(y) && m && !Number.isNaN(+at(iso)) && isoOf(at(iso)) === iso;
    return real ? {known: "day", first: iso, last: iso, said: `${+d} ${MONTHS[m - 1]} ${y}`} : null;
  }
  if (!/^(19|20)[0-9][0-9]$/.test(y) || month.trim() && !m) return null;
  const [known, words, from, to] = m ? ["month", `${MONTHS[m - 1]} `, m, m] : SEASONS[season] ? ["season", `${SEASONS[season][0]} `, ...SEASONS[season].slice(1)] : ["year", "", 1, 12];
  return {known, first: `${y}-${two(from)}-01`, last: shift(monthsOn(`${y}-${two(to)}-01`, 1), -1), said: words + y};
}

const NO_DATE = {day: "", month: "", year: ""};
/** A date of one's own, of which nothing is known yet. */
export const noPoint = () => ({label: "", date: NO_DATE, season: "", said_when: "", source: "", means: "", sort: "", who: ""});
