// Balance sheet: what is missing first, then everything side by side, then what the rules find open.
import {BOXES, bare, cellOf, isAssessed, itemsOf} from "./weighing.js";
import {RANK, reading} from "./reading.js";
import {RULES, gaps} from "./gaps.js";
import {MATTERS, PLANS, SURE} from "./factors.js";
import {noteWords} from "./notes.js";

export function sheetPart(kit, {Fold, Title}) {
  const {html, useMemo, useState, Group, TextArea, Select, Button, CardTable, Scroll, Tag, Inset, plural} = kit;

  function Sheet({sitting}) {
    const {value, options, kept, factors, go, id} = sitting, [order, setOrder] = useState("given"), aside = options.filter(x => !kept.includes(x));
    const ids = factors.map(x => x.id);
    return html`<${Title}>Balance sheet<//>
      <p>Every option you hold realistic, side by side under the same factors. There is no total and no winner here: what follows from it is yours to reason.</p>
      <${Unassessed} sitting=${sitting} /><${Gaps} sitting=${sitting} />
      ${kept.length > 0 && html`<${Select} id=${id + "-order"} label="Order of the factors" value=${order} onChange=${setOrder} empty=${null} choices=${[["given", "As given"], ["matters", "What you said matters most comes first"]]} />
        <${SideBySide} sitting=${sitting} order=${order === "given" ? ids : reading(ids, value)} label="Balance sheet" />`}
      ${aside.length > 0 && html`<h5>Set aside, and why</h5><dl class="om-file">${aside.map(x => html`<${Group} key=${x.id}><dt>${x.label}</dt><dd>${bare(value.sifted[x.id]?.why) || "No reason written yet"}</dd><//>`)}</dl>`}
      <p><${Button} primary onClick=${() => go("reasoning")}>Go on to your reasoning<//></p>`;
  }

  /** The table itself, with the factors in the order asked for. */
  function SideBySide({sitting, order, label}) {
    const {value, kept, factors} = sitting;
    return useMemo(() => html`<${Table} sitting=${sitting} order=${order} label=${label} />`,
      [value.cells, value.weighed, value.notes, label, order.join(), kept.map(x => x.id + x.label).join("\n"), factors.map(x => x.label).join("\n")]);
  }

  function Table({sitting, order, label}) {
    const {definition, value, kept, factors, counts} = sitting;
    const noted = value.notes.some(note => note.places.some(p => kept.some(o => o.id === p.option)));
    const beside = {key: "notes", head: "Brought in", cells: kept.map(o => html`<div>${value.notes.flatMap(note => note.places.filter(p => p.option === o.id).map(p => html`<p class="om-said" key=${note.id + p.side}>${p.side && html`<strong>${definition.boxes[p.side]}:</strong> `}${noteWords(note)}</p>`))}</div>`)};
    const row = f => ({key: f.id, cells: kept.map(o => html`<${CellWords} cell=${cellOf(value, f.id, o.id)} boxes=${definition.boxes} />`),
      head: html`${f.label}<span class="om-weight">${value.weighed[f.id]?.matters ? `${MATTERS[RANK[value.weighed[f.id].matters]][1]} for this child` : "Importance not said"}</span>`});
    return html`${kept.length > 4 && html`<p class="ap-hint om-wideonly">${kept.length} options stand here: the table moves sideways.</p>`}
      <${Scroll} label=${label}><div class="om-sheet"><${CardTable} caption=${`${counts.assessed} of ${plural(counts.cells, "cell")} assessed`} columns=${["Factor", ...kept.map(x => x.label)]} rows=${[...order.map(f => row(factors.find(x => x.id === f))), ...(noted ? [beside] : [])]} /></div><//>`;
  }

  const CellWords = ({cell, boxes}) => !isAssessed(cell) ? html`<span class="om-blank">Not assessed</span>`
    : html`<div>${[...BOXES, "voice"].filter(k => bare(cell[k]) || k.startsWith("may") || k === "evidence" && !itemsOf(cell).length).map(k => html`<p class="om-said" key=${k}><strong>${boxes[k]}:</strong> ${bare(cell[k]) || html`<span class="om-quiet">nothing written</span>`}</p>`)}
      ${itemsOf(cell).map(x => html`<p class="om-said" key=${x.id}><strong>Evidence:</strong> ${bare(x.words)}</p>`)}${cell.sure && html`<p class="om-said om-weight">${SURE.find(([key]) => key === cell.sure)[1]}</p>`}</div>`;

  function Unassessed({sitting}) {
    const {factors, value, kept, counts, go} = sitting, blank = f => kept.filter(o => !isAssessed(cellOf(value, f.id, o.id)));
    if (counts.assessed === counts.cells) return counts.cells ? html`<p><${Tag} tone="done">Every option has been looked at under every factor<//></p>` : html`<${Inset}><p>No option is left to weigh. Take one back under Options.</p><//>`;
    return html`<div class="om-first"><h5>Not assessed yet: ${counts.cells - counts.assessed} of ${plural(counts.cells, "cell")}</h5>
      <ul>${factors.map(f => { const here = blank(f); return here.length > 0 && html`<li key=${f.id}><${Button} plain onClick=${() => go("factors", f.id)}>${f.label}<//> <span>${!counts.assessed ? "No option looked at yet" : here.map(x => x.label).join("; ")}</span></li>`; })}</ul></div>`;
  }

  /** What the rules find open: each rule once, its places inside; each place can be gone to, or answered in writing. */
  function Gaps({sitting}) {
    const {value, ground} = sitting, now = ground(), found = gaps(now, value), said = value.disagreed ?? {};
    const open = found.filter(gap => !bare(said[gap.join("|")])), answered = found.filter(gap => bare(said[gap.join("|")])), rules = [...new Set(open.map(x => x[0]))];
    const list = some => html`<ul>${some.map(gap => html`<${OneGap} key=${gap.join("|")} sitting=${sitting} ground=${now} gap=${gap} />`)}</ul>`;
    if (!found.length) return null;
    return html`<div class="om-again"><h5 tabindex="-1" data-om-gaps="">Worth another look: ${plural(open.length, "place")}</h5><p>Found by rule, and a rule knows nothing of this child: where you see it differently, say why, and your reason stands instead.</p>
      ${rules.map(rule => { const here = open.filter(x => x[0] === rule); return html`<${Fold} key=${rule} summary=${`${RULES[rule][0]}${here.length > 1 ? `: ${here.length} places` : ""}`}>${() => html`<p class="ap-hint">${RULES[rule][1]}</p>${list(here)}`}<//>`; })}
      ${answered.length > 0 && html`<${Fold} summary=${`You see ${plural(answered.length, "place")} differently`}>${() => list(answered)}<//>`}</div>`;
  }

  function OneGap({sitting, ground, gap}) {
    const {value, change, go, id} = sitting, [rule, f, o, item] = gap, key = gap.join("|"), words = value.disagreed?.[key] ?? "", [open, setOpen] = useState(!!words);
    const name = (list, x) => x && list.find(y => y.id === x)?.label, line = ground.checklist.find(x => x[0] === item)?.[1];
    const place = [name([...ground.options, ...ground.left], o), name(ground.factors, f), line].filter(Boolean).join(", ") || "The plan as a whole";
    const box = {siblings: "siblings", support: "cost", "family-time": "family_time"}[rule];
    const visit = () => rule === "dismissed-thinly" ? go("options") : rule === "contingency" ? go("reasoning", null, `#${CSS.escape(`${id}-contingency`)}`) : rule === "uncovered" ? go("factors", null, `#${CSS.escape(`${id}-court-here`)}`)
      : box ? go("factors", PLANS, `#${CSS.escape(`${id}-plan-${o}-${box}`)}`, o) : go("factors", f || sitting.factors[0].id, `[data-om-panel="${CSS.escape(o)}"]`, o);
    const disagree = text => change("seen differently", v => { v.disagreed = {...v.disagreed, [key]: text}; if (!bare(text)) delete v.disagreed[key]; }, {merge: true});
    return html`<li class="om-gap"><${Button} plain about=${": " + RULES[rule][0].toLowerCase()} onClick=${visit}>${place}<//>
      ${open ? html`<${TextArea} id=${`${id}-gap-${key}`} label="How do you see it?" about=${place} rows=${2} value=${words} onInput=${disagree} />` : html`<${Button} plain about=${`: ${place}, ${RULES[rule][0].toLowerCase()}`} onClick=${() => setOpen(true)}>I see this differently<//>`}</li>`;
  }

  return {Sheet, SideBySide};
}
