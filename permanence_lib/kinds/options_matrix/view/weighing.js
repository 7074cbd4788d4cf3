// What an answer amounts to, as in Python's model/weighing.py. Nothing is added up; a blank is 'not assessed'.

export const BOXES = ["may_help", "may_harm", "not_yet_known", "would_need", "evidence"];
export const EMPTY_CELL = {...Object.fromEntries(BOXES.map(box => [box, ""])), items: [], voice: "", sure: ""};
export const MORE_THAN_ONE = "more-than-one";
export const CANNOT_CHOOSE = [MORE_THAN_ONE, "More than one plan for now"];

/** Words without the white space round them: the same white space as in Python. */
export const bare = text => String(text ?? "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
export const cellOf = (value, factor, option) => value.cells[factor]?.[option] ?? {};
export const itemsOf = cell => (cell.items ?? []).filter(x => bare(x.words));
export const isAssessed = cell => BOXES.some(box => bare(cell[box])) || !!bare(cell.voice) || itemsOf(cell).length > 0;
export const leaningOf = value => ({option: "", words: "", seen: false, ...value.leaning});
const answerOf = (value, option) => value.sifted[option]?.realistic ?? "";

/** Options still to be weighed: all but those set aside. */
export const weighable = (options, value) => options.filter(x => answerOf(value, x) !== "no");

export const isThin = (sifted, shortest) => sifted?.realistic === "no" && [...bare(sifted.why)].length < shortest;

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

/** The same things in another order; `random` gives numbers from 0 to 1. */
export function shuffled(list, random) {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}
