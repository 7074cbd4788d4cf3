// Options held against the same factors, in words. Nothing is added up, nothing sorts an option, a blank is 'not assessed'.
// What is needed to begin is here; the later steps are in more.js.
import {cellOf, isAssessed, progressCounts, shuffled, weighable} from "./view/weighing.js";
import {choices, factorsOf, isTaken, routes} from "./view/ground.js";
import {knownPart} from "./view/known.js";
import {optionsPart} from "./view/options.js";
import {leaningPart} from "./view/leaning.js";
export {BOXES, progressCounts, shuffled, weighable} from "./view/weighing.js";

const VIEWS = [["leaning", "First leaning"], ["options", "Options"], ["factors", "Factors"], ["facts", "Facts"], ["sheet", "Balance sheet"],
  ["reasoning", "Reasoning"], ["stress", "Stress test"], ["written", "Draft"]];
const FIRST = ["leaning", "options"];
const isFresh = value => !value.leaning?.option && !Object.keys(value.sifted).length && !Object.keys(value.cells).length;

export function view(kit, fetchMore) {
  const {html, useState, useRef, useEffect, useFocus, useMore, OnItsWay, Views, readDate} = kit;
  const known = knownPart(kit), {Fold, Title, Later} = known;
  const {Options} = optionsPart(kit, known), {Leaning} = leaningPart(kit, known);
  let made = null;
  const fetchSteps = () => fetchMore().then(module => made ??= module.more(kit, known));

  /** One order for the whole visit; what is added later stands at the end. */
  function useOrder(ids) {
    const order = useRef(null);
    order.current ??= shuffled(ids, Math.random);
    order.current = [...order.current, ...ids.filter(x => !order.current.includes(x))];
    return order.current;
  }

  return function OptionsMatrix({definition, material, value, change, say, id, askFacts, waiting}) {
    const root = useRef(), focus = useFocus(root);
    const [place, setPlace] = useState({view: isFresh(value) ? "leaning" : "options", factor: null}), [opened, setOpened] = useState(new Set());
    // looking on needs neither law nor research nor the later steps: they are asked for at the first touch, before the line can go
    const [touched, setTouched] = useState(false), wanted = touched || !FIRST.includes(place.view), touch = () => setTouched(true);
    const [steps, late] = useMore(fetchSteps, wanted || value.notes.length > 0);
    useEffect(() => { if (wanted) askFacts?.(); }, [wanted]);
    // whoever went to a step before it had come stood on its title until now
    useEffect(() => { if (steps && !FIRST.includes(place.view) && document.activeElement === document.body) focus(place.back ?? "[data-om-title]"); }, [steps]);
    const named = choices(definition, material, value), order = useOrder(named.map(x => x.id));
    const options = [...named].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    const [looked, setLooked] = useState(() => [...new Set(options.flatMap(x => x.legal[0]?.id ?? []))].slice(0, 2));
    const factors = factorsOf(definition, value), factorIds = factors.map(x => x.id), ids = named.map(x => x.id), keptIds = weighable(ids, value);
    const kept = options.filter(x => keptIds.includes(x.id));
    const firstBlank = factor => kept.find(o => !isAssessed(cellOf(value, factor, o.id)))?.id ?? kept[0]?.id;
    const go = (view, factor = null, back = null, option = null) => {
      if (factor) setOpened(new Set([option ?? firstBlank(factor)]));
      setPlace({view, factor, back}); focus(back ?? "[data-om-title]");
    };
    const look = (chosen, stay) => { setLooked(chosen); if (!stay) go("facts"); };
    const step = material.case?.milestones.find(x => x.id === definition.decision), ownDay = !step, due = ownDay && readDate(value.decide_by);
    const decision = step ?? (due ? {date: due} : null);
    const left = routes(definition, material).filter(x => !isTaken(x.id, value));
    const sitting = {definition, material, value, change, say, id, focus, options, kept, left, factors, step, go, look, looked, opened, setOpened, decision, ownDay, waiting, steps, late, touch,
      counts: progressCounts(factorIds, ids, value)};
    const [, words] = VIEWS.find(([key]) => key === place.view);
    return html`<div class="om" ref=${root} onfocusin=${touch} onpointerdown=${touch}>
      <${Views} label="Steps" views=${VIEWS} current=${place.view} onChange=${x => go(x)} />
      ${material.case && html`<${Fold} summary=${`The record: ${material.case.title}`}>${() => html`<${Later} sitting=${sitting} name="Record" what="The record" story=${material.case} id=${id} />`}<//>`}
      ${steps && html`<${steps.BroughtIn} sitting=${sitting} />`}
      <div role="group" aria-label=${words}>
        ${place.view === "leaning" && html`<${Leaning} sitting=${sitting} />`}
        ${place.view === "options" && html`<${Options} sitting=${sitting} />`}
        ${!FIRST.includes(place.view) && (steps ? html`<${steps.Step} place=${place} sitting=${sitting} />` : html`<${Title}>${words}<//><${OnItsWay} what="This step" late=${late} />`)}
      </div></div>`;
  };
}
