// Reasoning: the conclusion and what changed, the other options, the contingency, and what is still to be found out.
import {CANNOT_CHOOSE, MORE_THAN_ONE, bare, cellOf, leaningOf} from "./weighing.js";
import {ageOn, daysLate} from "./reading.js";
import {noteWords} from "./notes.js";

export function reasoningPart(kit, {Fold, Title, day}) {
  const {html, TextArea, Select, Ticks, DateBoxes, Button, Inset, plural} = kit;

  function Reasoning({sitting}) {
    const {definition, value, change, kept, factors, counts, id, go} = sitting, {questions} = definition, childLine = childAtDecision(sitting);
    const words = (key, label) => text => change(label, v => { v[key] = text; }, {merge: true});
    const others = kept.filter(x => x.id !== value.conclusion);
    const missing = counts.cells - counts.assessed;
    return html`<${Title}>Your reasoning<//>
      ${childLine && html`<p>${childLine}</p>`}
      ${missing > 0 && html`<${Inset}><p>${missing} of ${plural(counts.cells, "cell")} ${missing === 1 ? "is" : "are"} not assessed. You can reason all the same; say how you allow for what nobody has looked at. <${Button} plain onClick=${() => go("sheet")}>See which<//></p><//>`}
      <${Select} id=${id + "-conclusion"} label="Where does your reasoning arrive, for now?" hint="Leave this open until the writing has settled it." value=${value.conclusion} empty="Open"
        onChange=${x => change("where the reasoning arrives", v => { v.conclusion = x; })} choices=${[...kept.map(x => [x.id, x.label]), CANNOT_CHOOSE]} />
      <${Changed} sitting=${sitting} />
      <${TextArea} id=${id + "-best"} label=${questions.best} rows=${7} value=${value.best} onInput=${words("best", "the conclusion")} hint="From early childhood to adulthood and beyond: safety, belonging, who will still be there. Say what the option costs as well as what it gives." />
      <${Ticks} id=${id + "-reasons"} legend="Which factors carried it?" inline value=${value.reasons ?? []} onChange=${x => change("what carried it", v => { v.reasons = x; })} choices=${factors.map(x => [x.id, x.label])} />
      ${others.length > 0 && html`<h5>Each of the other realistic options</h5><p id=${id + "-other"}>${questions.other}.</p>`}
      ${others.map(o => html`<${TextArea} key=${o.id} id=${`${id}-other-${o.id}`} label=${o.label} about=${questions.other} rows=${2} value=${value.others[o.id] ?? ""}
        onInput=${text => change(`why not ${o.label}`, v => { v.others[o.id] = text; }, {merge: true})} />`)}
      <${TextArea} id=${id + "-contingency"} label=${questions.contingency} rows=${3} value=${value.contingency} onInput=${words("contingency", "the contingency")} hint="Where would this child sleep that week, and who would tell them?" />
      <${Unknowns} sitting=${sitting} />
      <p><${Button} primary onClick=${() => go("stress")}>Go on to the stress test<//></p>`;
  }

  /** Beside the conclusion: where it began, and what moved. */
  function Changed({sitting}) {
    const {value, options, change, id, go} = sitting, leaning = leaningOf(value), from = options.find(x => x.id === leaning.option)?.label ?? (leaning.option === MORE_THAN_ONE ? CANNOT_CHOOSE[1] : "");
    if (!from && !bare(leaning.words)) return html`<p class="ap-hint">You said nothing of how you leant before the work. <${Button} plain onClick=${() => go("leaning")}>Say it now<//></p>`;
    return html`<${Inset}><p><strong>Before the work you leant to:</strong> ${from || "nothing yet"}. ${leaning.words}</p><//>
      <${TextArea} id=${id + "-changed"} label="What has changed since, and what changed it?" rows=${3} hint=${leaning.seen ? "Stands in the report." : "Yours: kept out of the report with your first leaning."} value=${value.changed} onInput=${x => change("what changed", v => { v.changed = x; }, {merge: true})} />`;
  }

  function childAtDecision({definition, material, step}) {
    const child = material.case?.people.find(x => x.id === definition.child);
    if (!child?.born || !step) return "";
    const [years, months] = ageOn(child.born, step.date);
    return `${child.name} will be ${plural(years, "year")} and ${plural(months, "month")} old on ${day(step.date)} (${step.name}).`;
  }

  function Unknowns({sitting}) {
    const {definition, factors, value, change, kept, id, decision, say, focus} = sitting;
    const noted = [...kept.flatMap(o => factors.map(f => ({key: o.id + f.id, text: bare(cellOf(value, f.id, o.id).not_yet_known), from: o.label, cite: `${o.label}, ${f.label.toLowerCase()}.`}))),
      ...value.notes.filter(x => x.sort === "question" || x.sort === "gap").map(x => ({key: x.id, text: bare(noteWords(x)), cite: `From “${x.source}”.`}))].filter(({text}) => text && !value.unknowns.some(x => x.what.includes(text)));
    const add = what => { const n = value.unknowns.length; change("add an unknown", v => { v.unknowns.push({id: `u${Date.now().toString(36)}`, what, who: "", by: {day: "", month: "", year: ""}}); }); focus(`#${CSS.escape(`${id}-u${n}-${what ? "who" : "what"}`)}`); };
    const remove = n => { change("remove an unknown", v => { v.unknowns.splice(n, 1); }); say("Removed. Undo brings it back."); focus("[data-om-unknown]"); };
    return html`<h5>${definition.questions.unknown}</h5>
      ${sitting.ownDay ? html`<${DateBoxes} id=${id + "-due"} legend="When is the decision due?" optional name="The date" value=${value.decide_by} onChange=${x => change("when the decision is due", v => { v.decide_by = x; }, {merge: true})} />`
        : decision && html`<p class="ap-hint">The decision is due on ${day(decision.date)} (${decision.name}).</p>`}
      ${!value.unknowns.length && html`<p>Nothing listed yet. A thing not known is no reason to stop; a thing not known that nobody owns is.</p>`}
      ${value.unknowns.map((_, n) => html`<${OneUnknown} key=${n} sitting=${sitting} n=${n} remove=${() => remove(n)} />`)}
      ${noted.length > 0 && html`<${Fold} summary=${`Bring over what you noted as not yet known (${noted.length})`}>${() => html`<ul class="om-noted">${noted.map(({key, text, from, cite}) => html`<li key=${key}>${text} <span class="ap-cite">${cite}</span>
        <${Button} plain about=${": " + text} onClick=${() => add(from ? `${text} (${from})` : text)}>Add to the list<//></li>`)}</ul>`}<//>`}
      <p><${Button} data-om-unknown="" onClick=${() => add("")}>Add something to find out<//></p>`;
  }

  function OneUnknown({sitting, n, remove}) {
    const {value, change, id, decision} = sitting, row = value.unknowns[n], own = `${id}-u${n}`, about = `item ${n + 1}`;
    const set = (key, words) => change(`${key === "by" ? "date" : key} of unknown ${n + 1}`, v => { v.unknowns[n][key] = words; }, {merge: true});
    const late = decision ? daysLate(row.by, decision.date, kit) : 0;
    return html`<div class="om-unknown"><div class="om-two">
        <${TextArea} id=${own + "-what"} label="What is not known?" about=${about} rows=${2} value=${row.what} onInput=${x => set("what", x)} />
        <${TextArea} id=${own + "-who"} label="Who will find out, and how?" about=${about} rows=${2} value=${row.who} onInput=${x => set("who", x)} /></div>
      <div class="ap-row"><${DateBoxes} id=${own + "-by"} legend="By when?" about=${about} hint="For example, 21 11 2025" name="The date" value=${row.by} onChange=${x => set("by", x)} />
        <${Button} about=${" " + about} onClick=${remove}>Remove<//></div>
      ${late > 0 && html`<p class="om-ask">That is ${plural(late, "day")} after the decision is due. Does the decision wait, or the answer come sooner?</p>`}</div>`;
  }

  return {Reasoning};
}
