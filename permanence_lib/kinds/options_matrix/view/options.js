// Options: is each one realistic, is one missing, and what of all the others there are in law?
import {bare, isThin} from "./weighing.js";

const REALISTIC = [["yes", "Yes, weigh it"], ["unsure", "Not sure yet, weigh it"], ["no", "No, set it aside"]];

export function optionsPart(kit, {Fold, Title, Later, Studies}) {
  const {html, useMemo, TextArea, TextLine, Radios, Button, Tag, plural} = kit;

  /** Made again only when something of this option has changed. */
  function OptionCard({sitting, option}) {
    const {value, material, steps, late} = sitting;
    return useMemo(() => html`<${OneOption} sitting=${sitting} option=${option} />`, [value.sifted[option.id], value.added, material, option.label, steps, late]);
  }

  function OneOption({sitting, option}) {
    const {definition, value, change, id, look} = sitting, {questions} = definition;
    const said = {realistic: "", why: "", tested: "", ...value.sifted[option.id]}, own = `${id}-${option.id}`;
    const set = (key, words, merge) => change(`${key === "realistic" ? "whether it is realistic" : key}: ${option.label}`,
      v => { v.sifted[option.id] = {...said, ...v.sifted[option.id], [key]: words}; }, {merge});
    const why = said.realistic === "no" ? "Why not?" : "Why?";
    return html`<div class="om-option" key=${option.id}>
      <h5>${option.label}${option.own && html` <${Tag}>Added by you<//>`}</h5>
      ${option.about && html`<p>${option.about}</p>`}${option.own && html`<${OwnOption} sitting=${sitting} option=${option} />`}
      <${Radios} id=${own + "-real"} legend=${questions.realistic} about=${option.label} inline tight value=${said.realistic} onChange=${x => set("realistic", x)} choices=${REALISTIC} />
      ${(said.realistic === "no" || said.realistic === "unsure" || said.why) && html`<${TextArea} id=${own + "-why"} label=${said.realistic === "unsure" ? "What makes you unsure?" : why} about=${option.label} rows=${2}
        hint=${said.realistic === "no" ? "So that somebody who hopes for this option would see that it was looked at." : undefined} value=${said.why} onInput=${x => set("why", x, true)} />`}
      ${isThin(said, definition.shortest_reason) && bare(said.why) && html`<p class="om-ask">That is a short reason for closing a door. Is there more: what was tried, who was asked, what would have to be different?</p>`}
      ${option.file && html`<${Fold} summary="What the file says, to be tested" about=${option.label} already=${!!bare(said.tested)}>${() => html`<${Later} sitting=${sitting} name="FileSays" what="What the file says" file=${option.file} boxes=${definition.boxes} />
        <${TextArea} id=${own + "-tested"} label=${questions.tested} about=${option.label} rows=${3} value=${said.tested} onInput=${x => set("tested", x, true)} />`}<//>`}
      <${Studies} sitting=${sitting} option=${option} />
      ${option.legal.length > 0 && html`<${Button} plain about=${": " + option.label} onClick=${() => look(option.legal.map(x => x.id))}>The law on this, side by side<//>`}
    </div>`;
  }

  function OwnOption({sitting, option}) {
    const {value, change, id, say, focus} = sitting, label = value.added.find(x => x.id === option.id)?.label ?? "";
    const rename = words => change("name of an added option", v => { v.added.find(x => x.id === option.id).label = words; }, {merge: true});
    const remove = () => { change(`remove ${option.label}`, v => without(v, option.id)); say(`Removed: ${option.label}. Undo brings it back.`); focus("[data-om-add]"); };
    return html`<div class="ap-row om-own"><${TextLine} id=${`${id}-${option.id}-label`} label="What is the option?" value=${label} onInput=${rename} />
      <${Button} about=${" " + option.label} onClick=${remove}>Remove<//></div>`;
  }

  function without(v, option) {
    v.added = v.added.filter(x => x.id !== option);
    for (const kept of [v.sifted, v.others, v.plans, v.failed, ...Object.values(v.cells)]) if (kept) delete kept[option];
    if (v.leaning?.option === option) v.leaning.option = "";
    if (v.conclusion === option) v.conclusion = "";
  }

  function AddOption({sitting}) {
    const {definition, value, change, id, focus} = sitting;
    const add = label => {
      const n = 1 + Math.max(0, ...value.added.map(x => Number(x.id.slice(4)) || 0));
      change("add an option", v => { v.added.push({id: `own-${n}`, label}); });
      focus(`#${CSS.escape(`${id}-own-${n}-label`)}`);
    };
    return html`<h5>${definition.questions.missing}</h5><p>${definition.questions.missing_help}</p>
      <div class="ap-row">${definition.often_missed.map(x => html`<${Button} key=${x} onClick=${() => add(x)}><span class="ap-vh">Add: </span>${x}<//>`)}
        <${Button} data-om-add="" onClick=${() => add("")}>Add another option<//></div>`;
  }

  /** Every other option and route there is in England: taken in, or left with a line that says why. */
  function Routes({sitting}) {
    const {left, value, definition} = sitting, said = left.filter(x => value.sifted[x.id]?.realistic).length;
    if (!left.length) return null;
    return html`<${Fold} summary=${`The other options and routes in England: ${said} of ${left.length} answered`}>${() => html`
      <p class="ap-hint">Take one in and it stands with the options above; leave it out with a line that says why.</p>
      <ul class="om-notes">${left.map(x => html`<${OneRoute} key=${x.id} sitting=${sitting} route=${x} shortest=${definition.shortest_reason} />`)}</ul>`}<//>`;
  }

  function OneRoute({sitting, route, shortest}) {
    const {value, change, id, say, look, focus} = sitting, said = {realistic: "", why: "", tested: "", ...value.sifted[route.id]}, own = `${id}-${route.id}`;
    const set = (key, words, merge) => change(`${route.label}: ${key === "why" ? "why not" : "in or out"}`, v => { v.sifted[route.id] = {...said, ...v.sifted[route.id], [key]: words}; }, {merge});
    const choose = words => { set("realistic", words); if (words === "yes") { say(`Taken in: ${route.label}`, 0); focus("[data-om-title]"); } };
    return html`<li><h6>${route.label}</h6><p>${route.about} <${Button} plain about=${": " + route.label} onClick=${() => look(route.legal.map(x => x.id))}>The law on this<//></p>
      <${Radios} id=${own + "-in"} legend="Realistic for this child?" about=${route.label} inline tight value=${said.realistic} onChange=${choose} choices=${[["yes", "Take it in"], ["no", "Leave it out"]]} />
      ${said.realistic === "no" && html`<${TextLine} id=${own + "-why"} label="Why not?" about=${route.label} value=${said.why} onInput=${x => set("why", x, true)} />
        ${isThin(said, shortest) && bare(said.why) && html`<p class="om-ask">That is a short reason. Was anybody asked?</p>`}`}</li>`;
  }

  function Options({sitting}) {
    const {options, counts, go} = sitting;
    return html`<${Title}>Which options are realistic?<//>
      <p>Say of each option whether it is realistic; those you set aside keep their reason. The options stand in a new order each time you open this page, so that none comes first by habit.</p>
      <p class="ap-hint">${counts.sifted} of ${plural(counts.options, "option")} sifted.</p>
      <div class="om-options">${options.map(x => html`<${OptionCard} key=${x.id} sitting=${sitting} option=${x} />`)}</div>
      <${AddOption} sitting=${sitting} />
      <${Routes} sitting=${sitting} />
      <p><${Button} primary onClick=${() => go("factors")}>Go on to the factors<//></p>`;
  }

  return {Options};
}
