// The order of entries and the gaps between them: only what is sure counts.
import {dayNumber, plural, spanOf} from "./dates.js";

const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;

const spans = new WeakMap();
/** The days an entry may mean, read once for as long as its dates are the very same. */
function spanIn(entry) {
  const {when, until} = entry, before = spans.get(entry);
  if (before?.when === when && before.until === until) return before.span;
  const span = spanOf(entry);
  spans.set(entry, {when, until, span});
  return span;
}

/** Ids by their first possible day; less exact dates head their stretch; then as set. Those without a date are apart. */
export function inOrder(entries) {
  const all = entries.map(e => ({id: e.id, order: e.order ?? 0, ...spanIn(e)}));
  const dated = all.filter(x => x.first).sort((a, b) => compare(a.first, b.first) || compare(b.last, a.last) || a.order - b.order);
  return {dated: dated.map(x => x.id), apart: all.filter(x => !x.first).map(x => x.id)};
}

/** Stretches longer than `weeks` with no entry. Seasons and years are too loose to close a gap: counted beside it. */
export const gapsIn = (entries, weeks) => gapsAmong(entries, weeks, inOrder(entries).dated);

/** The same where the order is known: `dated`, ids by their first possible day. */
export function gapsAmong(entries, weeks, dated) {
  const spans = new Map(entries.map(e => [e.id, spanIn(e)]));
  const loose = [...spans.values()].filter(s => ["season", "year"].includes(s.precision));
  const firm = dated.filter(name => ["day", "month"].includes(spans.get(name).precision));
  // When it ended, where that is known to the month: what went on for some time is no gap.
  const sureEnd = name => ["day", "month"].includes(spans.get(name).ended) ? spans.get(name).end : spans.get(name).last;
  const gaps = [];
  let after = firm[0];
  for (const before of firm.slice(1)) {
    const start = sureEnd(after), end = spans.get(before).first;
    const days = dayNumber(end) - dayNumber(start);
    if (days > weeks * 7) gaps.push({after, before, start, end, days, loose: loose.filter(s => s.first < end && s.end > start).length});
    if (sureEnd(before) >= start) after = before;
  }
  return gaps;
}

/** 9 weeks; from a year on, also in years. */
export function gapWords(days) {
  const years = Math.floor(days / 365);
  return plural(Math.floor(days / 7), "week") + (years ? ` (more than ${plural(years, "year")})` : "");
}

