// What if: decisions moved by drag, keys, buttons or typing, in one plan or in two side by side.
import {between, capital, gap, sayGap, shift} from "./days.js";
import {floorOf, leadOf, movedIn, notUsable} from "./record.js";

const FAR = 731;

export function plansOf(kit, words, chart) {
  const {html, useRef, useMemo, useState, TextArea, CardTable, DateBoxes, Button, Views, useKept, readDate, dateParts} = kit;
  const {say, ageOn, oldOn, notADay, changeWords, decisionWords, costWords, shareOn} = words;
  const {useWidth, leftAt, barFrom, ticksIn, Lane, Axis, spanOf, lineWidth, ExpectedLane} = chart;

  const KEYS = {ArrowRight: 7, ArrowUp: 7, ArrowLeft: -7, ArrowDown: -7, PageUp: 28, PageDown: -28};

  /** The line on which decisions move: it stays as it is while they do. */
  function reachOf(record, expected) {
    const floors = record.definition.decisions.map(d => floorOf(record, d));
    const tied = expected.filter(x => record.definition.decisions.some(d => isTied(x, d, record.definition)));
    const span = spanOf([...Object.values(record.planned), ...floors, ...tied.map(x => x.due), record.born]);
    return span && {first: span.first, last: shift(span.last, 182)};
  }

  function limitsOf(record, d, span) {
    const floor = floorOf(record, d) || span.first;
    const ends = [shift(record.planned[d.id], -FAR), shift(record.planned[d.id], FAR)];
    return {least: floor > ends[0] ? floor : ends[0], most: span.last < ends[1] ? span.last : ends[1]};
  }

  /** What is wrong with the date of a decision, in words; "" when nothing is. */
  function decisionProblem(record, d, typed, decided) {
    const iso = readDate(typed ?? {}), why = iso && notUsable(record, d, iso), kept = `The chart keeps ${say(decided[d.id])}.`;
    if (notADay(typed, "This date")) return `${notADay(typed, "This date")}. ${kept}`;
    const floor = floorOf(record, d);
    if (why === "early" && floor === record.born && d.not_before.birth) return `This cannot come before ${record.name} was born, on ${say(floor)}. ${kept}`;
    if (why === "early") return `This cannot come before ${say(floor)}${whatHappened(record, d.not_before)}. ${kept}`;
    if (why === "far") return `${say(iso)} is more than two years from the date ${record.own ? "it has now" : "in the record"}. Check the year. ${kept}`;
    const lead = leadOf(record, d);
    return lead && decided[lead.id] > decided[d.id] ? `This now comes before “${lead.label}”, which it waits for. Move one of the two.` : "";
  }

  function whatHappened(record, when) {
    const entry = record.happened.find(e => e.id === when.event), step = record.material.case?.milestones.find(m => m.id === when.milestone);
    return entry ? ` (${entry.source || entry.text})` : step ? ` (${step.name})` : "";
  }

  function Mover({record, decision: d, now, span, width, problem, move, describedBy}) {
    const {least, most} = limitsOf(record, d, span), held = useRef(null);
    const key = e => {
      const step = KEYS[e.key], days = e.shiftKey ? Math.sign(step) : step;
      if (step) { e.preventDefault(); move(shift(now, days)); }
      else if (e.key === "Home" || e.key === "End") { e.preventDefault(); move(e.key === "Home" ? least : most); }
    };
    const grab = e => { e.preventDefault(); e.currentTarget.focus(); e.currentTarget.setPointerCapture(e.pointerId); held.current = {x: e.clientX, from: now}; };
    const drag = e => {
      if (!held.current) return;
      const days = Math.round((e.clientX - held.current.x) / width * gap(span.first, span.last)), day = shift(held.current.from, days);
      if (day !== now) move(day);
    };
    const drop = () => { held.current = null; };
    return html`<div class="dt-move" role="slider" tabindex="0" aria-label=${d.label} aria-orientation="horizontal" aria-describedby=${describedBy} aria-invalid=${problem ? "true" : undefined}
      aria-valuemin="0" aria-valuemax=${gap(least, most)} aria-valuenow=${gap(least, between(least, now, most))} aria-valuetext=${decisionWords(record, d, now)}
      style=${leftAt(span, now)} onKeyDown=${key} onPointerDown=${grab} onPointerMove=${drag} onPointerUp=${drop} onPointerCancel=${drop}></div>`;
  }

  /** `other`: where the other plan has it, shown by its letter. */
  function MoverLane({record, decision: d, now, other, span, width, ticks, number, ...rest}) {
    const planned = record.planned[d.id], [from, to] = [planned, now].sort();
    return html`<${Lane} name=${html`<span aria-hidden="true">${number}. ${d.label}</span>`} rows=${1.3} span=${span} ticks=${ticks} born=${record.born}>
      <div class="dt-shift" style=${barFrom(span, from, to)}></div><div class="dt-ghost" style=${leftAt(span, planned)}></div>
      ${other && html`<div class="dt-ghost dt-other" aria-hidden="true" style=${leftAt(span, other.day)}>${other.letter}</div>`}
      <${Mover} record=${record} decision=${d} now=${now} span=${span} width=${width} ...${rest} /><//>`;
  }

  /** Whether somebody tied a step to a decision: the author, or the words of its clock. */
  function isTied({milestone, law}, d, {triggers}) {
    if (milestone) return [milestone.met_by, milestone.starts].some(when => when?.decision === d.id);
    return [law.clock.starts, ...law.clock.met_by ?? []].some(name => triggers[name]?.at?.some(when => when.decision === d.id));
  }

  /** The expected steps that turn on a decision, as they would stand with its date. */
  const turnsOn = (expected, d, definition) => expected.filter(x => x.due && isTied(x, d, definition)).map(x => `${x.name} (${x.letter}), due ${say(x.due)}: ${x.standing}.`);

  function DecisionFields({record, turns, decision: d, number, now, typed, plan, two, problem, move, id, change}) {
    const given = typed && Object.values(typed).some(x => x), lead = leadOf(record, d), about = two ? `${d.label}, plan ${plan.toUpperCase()}` : d.label;
    const put = x => change(`the date of “${about}”`, v => { movedIn(v, plan)[d.id] = x; }, {merge: true});
    return html`<div class="dt-decision"><div><h5>${number}. ${d.label}</h5>
      <p><strong>${say(now)}</strong>, ${changeWords(record, d, now)}. ${record.born && `${capital(record.name)}: ${oldOn(record, now)}.`} ${costWords(record, now)}</p>${turns.map(words => html`<p key=${words}>${words}</p>`)}
      ${lead && !given && html`<p class="ap-hint">Follows “${lead.label}” at the same distance until you give it a date of its own.</p>`}</div><div>
      <${DateBoxes} id=${`${id}-when-${plan}-${d.id}`} legend="What if it were" about=${about} value=${given ? typed : dateParts(now)} error=${problem} onChange=${put} />
      <div class="ap-row"><${Button} about=${about} onClick=${() => move(shift(now, -7))}>A week earlier<//><${Button} about=${about} onClick=${() => move(shift(now, 7))}>A week later<//>
        <${Button} off=${!given} about=${about} onClick=${() => change(`put back “${about}”`, v => { delete movedIn(v, plan)[d.id]; })}>Put back<//></div></div></div>`;
  }

  /** How far two plans stand apart, on both clocks. */
  function differenceWords(record, a, b) {
    if (a === b) return "The same day in both";
    const share = shareOn(record, ...[a, b].sort());
    return `${sayGap(gap(a, b))} ${b > a ? "later" : "earlier"} in plan B${share && `: ${share}`}`;
  }

  const dated = (record, day) => [say(day), ageOn(record, day), costWords(record, day)].filter(Boolean).join(". ");

  /** One row for each decision, then one for each step that a plan has changed. */
  function planRows(record, known, plans, steps) {
    const rows = known.map((d, n) => ({key: d.id, head: `${n + 1}. ${d.label}`, cells: [say(record.planned[d.id]), ...plans.map(p => dated(record, p[d.id])),
      plans.length > 1 ? differenceWords(record, plans[0][d.id], plans[1][d.id]) : changeWords(record, d, plans[0][d.id])]}));
    const [before, ...after] = steps.map(list => Object.fromEntries(list.map(x => [x.key, x]))), stands = x => x ? `${x.due ? `Due ${say(x.due)}: ` : ""}${x.standing}` : "Does not arise";
    const keys = [...new Set(steps.flatMap(list => list.map(x => x.key)))].filter(key => after.some(list => stands(list[key]) !== stands(before[key])));
    return [...rows, ...keys.map(key => ({key, head: [before, ...after].find(list => list[key])[key].name, cells: [stands(before[key]), ...after.map(list => stands(list[key])), ""]}))];
  }

  /** Which plan the handles move; a second one begins as a copy of the first. */
  function WhichPlan({value, plan, setPlan, change}) {
    if (!value.two_plans) {
      const begin = () => { change("add a second plan", v => { v.two_plans = true; v.moved_b = structuredClone(v.moved); }); setPlan("b"); };
      return html`<p><${Button} onClick=${begin}>Make a second plan beside this one<//></p>`;
    }
    const copy = (from, to) => change(`copy plan ${from} to plan ${to}`, v => { v[to === "B" ? "moved_b" : "moved"] = structuredClone(from === "B" ? v.moved_b : v.moved); });
    return html`<${Views} label="Which plan you are moving" views=${[["a", "Plan A"], ["b", "Plan B"]]} current=${plan} onChange=${setPlan} />
      <div class="ap-row"><${Button} onClick=${() => copy("A", "B")}>Copy plan A to plan B<//><${Button} onClick=${() => copy("B", "A")}>Copy plan B to plan A<//>
        <${Button} onClick=${() => { change("go back to one plan", v => { v.two_plans = false; }); setPlan("a"); }}>Go back to one plan<//></div>`;
  }

  function WhatIf({record, plans, steps, value, change, say: aloud, id}) {
    const [ref, full] = useWidth(), kept = useKept(), now = useRef(), {definition} = record, [chosen, setPlan] = useState("a"), two = value.two_plans, plan = two ? chosen : "a";
    const at = two && plan === "b" ? 1 : 0, decided = plans[at], other = two && plans[1 - at], expected = steps[at + 1];
    const known = definition.decisions.filter(d => decided[d.id]), span = useMemo(() => reachOf(record, steps[0]), [record, steps[0]]);
    const width = lineWidth(full), ticks = useMemo(() => span ? ticksIn(record, span, width) : [], [record, span, width]);
    now.current = {decided, plan, two, span, change};
    const put = (...given) => now.current.change(...given), mover = d => iso => {
      const {decided, plan, two, span} = now.current, {least, most} = limitsOf(record, d, span), day = between(least, iso, most);
      if (day === decided[d.id]) { aloud(`${d.label} is at the end of its line, ${say(day)}`, 0); return; }
      put(`move “${d.label}”${two ? ` in plan ${plan.toUpperCase()}` : ""}`, v => { movedIn(v, plan)[d.id] = dateParts(day); }, {merge: true});
      aloud(`${d.label}: ${decisionWords(record, d, day)}`);
    };
    // A key moves one decision and what follows it: the others are not looked at again.
    const lanes = [], fields = [];
    known.forEach((d, n) => {
      const day = decided[d.id], typed = movedIn(value, plan)[d.id], problem = decisionProblem(record, d, typed, decided), turns = turnsOn(expected, d, definition);
      const props = {record, decision: d, number: n + 1, now: day, problem, move: mover(d)}, beside = other && other[d.id];
      lanes.push(kept(`lane ${d.id}`, [record, day, problem, beside, plan, span, ticks, width], () => html`<${MoverLane} key=${d.id} other=${other && {day: beside, letter: plan === "a" ? "B" : "A"}} span=${span} width=${width} ticks=${ticks} describedBy=${id + "-keys"} ...${props} />`));
      fields.push(kept(`fields ${d.id}`, [record, day, problem, typed, plan, two, turns.join("\n")], () => html`<${DecisionFields} key=${plan + d.id} turns=${turns} typed=${typed} plan=${plan} two=${two} change=${put} id=${id} ...${props} />`));
    });
    const columns = ["Decision or step", record.own ? "Planned" : "In the record", ...two ? ["Plan A", "Plan B", "Between the two"] : ["What if", "Change"]];
    const lane = useMemo(() => html`<${ExpectedLane} expected=${expected} span=${span} ticks=${ticks} width=${width} born=${record.born} />`, [expected, span, ticks, width]);
    const rows = planRows(record, known, two ? plans : plans.slice(0, 1), two ? steps : steps.slice(0, 2));
    const table = html`<div class="dt-plans"><${CardTable} caption=${two ? "Two plans side by side" : "Decisions and the dates tried"} columns=${columns} rows=${rows} /></div>`;
    return html`<h4>What if</h4><p>Move a date and see what moves with it. These are the dates there would be, not what would have happened.</p>
      <p class="ap-hint" id=${id + "-keys"}>Drag a handle, use the buttons, type a date, or press the left and right arrow keys on a handle: one week; with Shift one day; Page Up and Page Down four weeks; Home and End go to the ends.</p>
      <${WhichPlan} value=${value} plan=${plan} setPlan=${setPlan} change=${change} />
      <div class="dt-chart" ref=${ref} role="group" aria-label="Decisions on a line. The text and the table below give the same dates."><div aria-hidden="true"><${Axis} record=${record} span=${span} ticks=${ticks} />${lane}</div>
        ${lanes}</div>
      <div class="dt-decisions">${fields}</div>
      ${table}
      <${TextArea} id=${id + "-what-if"} label=${definition.what_if_question} value=${value.what_if} onInput=${x => change("your thoughts on the dates", v => { v.what_if = x; }, {merge: true})} />`;
  }

  return {WhatIf};
}
