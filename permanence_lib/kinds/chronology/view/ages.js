// The age a child had when something happened, no surer than the dates are.
import {dayNumber, plural, readWhen, spanOf} from "./dates.js";

export const BEFORE = " before birth";
// An age that is unsure by two months at most is said as "about"; more than that, as between which two.
const ABOUT = 62;

function age(born, at) {
  const days = dayNumber(at) - dayNumber(born);
  if (days < 0) return `${days < -365 ? plural(Math.floor(-days / 365.25), "year") : plural(Math.ceil(-days / 7), "week")}${BEFORE}`;
  const [b, a] = [born, at].map(iso => iso.split("-").map(Number));
  const months = (a[0] - b[0]) * 12 + a[1] - b[1] - (a[2] < b[2] ? 1 : 0);
  if (months < 3) return plural(Math.floor(days / 7), "week");
  const years = Math.floor(months / 12), rest = months % 12;
  return [years && plural(years, "year"), (rest || !years) && plural(rest, "month")].filter(Boolean).join(" ");
}

/** The age a child had: one, or between which two where birth or event is known only roughly; or nothing. */
export function ageWords(born, when) {
  const birth = readWhen(born), at = readWhen(when);
  if (!birth.first || !at.first) return "";
  const least = age(birth.last, at.first), most = age(birth.first, at.last);
  if (least === most) return least;
  const loose = dayNumber(at.last) - dayNumber(at.first) + dayNumber(birth.last) - dayNumber(birth.first);
  if (loose <= ABOUT && least.endsWith(BEFORE) === most.endsWith(BEFORE)) return `about ${least}`;
  return most.endsWith(BEFORE) ? `between ${most.slice(0, -BEFORE.length)} and ${least}` : `between ${least} and ${most}`;
}

/** The age when it began, and where it went on, when it ended. */
export function agesWords(born, {when, until}) {
  const start = ageWords(born, when), end = until && spanOf({when, until}).ended !== "none" ? ageWords(born, until) : "";
  return start && end && start !== end ? `${start}, to ${end}` : start;
}
