// In which order an answer is read, what comes too late, and how old a child is. No arithmetic but days.

export const RANK = {high: 0, medium: 1, lower: 2};

/** The factors as they are read: what matters most first, and before all the one held to matter twice. No arithmetic. */
export function reading(factors, value, twice = "") {
  const rank = f => f === twice ? -1 : RANK[value.weighed[f]?.matters] ?? 3;
  return [...factors].sort((a, b) => rank(a) - rank(b));
}

/** Days by which a date in three boxes falls after the decision; none when it does not, or is not a date. */
export function daysLate(by, day, {readDate, parseIso, daysBetween}) {
  const when = readDate(by);
  return when ? Math.max(0, daysBetween(parseIso(day), parseIso(when))) : 0;
}

/** Whole years and months of age on a day; [0, 0] before birth. */
export function ageOn(born, day) {
  const [a, b] = [born, day].map(text => text.split("-").map(Number));
  const months = Math.max(0, (b[0] - a[0]) * 12 + b[1] - a[1] - (b[2] < a[2] ? 1 : 0));
  return [Math.floor(months / 12), months % 12];
}
