// Two clocks on the screen: the record on its tracks, the timetable, stretches to name, decisions to move.
// What a case opens with is here; what is folded away then, and what only the followed child needs, is in more.js.
import {capital} from "./view/days.js";
import {readLoose} from "./view/loose.js";
import {decisionsOf, recordOf} from "./view/record.js";
import {expectedOf, momentWords} from "./view/expected.js";
import {sortOf} from "./view/timetable.js";
import {wordsOf} from "./view/words.js";
import {laterOf} from "./view/later.js";
import {chartOf} from "./view/chart.js";
import {readingOf} from "./view/reading.js";
import {systemOf} from "./view/system.js";
import {stretchesViewOf} from "./view/stretches.js";
import {pointsOf} from "./view/points.js";
import {plansOf} from "./view/plans.js";

export {addTime, letter, sayGap, shareOfLife, sharePercent, spread} from "./view/days.js";
export {readLoose} from "./view/loose.js";
export {whatIf} from "./view/following.js";
export {earliestStanding, stageSummary, standing, timetable} from "./view/timetable.js";
export {growingBetween} from "./view/growing.js";

const isFilled = value => value.moved_b && value.two_plans !== undefined && value.set_aside && value.not_yet
  && value.points.every(p => "means" in p && "sort" in p && "who" in p) && value.own_decisions.every(d => "means" in d);

/** An answer kept by an earlier version, or a point brought in by one, has not every field. */
const filled = value => isFilled(value) ? value : ({
  ...value, moved_b: value.moved_b ?? {}, two_plans: !!value.two_plans, set_aside: value.set_aside ?? [], not_yet: value.not_yet ?? [],
  points: value.points.map(p => ({means: "", sort: "", who: "", ...p})), own_decisions: value.own_decisions.map(d => ({means: "", ...d})),
});

export function view(kit, fetchMore) {
  const {html, useState, useRef, useMemo, useEffect, TextArea, TextLine, DateBoxes, Details, Group, OnItsWay, useFocus, useMore, readDate} = kit;
  const folding = laterOf(kit), words = wordsOf(kit), {notADay, sentences} = words, chart = chartOf(kit, words), {stretchesOf, recordSpan, TwoClocks, StretchChart} = chart;
  const {Reading, EntryTable, Growing} = readingOf(kit, words, folding), {SystemClock} = systemOf(kit, folding), {Stretches} = stretchesViewOf(kit, words, folding);
  const {Points} = pointsOf(kit, folding), {WhatIf} = plansOf(kit, words, chart);
  let made = null;
  const fetchParts = () => fetchMore().then(module => made ??= module.more(kit, {words, sortOf}));

  /** Move the focus; where to has yet to come, again when it is there, unless somebody has gone on meanwhile. */
  function useFocusWhenHere(root, parts) {
    const focus = useFocus(root), sought = useRef(null);
    useEffect(() => { if (sought.current && document.activeElement === sought.current.from) focus(sought.current.selector); }, [parts]);
    return selector => { sought.current = parts ? null : {selector, from: document.activeElement}; focus(selector); };
  }

  function Evidence({material, waiting, ask}) {
    const known = material.evidence.filter(e => e.confidence === "verified");
    if (!known.length && !waiting) return null;
    return html`<${Details} onOpen=${ask} summary="What is known about groups of children, and what it cannot tell you">${waiting && html`<p class="ap-hint">One moment…</p>`}${known.map(e => html`<${Group} key=${e.id}><h5>${e.topic}</h5>
      <p>${e.finding} <span class="ap-cite">${e.cite}</span></p><p><strong>What this cannot tell you:</strong> ${e.limits}</p><//>`)}<//>`;
  }

  function Ending({definition, value, change, id}) {
    const {questions, action} = definition, write = (label, field) => x => change(label, v => { v[field] = x; }, {merge: true});
    return html`<h4>What follows</h4>
      ${questions.map(q => html`<${TextArea} key=${q.id} id=${`${id}-q-${q.id}`} label=${q.text} hint=${q.hint} value=${value.answers[q.id]} onInput=${x => change("your answer", v => { v.answers[q.id] = x; }, {merge: true})} />`)}
      <${TextArea} id=${id + "-thing"} label=${action.thing} hint=${action.hint} rows=${2} value=${value.thing} onInput=${write("the one thing", "thing")} />
      <${TextLine} id=${id + "-who"} label=${action.who} width="20" value=${value.who} onInput=${write("who will do it", "who")} />
      <${DateBoxes} id=${id + "-by-when"} legend=${action.by_when} name=${action.by_when} error=${notADay(value.by_when, action.by_when)} value=${value.by_when} onChange=${write("by when", "by_when")} />`;
  }

  function Clocks({definition: asked, material, value: given, change: keep, say: aloud, id, readFile, askFacts, waiting, root, later}) {
    const value = useMemo(() => filled(given), [given]), change = (label, recipe, how) => keep(label, v => { if (value !== given) Object.assign(v, filled(v)); return recipe(v); }, how);
    const {parts} = later, focus = useFocusWhenHere(root, parts), typed = material.followed == null ? "" : JSON.stringify([value.alias, value.born, value.expected, value.since, value.clocks, value.own_decisions, value.points, value.set_aside, value.not_yet]);
    const record = useMemo(() => recordOf(asked, material, material.followed == null ? null : parts.ownOf(asked, material, value)), [asked, material, typed]), {definition, own} = record;
    const [current, setCurrent] = useState(record.entries[0]?.id);
    const plans = ["a", "b"].map(plan => decisionsOf(record, value, readDate, plan)), decidedTexts = plans.map(p => JSON.stringify(p)), moments = useMemo(() => momentWords(definition, material), [definition, material]);
    const points = useMemo(() => value.points.map(p => {
      const span = readLoose(p.date, p.season);
      return {...p, from: span?.first, to: span?.last, day: span?.known === "day" ? span.first : null, said: span?.said ?? p.said_when};
    }), [JSON.stringify(value.points)]);
    const choose = ref => points.find(p => p.id === ref)?.day ?? (ref === "birth" ? record.born : record.entries.find(e => e.id === ref)?.date ?? null);
    const pointsText = JSON.stringify(value.points.map(p => [p.means, p.date, p.season]));
    const expected = useMemo(() => expectedOf(record, value.points, record.planned), [record, pointsText]);
    const steps = [expected, ...plans.map((plan, n) => useMemo(() => expectedOf(record, value.points, plan), [record, pointsText, decidedTexts[n]]))];
    const {own_stretches, answers, thing, who, by_when} = value;
    const stretches = useMemo(() => stretchesOf(record, value, choose), [record, value.stretches, own_stretches, points]), shape = JSON.stringify(stretches.map(s => [s.id, s.label, s.from, s.to, s.thought.tag]));
    // What a key does not touch stands still: a part is made again only when something it shows has changed.
    const span = useMemo(() => recordSpan(record, expected, stretches, points), [record, expected, shape, points]);
    const clocks = useMemo(() => html`<${TwoClocks} record=${record} expected=${expected} span=${span} points=${points} current=${current} onPick=${setCurrent} />`, [record, expected, span, points, current]);
    const chart = useMemo(() => html`<${StretchChart} record=${record} span=${span} stretches=${stretches} />`, [record, span, shape]);
    const tables = useMemo(() => html`<${EntryTable} later=${later} record=${record} points=${points} /><${Growing} record=${record} span=${span} />`, [later, record, points, span]);
    const system = useMemo(() => html`<${SystemClock} later=${later} expected=${expected} record=${record} value=${value} change=${change} id=${id} />`, [later, expected, record, own && value]);
    const own_points = useMemo(() => definition.own_points && html`<${Points} later=${later} record=${record} points=${points} change=${change} id=${id} focus=${focus} moments=${moments} />`, [later, record, points, moments]);
    const told = useMemo(() => html`<h4>${capital(record.name)}’s clock</h4><ul>${sentences(record, points).map(words => html`<li key=${words}>${words}</li>`)}</ul>`, [record, points]);
    const reading = useMemo(() => html`<${Reading} record=${record} current=${current} onPick=${setCurrent} say=${aloud} />`, [record, current]);
    const thought = useMemo(() => (stretches.length > 0 || definition.own_stretches) && html`<${Stretches} later=${later} record=${record} points=${points} stretches=${stretches} chart=${chart} change=${change} id=${id} focus=${focus} />`, [later, record, points, stretches, chart]);
    const ending = useMemo(() => html`<${Evidence} material=${material} waiting=${waiting} ask=${askFacts} /><${Ending} definition=${definition} value=${value} change=${change} id=${id} />`,
      [definition, material, waiting, answers, thing, who, by_when]);
    return html`${own && html`<${parts.OwnChild} asked=${asked} material=${material} record=${record} value=${value} points=${points} change=${change} id=${id} />${own_points}<${parts.Episodes} record=${record} value=${value} change=${change} say=${aloud} id=${id} readFile=${readFile} />`}
      ${told}${clocks}${reading}${tables}
      ${system}
      ${thought}
      ${own ? html`<${parts.OwnDecisions} value=${value} change=${change} id=${id} focus=${focus} moments=${moments} />` : own_points}
      ${Object.keys(plans[0]).length > 0 && html`<${WhatIf} record=${record} plans=${plans} steps=${steps} value=${value} change=${change} say=${aloud} id=${id} />`}
      ${ending}`;
  }

  return function DelayTimeline(given) {
    const root = useRef(), own = given.material.followed != null, isOpen = own || !given.definition.timetable.length || given.value.points.some(p => !p.label);
    // reading on needs nothing that is folded away: it is asked for at the first touch, before the line can go
    const [touched, setTouched] = useState(false), touch = () => setTouched(true);
    const [parts, late] = useMore(fetchParts, touched || isOpen), later = useMemo(() => ({parts, late, touch}), [parts, late]);
    return html`<div class="dt" ref=${root} onfocusin=${touch} onpointerdown=${touch}>
      ${own && !parts ? html`<${OnItsWay} what="This exercise" late=${late} />` : html`<${Clocks} ...${given} root=${root} later=${later} />`}</div>`;
  };
}
