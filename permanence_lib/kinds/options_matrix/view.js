// Options held against the same factors, in words. Nothing is added up, nothing sorts an option, a blank is 'not assessed'.
import {ageOn, cellOf, isAssessed, progressCounts, shuffled, weighable} from "./view/weighing.js";
import {choices, factorsOf, groundOf, isTaken, routes} from "./view/ground.js";
import {knownPart} from "./view/known.js";
import {notesPart} from "./view/notes.js";
import {optionsPart} from "./view/options.js";
import {evidencePart} from "./view/evidence.js";
import {leaningPart} from "./view/leaning.js";
import {PLANS, factorsPart} from "./view/factors.js";
import {sheetPart} from "./view/sheet.js";
import {reasoningPart} from "./view/reasoning.js";
import {stressPart} from "./view/stress.js";
import {writtenPart} from "./view/written.js";
export {BOXES, ageOn, cues, daysLate, progressCounts, reading, shuffled, weighable} from "./view/weighing.js";
export {groundOf, isElsewhere, isOutside} from "./view/ground.js";
export {coverage, gaps} from "./view/gaps.js";
export {draft} from "./view/draft.js";

const VIEWS = [["leaning", "First leaning"], ["options", "Options"], ["factors", "Factors"], ["facts", "Facts"], ["sheet", "Balance sheet"],
  ["reasoning", "Reasoning"], ["stress", "Stress test"], ["written", "Draft"]];
const isFresh = value => !value.leaning?.option && !Object.keys(value.sifted).length && !Object.keys(value.cells).length;

export function view(kit) {
  const {html, useState, useRef, useEffect, useFocus, Views, readDate, plural} = kit;
  const known = knownPart(kit), {Fold, Record, Facts, day} = known;
  const {BroughtIn, NotesBeside} = notesPart(kit, known), {Evidence} = evidencePart(kit, known);
  const {Options} = optionsPart(kit, known), {Leaning, Changed} = leaningPart(kit, known);
  const {Factors, OneFactor, Plans} = factorsPart(kit, {...known, NotesBeside, Evidence}), {Sheet, SideBySide} = sheetPart(kit, known);
  const {Reasoning} = reasoningPart(kit, {...known, Changed}), {Stress} = stressPart(kit, {...known, SideBySide}), {Written} = writtenPart(kit, known);

  /** One order for the whole visit; what is added later stands at the end. */
  function useOrder(ids) {
    const order = useRef(null);
    order.current ??= shuffled(ids, Math.random);
    order.current = [...order.current, ...ids.filter(x => !order.current.includes(x))];
    return order.current;
  }

  function childAtDecision(definition, story, decision) {
    const child = story?.people.find(x => x.id === definition.child);
    if (!child?.born || !decision) return "";
    const [years, months] = ageOn(child.born, decision.date);
    return `${child.name} will be ${plural(years, "year")} and ${plural(months, "month")} old on ${day(decision.date)} (${decision.name}).`;
  }

  return function OptionsMatrix({definition, material, value, change, say, id, askFacts}) {
    const root = useRef(), focus = useFocus(root);
    const [place, setPlace] = useState({view: isFresh(value) ? "leaning" : "options", factor: null}), [opened, setOpened] = useState(new Set());
    // the first question needs no law and no research: they are asked for once it is left
    useEffect(() => { if (place.view !== "leaning") askFacts?.(); }, [place.view]);
    const named = choices(definition, material, value), order = useOrder(named.map(x => x.id));
    const options = [...named].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    const [looked, setLooked] = useState(() => [...new Set(options.flatMap(x => x.legal[0]?.id ?? []))].slice(0, 2));
    const factors = factorsOf(definition, value), factorIds = factors.map(x => x.id), ids = named.map(x => x.id), keptIds = weighable(ids, value);
    const kept = options.filter(x => keptIds.includes(x.id));
    const firstBlank = factor => kept.find(o => !isAssessed(cellOf(value, factor, o.id)))?.id ?? kept[0]?.id;
    const go = (view, factor = null, back = null, option = null) => {
      if (factor) setOpened(new Set([option ?? firstBlank(factor)]));
      setPlace({view, factor}); focus(back ?? "[data-om-title]");
    };
    const look = (chosen, stay) => { setLooked(chosen); if (!stay) go("facts"); };
    const step = material.case?.milestones.find(x => x.id === definition.decision), ownDay = !step, due = ownDay && readDate(value.decide_by);
    const decision = step ?? (due ? {date: due} : null);
    const left = routes(definition, material).filter(x => !isTaken(x.id, value)), ground = () => groundOf(definition, material, value, step?.date, kit);
    const sitting = {definition, material, value, change, say, id, focus, options, kept, left, factors, ground, go, look, looked, opened, setOpened, decision, ownDay,
      counts: progressCounts(factorIds, ids, value), childLine: childAtDecision(definition, material.case, step)};
    const factor = factors.find(x => x.id === place.factor);
    const [, words] = VIEWS.find(([key]) => key === place.view);
    return html`<div class="om" ref=${root}>
      <${Views} label="Steps" views=${VIEWS} current=${place.view} onChange=${x => go(x)} />
      ${material.case && html`<${Fold} summary=${`The record: ${material.case.title}`}>${() => html`<${Record} story=${material.case} id=${id} />`}<//>`}
      <${BroughtIn} sitting=${sitting} />
      <div role="group" aria-label=${words}>
        ${place.view === "leaning" && html`<${Leaning} sitting=${sitting} />`}
        ${place.view === "options" && html`<${Options} sitting=${sitting} />`}
        ${place.view === "factors" && (place.factor === PLANS ? html`<${Plans} sitting=${sitting} />` : factor ? html`<${OneFactor} key=${factor.id} sitting=${sitting} factor=${factor} />` : html`<${Factors} sitting=${sitting} />`)}
        ${place.view === "facts" && html`<${Facts} sitting=${sitting} />`}
        ${place.view === "sheet" && html`<${Sheet} sitting=${sitting} />`}
        ${place.view === "reasoning" && html`<${Reasoning} sitting=${sitting} />`}
        ${place.view === "stress" && html`<${Stress} sitting=${sitting} />`}
        ${place.view === "written" && html`<${Written} sitting=${sitting} />`}
      </div></div>`;
  };
}
