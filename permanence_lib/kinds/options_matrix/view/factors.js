// Factors: the checklist the court will use, a list, then one factor at a time with every option under it.
import {BOXES, EMPTY_CELL, bare, cellOf, isAssessed, itemsOf} from "./weighing.js";
import {RANK} from "./reading.js";
import {RULES, coverage, cuesOfCell} from "./gaps.js";

export const MATTERS = [["high", "High"], ["medium", "Medium"], ["lower", "Lower"]];
export const SURE = [["firm", "Well founded"], ["fair", "Probable, with more to find out"], ["first", "A first thought"]];
export const PLANS = "plans";
const PLAN_BOXES = [["siblings", "Brothers and sisters: together, apart, and how kept?"], ["support", "What support would there be?"],
  ["cost", "What would it cost, who pays, and until when?"], ["family_time", "Time with family: with whom, how, and who does the work of it?"]];

export function factorsPart(kit, {Fold, Title, Beside, NotesBeside, Evidence, lines}) {
  const {html, useMemo, TextArea, TextLine, Select, Radios, Tick, Button, Tag, Inset, plural} = kit;

  function Factors({sitting}) {
    const {value, factors, kept, counts, id, go} = sitting;
    const state = n => !kept.length ? "No option to weigh" : n === kept.length ? "Every option looked at" : n ? `${n} of ${kept.length} options looked at` : "Not started";
    const planned = kept.filter(o => PLAN_BOXES.some(([key]) => bare(value.plans?.[o.id]?.[key]))).length;
    const row = (key, label, words, done) => html`<li key=${key}><${Button} plain data-om-factor=${key} aria-describedby=${`${id}-${key}-state`} onClick=${() => go("factors", key)}>${label}<//>
      <span id=${`${id}-${key}-state`}>${words[0]}<${Tag} tone=${done ? "done" : ""}>${words[1]}<//></span></li>`;
    return html`<${Title}>Work through the factors<//>
      <p>Take one factor and hold every realistic option against it before going on to the next. What you say about how much a factor matters orders the reading; it adds nothing up and puts no option first.</p>
      <p class="ap-hint">${counts.assessed} of ${plural(counts.cells, "cell")} looked at. A blank counts as not assessed.</p>
      <ul class="ap-tasks">${factors.map(f => {
        const n = kept.filter(o => isAssessed(cellOf(value, f.id, o.id))).length, matters = value.weighed[f.id]?.matters;
        return row(f.id, f.label, [matters && `${MATTERS[RANK[matters]][1]} for this child. `, state(n)], kept.length && n === kept.length); })}
        ${row(PLANS, "What each option would need arranged", ["", planned ? `${planned} of ${kept.length} options` : "Not started"], kept.length && planned === kept.length)}</ul>
      <${Court} sitting=${sitting} />
      <p><${Button} primary onClick=${() => go("sheet")}>See the balance sheet<//></p>`;
  }

  /** Which question the court is asked: it chooses the checklist, and the page says what no factor takes in. */
  function Court({sitting}) {
    const {definition, factors, value, change, id, go, ground} = sitting, add = covers => {
      const n = 1 + Math.max(0, ...(value.own_factors ?? []).map(x => +x.id.slice(5) || 0)), key = `need-${n}`;
      change("add a factor", v => { (v.own_factors ??= []).push({id: key, label: "", covers}); }); go("factors", key, `#${CSS.escape(`${id}-${key}-label`)}`);
    };
    const now = ground(), covered = coverage(now), open = now.checklist.filter(([item]) => !covered[item].length), labels = Object.fromEntries(factors.map(x => [x.id, x.label]));
    return html`<div id=${id + "-court-here"} tabindex="-1"><${Select} id=${id + "-court"} label="Which question is the court asked?" hint="It chooses the welfare checklist that the factors are held against." value=${value.court ?? ""} empty="Not said yet"
        onChange=${x => change("what the court is asked", v => { v.court = x; })} choices=${definition.court.map(x => [x.id, x.label])} /></div>
      ${now.checklist.length > 0 && html`<${Fold} summary=${`The checklist: ${open.length ? `${open.length} of ${now.checklist.length} lines under no factor yet` : "every line is under a factor"}`} already=${open.length > 0}>${() => html`<ul class="om-notes">${now.checklist.map(([item, words]) => html`<li key=${item}><p>${words}</p>
        <p>${covered[item].length ? covered[item].map(f => html`<${Button} key=${f} plain about=${": " + words.slice(0, 40)} onClick=${() => go("factors", f)}>${labels[f]}<//> `) : html`<${Tag}>Under no factor yet<//> <${Button} plain about=${": " + words.slice(0, 40)} onClick=${() => add([item])}>Add a factor for it<//>`}</p></li>`)}</ul>
        ${sitting.material.checklists.filter(x => now.checklist.some(([item]) => item.startsWith(`${x.id}:`))).map(x => html`<p class="ap-cite" key=${x.id}>${x.title}. ${x.cite}.</p>`)}`}<//>`}
      <p><${Button} onClick=${() => add([])}>Add something this child needs<//></p>`;
  }

  function OneFactor({sitting, factor}) {
    const {definition, factors, value, change, options, kept, id, go, opened, setOpened} = sitting, {questions} = definition;
    const at = factors.indexOf(factor), own = `${id}-${factor.id}`, note = {matters: "", why: "", ...value.weighed[factor.id]};
    const set = (key, words, merge) => change(`${key === "why" ? "why it matters" : "how much it matters"}: ${factor.label}`,
      v => { v.weighed[factor.id] = {...note, ...v.weighed[factor.id], [key]: words}; }, {merge});
    const aside = options.filter(x => !kept.includes(x)), all = kept.every(x => opened.has(x.id)), next = factors[at + 1];
    return html`<${Back} sitting=${sitting} to=${factor.id} />
      <${Title}>Factor ${at + 1} of ${factors.length}: ${factor.label}<//>
      ${factor.own && html`<${OwnFactor} sitting=${sitting} factor=${factor} />`}
      ${factor.help && html`<p>${factor.help}</p>`}
      ${factor.ask.length > 0 && html`<${Fold} summary="Questions to think with" about=${factor.label}>${() => lines(factor.ask)}<//>`}
      <${Radios} id=${own + "-matters"} legend=${questions.matters} inline tight value=${note.matters} onChange=${x => set("matters", x)} choices=${MATTERS} />
      <${TextArea} id=${own + "-why"} label="Why, for this child?" rows=${2} value=${note.why} onInput=${x => set("why", x, true)} />
      ${kept.length > 1 && html`<p><${Button} aria-pressed=${String(all)} onClick=${() => setOpened(all ? new Set() : new Set(kept.map(x => x.id)))}>All options open<//></p>`}
      ${kept.map(o => html`<${Panel} key=${o.id} sitting=${sitting} factor=${factor} option=${o} />`)}
      ${!kept.length && html`<${Inset}><p>Every option has been set aside, so there is nothing to weigh. Take one back under Options, or add the one that is missing.</p><//>`}
      ${aside.length > 0 && html`<p class="ap-hint">Set aside: ${aside.map(x => x.label).join("; ")}.</p>`}
      <div class="ap-row">${at > 0 && html`<${Button} onClick=${() => go("factors", factors[at - 1].id)}>Previous factor<//>`}
        <${Button} primary onClick=${() => go("factors", next?.id ?? PLANS)}>${next ? `Next factor: ${next.label}` : "What each would need arranged"}<//></div>`;
  }

  const Back = ({sitting: {go}, to}) => html`<p><${Button} onClick=${() => go("factors", null, `[data-om-factor="${CSS.escape(to)}"]`)}>Back to all factors<//></p>`;

  function OwnFactor({sitting, factor}) {
    const {value, change, id, say, go} = sitting, label = value.own_factors.find(x => x.id === factor.id).label;
    const rename = words => change("name of a factor", v => { v.own_factors.find(x => x.id === factor.id).label = words; }, {merge: true});
    const remove = () => {
      change(`remove ${factor.label}`, v => {
        v.own_factors = v.own_factors.filter(x => x.id !== factor.id); v.reasons = (v.reasons ?? []).filter(x => x !== factor.id);
        for (const kept of [v.weighed, v.cells, v.doubled]) if (kept) delete kept[factor.id];
      });
      say(`Removed: ${factor.label}. Undo brings it back.`); go("factors");
    };
    return html`<div class="ap-row om-own"><${TextLine} id=${`${id}-${factor.id}-label`} label="What does this child need?" value=${label} onInput=${rename} /><${Button} about=${factor.label} onClick=${remove}>Remove<//></div>`;
  }

  /** A heading that opens and shuts what belongs to one option. */
  function Panelled({sitting, option, state, children, peek}) {
    const {opened, setOpened} = sitting, open = opened.has(option.id);
    const toggle = () => setOpened(open ? new Set([...opened].filter(x => x !== option.id)) : new Set([...opened, option.id]));
    return html`<div class="om-panel">
      <h5><button type="button" data-om-panel=${option.id} aria-expanded=${String(open)} onClick=${toggle}><span class="om-arrow" aria-hidden="true">${open ? "▾" : "▸"}</span><span>${option.label}</span><span class="om-state">${state}</span></button></h5>
      ${open ? html`<div class="om-boxes">${children()}</div>` : peek}</div>`;
  }

  /** Made again only when something of this option or this cell has changed: seven others stand open beside it. */
  function Panel({sitting, factor, option}) {
    const {value, options, material, opened} = sitting;
    return useMemo(() => html`<${OneCell} sitting=${sitting} factor=${factor} option=${option} />`,
      [value.cells[factor.id]?.[option.id], value.notes, material, opened, factor.label, options.map(x => x.label).join("\n")]);
  }

  function OneCell({sitting, factor, option}) {
    const {definition: {boxes}, value, change, id} = sitting, cell = cellOf(value, factor.id, option.id), own = `${id}-${factor.id}-${option.id}`;
    const filled = [...BOXES, "voice"].filter(key => bare(cell[key])), pieces = itemsOf(cell).length, asked = cuesOfCell(cell).map(x => RULES[x][0].toLowerCase());
    const state = [filled.length && `${filled.length} of ${BOXES.length + 1} boxes`, pieces && plural(pieces, "piece of evidence", "pieces of evidence")].filter(Boolean).join(", ");
    const write = (key, words, merge = true) => change(`${option.label}, ${factor.label}: ${boxes[key] ?? "how sure"}`, v => {
      const row = v.cells[factor.id] ??= {};
      row[option.id] = {...EMPTY_CELL, ...row[option.id], [key]: words};
    }, {merge});
    const box = key => html`<${TextArea} key=${key} id=${`${own}-${key}`} label=${boxes[key]} about=${option.label} rows=${2} value=${cell[key] ?? ""} onInput=${x => write(key, x)} />`;
    return html`<${Panelled} sitting=${sitting} option=${option} state=${state || "Not assessed"}
      peek=${filled.length > 0 && html`<p class="om-peek">${filled.map(k => html`<span key=${k}><strong>${boxes[k]}:</strong> ${cell[k]} </span>`)}</p>`}>${() => html`
      <div class="om-three">${box("may_help")}${box("may_harm")}${box("voice")}</div><div class="om-three">${box("not_yet_known")}${box("would_need")}${box("evidence")}</div>
      <${Evidence} sitting=${sitting} factor=${factor} option=${option} cell=${cell} />
      <${Select} id=${own + "-sure"} label="How sure are you of this cell?" about=${option.label} value=${cell.sure ?? ""} empty="Not said yet" onChange=${x => write("sure", x, false)} choices=${SURE} />
      ${asked.length > 0 && html`<p class="om-ask">So far: ${asked.join("; ")}.</p>`}<${NotesBeside} sitting=${sitting} option=${option} factor=${factor} /><${Beside} sitting=${sitting} option=${option} boxes=${boxes} />`}<//>`;
  }

  /** What no option may go without, one option at a time. */
  function Plans({sitting}) {
    const {value, change, kept, id, go} = sitting;
    const set = (option, key, words) => change(`${option.label}: ${key}`, v => { (v.plans ??= {})[option.id] = {siblings: "", support: "", cost: "", family_time: "", ...v.plans[option.id], [key]: words}; }, {merge: true});
    const wanted = PLAN_BOXES.filter(([key]) => key !== "siblings" || !value.no_siblings);
    return html`<${Back} sitting=${sitting} to=${PLANS} /><${Title}>What each option would need arranged<//>
      <p>“Not known yet” is an answer, and so is who was asked.</p>
      <${Tick} id=${id + "-no-siblings"} label="This child has no brothers or sisters" checked=${!!value.no_siblings} onChange=${x => change("brothers and sisters", v => { v.no_siblings = x; })} />
      ${kept.map(o => { const plan = value.plans?.[o.id] ?? {}, n = wanted.filter(([key]) => bare(plan[key])).length; return html`<${Panelled} key=${o.id} sitting=${sitting} option=${o} state=${n ? `${n} of ${wanted.length} boxes` : "Nothing written"}>${() => html`<div class="om-two">${wanted.map(([key, label]) => html`<${TextArea} key=${key} id=${`${id}-plan-${o.id}-${key}`} label=${label} about=${o.label} rows=${2} value=${plan[key] ?? ""} onInput=${x => set(o, key, x)} />`)}</div>`}<//>`; })}
      <p><${Button} primary onClick=${() => go("sheet")}>See the balance sheet<//></p>`;
  }

  return {Factors, OneFactor, Plans};
}
