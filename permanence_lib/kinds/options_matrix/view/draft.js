// A draft analysis in the order a court expects, as in model/draft.py: every sentence is an entry in a fixed frame.
import {MORE_THAN_ONE, bare, cellOf, itemsOf, weighable} from "./weighing.js";
import {reading} from "./reading.js";

export const SECTIONS = {options: "The options", for: "For", against: "Against", open: "What it rests on, and what is not yet known", plan: "Brothers and sisters, support and time with family",
  comparison: "Comparison", recommendation: "Recommendation", contingency: "Contingency", child: "What the child says"};
export const BY_OPTION = ["for", "against", "open", "plan"];
const FRAME = {
  yes: "{}: a realistic option.", unsure: "{}: weighed, though it may not be realistic. {}", no: "{}: set aside. {}", left: "{}: left out. {}",
  plain: "{}", under: "{}: {}", sourced: "{}: {} ({})", research: "{}: {} ({}; what it cannot tell: {})", recorded: "{}: recorded in {}",
  firm: "{}: well founded.", fair: "{}: probable, with more to find out.", first: "{}: a first thought, still to be tested.",
  unknown: "{}: not yet known: {}", needed: "{}: what would need to be true: {}",
  siblings: "Brothers and sisters: {}", support: "Support: {}", cost: "What support would cost, and who would pay: {}", family_time: "Time with family: {}",
  high: "{} matters highly for this child. {}", medium: "{} matters for this child. {}", lower: "{} matters less for this child than other things. {}",
  arrived: "The analysis arrives at: {}.", several: "The analysis keeps more than one plan for now.", carried: "What carried it: {}.",
  change: "What would change this: {}", failed: "If this ended within two years, the likely reason: {}: {}", find: "To be found out: {}",
};

function closed(words) {
  const text = bare(words), inner = text && "”’\"')".includes(text.at(-1)) ? text.slice(0, -1) : text;
  return !text || inner && ".!?…".includes(inner.at(-1)) ? text : `${text}.`;
}
const fill = (frame, ...words) => closed(FRAME[frame].split("{}").map((part, n) => part + (words[n] ?? "")).join(""));
const sentence = (id, section, made, option = "", factor = "") => ({id, section, option, factor, made, text: made, state: ""});

/** The sentences in order. state: "" as made, "edited", "changed" (the entry changed since), "gone" (no entry) or "out". */
export function draft(ground, value, dates) {
  const made = [...sifting(ground, value), ...weighed(ground, value), ...concluded(ground, value, dates)];
  const edits = value.draft ?? {}, known = new Set(made.map(x => x.id)), options = ground.options.map(x => x.id), order = Object.keys(SECTIONS);
  const lost = Object.entries(edits).filter(([id, edit]) => !known.has(id) && bare(edit.text))
    .map(([id, edit]) => ({...sentence(id, edit.section in SECTIONS ? edit.section : "comparison", "", edit.option), text: edit.text, state: edit.out ? "out" : "gone"}));
  const place = x => {
    const at = order.indexOf(x.section), option = options.indexOf(x.option);
    return BY_OPTION.includes(x.section) ? [1, option < 0 ? options.length : option, at] : [at < 1 ? at : at + 1, 0, 0];
  };
  return [...made.map(x => worded(x, edits[x.id])), ...lost].map(x => [place(x), x])
    .sort(([a], [b]) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).map(([, x]) => x);
}

function worded(x, edit) {
  if (!edit) return x;
  return edit.out ? {...x, state: "out"} : {...x, text: edit.text, state: edit.made_from === x.made ? "edited" : "changed"};
}

function sifting(ground, value) {
  const said = x => value.sifted[x.id] ?? {};
  return [...ground.options.filter(x => said(x).realistic).map(x => sentence(`sift.${x.id}`, "options", fill(said(x).realistic, x.label, said(x).realistic === "yes" ? "" : closed(said(x).why)), x.id)),
    ...ground.left.filter(x => said(x).realistic === "no").map(x => sentence(`sift.${x.id}`, "options", fill("left", x.label, closed(said(x).why)), x.id))];
}

function weighed(ground, value) {
  const labels = Object.fromEntries(ground.factors.map(x => [x.id, x.label])), names = Object.fromEntries(ground.options.map(x => [x.id, x.label]));
  const order = reading(ground.factors.map(x => x.id), value), out = [];
  for (const option of weighable(ground.options.map(x => x.id), value)) {
    for (const factor of order) {
      const cell = cellOf(value, factor, option), voice = closed(cell.voice);
      out.push(...ofCell(ground, factor, labels[factor], option, cell));
      if (voice) out.push(sentence(`voice.${factor}.${option}`, "child", fill("under", `${names[option]}, ${labels[factor]}`, voice), option, factor));
    }
    for (const box of ["siblings", "support", "cost", "family_time"]) {
      const words = closed(value.plans?.[option]?.[box]);
      if (words) out.push(sentence(`${box}.${option}`, "plan", fill(box, words), option));
    }
  }
  return out;
}

function ofCell(ground, factor, label, option, cell) {
  const end = `${factor}.${option}`, out = [];
  const add = (id, section, made) => out.push(sentence(id, section, made, option, factor));
  const box = (key, section, frame) => { const words = closed(cell[key]); if (words) add(`${key}.${end}`, section, fill(frame, label, words)); };
  box("may_help", "for", "under"); box("may_harm", "against", "under");
  for (const item of itemsOf(cell)) add(`item.${end}.${item.id}`, {may_help: "for", may_harm: "against"}[item.side] ?? "open", ofItem(ground, label, item));
  box("evidence", "open", "recorded"); box("not_yet_known", "open", "unknown"); box("would_need", "open", "needed");
  if (cell.sure) add(`sure.${end}`, "open", fill(cell.sure, label));
  return out;
}

function ofItem(ground, label, item) {
  const words = closed(item.words), source = bare(item.source), study = item.sort === "research" && Object.hasOwn(ground.studies, source) && ground.studies[source];
  if (study) return fill("research", label, words, `${source}, ${study.cite}`, [closed(study.limits), closed(item.limits)].filter(Boolean).join(" "));
  const said = item.sort === "record" && Object.hasOwn(ground.records, source) ? ground.records[source] : source;
  return said ? fill("sourced", label, words, said) : fill("under", label, words);
}

function concluded(ground, value, {readDate, parseIso, sayDate}) {
  const labels = Object.fromEntries(ground.factors.map(x => [x.id, x.label])), out = [];
  const add = (id, section, words, made, option, factor) => { if (words) out.push(sentence(id, section, made, option, factor)); };
  for (const f of reading(ground.factors.map(x => x.id), value)) {
    const note = value.weighed[f];
    if (note?.matters) add(`weight.${f}`, "comparison", true, fill(note.matters, labels[f], closed(note.why)), "", f);
  }
  const each = (key, section, words, frame) => { for (const x of ground.options) { const said = closed(words?.[x.id]); add(`${key}.${x.id}`, section, said, fill(frame, x.label, said), x.id); } };
  each("other", "comparison", value.others, "under");
  const arrived = ground.options.find(x => x.id === value.conclusion);
  if (arrived) add("conclusion", "recommendation", true, fill("arrived", arrived.label));
  else if (value.conclusion === MORE_THAN_ONE) add("conclusion", "recommendation", true, fill("several"));
  add("best", "recommendation", closed(value.best), fill("plain", closed(value.best)));
  const carried = (value.reasons ?? []).filter(x => x in labels).map(x => labels[x]);
  add("reasons", "recommendation", carried.length, fill("carried", carried.join("; ")));
  add("contingency", "contingency", closed(value.contingency), fill("plain", closed(value.contingency)));
  add("change", "contingency", closed(value.change_mind), fill("change", closed(value.change_mind)));
  each("failed", "contingency", value.failed, "failed");
  value.unknowns.forEach((x, n) => {
    const when = readDate(x.by), what = closed(x.what);
    add(`find.${x.id || `u${n + 1}`}`, "contingency", what, fill("find", [what, closed(x.who), when ? closed(sayDate(parseIso(when))) : ""].filter(Boolean).join(" ")));
  });
  return out;
}
