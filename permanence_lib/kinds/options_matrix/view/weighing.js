// What an answer amounts to, as in Python's model/weighing.py. Nothing is added up; a blank is 'not assessed'.

export const BOXES = ["may_help", "may_harm", "not_yet_known", "would_need", "evidence"];
export const EMPTY_CELL = {...Object.fromEntries(BOXES.map(box => [box, ""])), items: [], voice: "", sure: ""};
export const MORE_THAN_ONE = "more-than-one";
export const RANK = {high: 0, medium: 1, lower: 2};

/** Words without the white space round them: the same white space as in Python. */
export const bare = text => String(text ?? "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
export const cellOf = (value, factor, option) => value.cells[factor]?.[option] ?? {};
export const itemsOf = cell => (cell.items ?? []).filter(x => bare(x.words));
export const isAssessed = cell => BOXES.some(box => bare(cell[box])) || !!bare(cell.voice) || itemsOf(cell).length > 0;
const answerOf = (value, option) => value.sifted[option]?.realistic ?? "";

/** Options still to be weighed: all but those set aside. */
export const weighable = (options, value) => options.filter(x => answerOf(value, x) !== "no");

/** What to look at again, as [cue, factor, option]: blank cells first, then thin reasons, then lop-sided cells. */
export function cues(factors, options, value, shortest) {
  const kept = weighable(options, value), found = [];
  const everyCell = act => { for (const f of factors) for (const o of kept) act(f, o, cellOf(value, f, o)); };
  everyCell((f, o, cell) => { if (!isAssessed(cell)) found.push(["not-assessed", f, o]); });
  for (const o of options) if (isThin(value.sifted[o], shortest)) found.push(["dismissed-thinly", "", o]);
  everyCell((f, o, cell) => { for (const cue of cuesOfCell(cell)) found.push([cue, f, o]); });
  return found;
}

export const isThin = (sifted, shortest) => sifted?.realistic === "no" && [...bare(sifted.why)].length < shortest;

export function cuesOfCell(cell) {
  const items = itemsOf(cell), has = side => bare(cell[side]) || items.some(x => x.side === side);
  const helps = has("may_help"), harms = has("may_harm");
  return [helps && !harms && "help-only", harms && !helps && "harm-only", (helps || harms) && !bare(cell.evidence) && !items.length && "no-evidence"].filter(Boolean);
}

/** How much has something in it; `parts` grows and shrinks with the options still weighed. */
export function progressCounts(factors, options, value) {
  const kept = weighable(options, value);
  const lookedAt = factors.map(f => kept.filter(o => isAssessed(cellOf(value, f, o))).length);
  const counts = {
    options: options.length,
    sifted: options.filter(o => answerOf(value, o)).length,
    factors: factors.length,
    weighed: factors.filter(f => value.weighed[f]?.matters).length,
    cells: factors.length * kept.length,
    assessed: lookedAt.reduce((sum, n) => sum + n, 0),
    started: lookedAt.filter(n => n > 0).length,
    reasoned: reasoned(value),
    tested: tested(value),
  };
  const filled = counts.sifted + counts.weighed + counts.started + counts.reasoned + counts.tested;
  return {...counts, filled, parts: options.length + 2 * factors.length + 7};
}

const reasoned = value => [bare(value.best), Object.values(value.others).some(bare), bare(value.change_mind),
  value.unknowns.some(x => bare(x.what) || bare(x.who))].filter(Boolean).length;
const tested = value => [value.leaning?.option, [value.failed, value.doubled].some(x => Object.values(x ?? {}).some(bare)), bare(value.contingency)].filter(Boolean).length;

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

/** The same things in another order; `random` gives numbers from 0 to 1. */
export function shuffled(list, random) {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}
