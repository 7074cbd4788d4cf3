// What an analysis leaves open, found by rule, as in model/gaps.py: each gap is [rule, factor, option, item].
import {bare, cellOf, isAssessed, isThin, itemsOf, weighable} from "./weighing.js";

/** The rules in the order they are read: what each says of a place, and why it asks. */
export const RULES = {
  "dismissed-thinly": ["Set aside in few words", "What was tried, and who was asked?"],
  "help-only": ["What may help, and nothing that may harm", "Courts ask for the case against as well."],
  "harm-only": ["What may harm, and nothing that may help", "Courts ask for the case for as well."],
  "no-evidence": ["No evidence recorded", "Where could somebody else read it?"],
  unsourced: ["Evidence that does not say where it is from", "Which entry, which person or which study?"],
  elsewhere: ["Research from another country, used without saying how it bears on this child", "What still holds here?"],
  "other-children": ["Research about children of another age or on another route, used without saying how it bears here", "How are its children like and unlike this one?"],
  limits: ["Research used without saying what it cannot tell about this child", "No figure about many children is a chance for one."],
  "no-voice": ["The child’s view of this option is missing", "“Not asked yet” is an answer."],
  siblings: ["Brothers and sisters are not considered", "Together, apart, and how kept?"],
  support: ["Support is not costed", "What, who pays, and until when? “Not known” is an answer."],
  "family-time": ["Time with family is not planned", "With whom, how, and whose work is it?"],
  contingency: ["There is no contingency plan", "If this cannot happen, or does not hold, what then?"],
  uncovered: ["On the checklist, and under no factor", "Add a factor, or say why not."],
};
const PLANNED = [["siblings", "siblings"], ["support", "cost"], ["family-time", "family_time"]];

export function gaps(ground, value) {
  const options = ground.options.map(x => x.id), factors = ground.factors.map(x => x.id), kept = weighable(options, value);
  const sifted = [...options, ...ground.left.map(x => x.id)], order = Object.keys(RULES);
  const found = cues(factors, sifted, value, ground.shortest).filter(x => x[0] !== "not-assessed").map(x => [...x, ""]);
  for (const f of factors) for (const o of kept) for (const item of itemsOf(cellOf(value, f, o))) {
    const rule = ruleOfItem(ground, ground.options.find(x => x.id === o).studies, item);
    if (rule) found.push([rule, f, o, item.id]);
  }
  for (const o of kept) for (const rule of rulesOfOption(factors, o, value)) found.push([rule, "", o, ""]);
  const begun = value.conclusion || factors.some(f => kept.some(o => isAssessed(cellOf(value, f, o))));
  if (begun && !bare(value.contingency)) found.push(["contingency", "", "", ""]);
  const covered = coverage(ground);
  for (const [item] of ground.checklist) if (!covered[item].length) found.push(["uncovered", "", "", item]);
  return found.sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
}

/** What to look at again, as [cue, factor, option]: blank cells first, then thin reasons, then lop-sided cells. */
export function cues(factors, options, value, shortest) {
  const kept = weighable(options, value), found = [];
  const everyCell = act => { for (const f of factors) for (const o of kept) act(f, o, cellOf(value, f, o)); };
  everyCell((f, o, cell) => { if (!isAssessed(cell)) found.push(["not-assessed", f, o]); });
  for (const o of options) if (isThin(value.sifted[o], shortest)) found.push(["dismissed-thinly", "", o]);
  everyCell((f, o, cell) => { for (const cue of cuesOfCell(cell)) found.push([cue, f, o]); });
  return found;
}

export function cuesOfCell(cell) {
  const items = itemsOf(cell), has = side => bare(cell[side]) || items.some(x => x.side === side);
  const helps = has("may_help"), harms = has("may_harm");
  return [helps && !harms && "help-only", harms && !helps && "harm-only", (helps || harms) && !bare(cell.evidence) && !items.length && "no-evidence"].filter(Boolean);
}

/** The rule an evidence item does not meet; of research the most particular, and none once its limits are weighed. */
function ruleOfItem(ground, beside, item) {
  const source = bare(item.source), known = {record: ground.records, research: ground.studies}[item.sort];
  if (!item.sort || !source || known && !Object.hasOwn(known, source)) return "unsourced";
  if (item.sort !== "research" || bare(item.limits)) return "";
  const study = ground.studies[source];
  if (study.elsewhere) return "elsewhere";
  return study.outside || !beside.includes(source) ? "other-children" : "limits";
}

/** What is asked of an option once anybody has begun to weigh it. */
function rulesOfOption(factors, option, value) {
  const cells = factors.map(f => cellOf(value, f, option)), plan = value.plans?.[option] ?? {};
  if (!cells.some(isAssessed)) return [];
  return [!cells.some(x => bare(x.voice)) && "no-voice",
    ...PLANNED.map(([rule, box]) => !bare(plan[box]) && !(rule === "siblings" && value.no_siblings) && rule)].filter(Boolean);
}

/** For each line of the checklist in use, the factors that take it in. */
export const coverage = ground => Object.fromEntries(ground.checklist.map(([item]) => [item, ground.factors.filter(x => x.covers.includes(item)).map(x => x.id)]));
