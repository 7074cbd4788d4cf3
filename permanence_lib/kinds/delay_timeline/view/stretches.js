// What the time was for: each stretch with its length on both clocks, its cause, its name and its cost.
import {NOT_YET, NO_THOUGHT, TAGS, UNNAMED} from "./chart.js";

export function stretchesViewOf({html, useState, TextArea, Radios, Button, Tag}, {stretchWords}, {Later}) {
  function ThoughtFields({id, name, about, thought, set}) {
    return html`<${TextArea} id=${id + "-cause"} label="What caused it, and how do you know?" about=${about} rows=${2} value=${thought.cause} onInput=${x => set("cause", x)} />
      <${Radios} id=${id + "-tag"} legend="What was this time?" about=${about} hint="If one part was one thing and one part another, add a stretch of your own for each." value=${thought.tag} onChange=${x => set("tag", x)}
        choices=${[["purposeful", `Purposeful: it did something for ${name} that could not be done faster`], ["avoidable", "Avoidable: it could have been shorter, and nothing good would have been lost"], ["cannot_tell", "Cannot tell from this record"]]} />
      <${TextArea} id=${id + "-cost"} label=${`What did it cost ${name}?`} about=${about} hint="What was learned, missed, begun or broken meanwhile, by the child’s own clock" rows=${2} value=${thought.cost} onInput=${x => set("cost", x)} />`;
  }

  const isThought = ({tag, cause, cost}) => Boolean(tag || cause || cost);

  function Stretch({record, stretch: s, id, open, onToggle, set, children}) {
    const label = s.label || UNNAMED;
    return html`<li class="dt-stretch" id=${id}><div class="dt-stretch-head"><h5 dir="auto">${label}</h5><${Tag}>${TAGS[s.thought.tag] ?? NOT_YET}<//></div>
      <p class="dt-facts">${stretchWords(record, s.from, s.to)}</p>
      <${Button} onClick=${onToggle} aria-expanded=${String(open)} aria-controls=${id + "-fields"} about=${label}>${open ? "Close" : isThought(s.thought) ? "Read or change" : "Think about it"}<//>
      <div id=${id + "-fields"} hidden=${!open}>${open && html`${children}<${ThoughtFields} id=${id} name=${record.name} about=${label} thought=${s.thought} set=${set} />`}</div></li>`;
  }

  function Stretches({later, record, points, stretches, chart, change, id, focus}) {
    const [open, setOpen] = useState(() => new Set(stretches.some(s => isThought(s.thought)) ? [] : stretches.slice(0, 1).map(s => s.id)));
    const toggle = key => setOpen(old => { const next = new Set(old); if (!next.delete(key)) next.add(key); return next; });
    const write = s => (field, x) => change(s.label || "your stretch", v => {
      if (s.own) Object.assign(v.own_stretches.find(o => o.id === s.id), {[field]: x});
      else v.stretches[s.id] = {...NO_THOUGHT, ...v.stretches[s.id], [field]: x};
    }, {merge: field !== "tag"});
    const add = () => { const key = `s${Date.now().toString(36)}`; change("add a stretch", v => { v.own_stretches.push({id: key, label: "", start: "", end: "", ...NO_THOUGHT}); }); setOpen(old => new Set(old).add(key)); focus(`#${id}-${key}-label`); };
    const drop = s => { change(`remove ${s.label || "your stretch"}`, v => { v.own_stretches = v.own_stretches.filter(o => o.id !== s.id); }); focus(`#${id}-add-stretch`); };
    return html`<h4>What the time was for</h4>${chart}
      <ul class="dt-stretches">${stretches.map(s => html`<${Stretch} key=${s.id} record=${record} stretch=${s} id=${`${id}-${s.id}`} open=${open.has(s.id)} onToggle=${() => toggle(s.id)} set=${write(s)}>
        ${s.own && html`<${Later} later=${later} name="OwnStretch" what="Where it begins and ends" stretch=${s} record=${record} points=${points} set=${write(s)} drop=${() => drop(s)} id=${`${id}-${s.id}`} />`}<//>`)}</ul>
      ${record.definition.own_stretches && html`<p><${Button} id=${`${id}-add-stretch`} onClick=${add}>Add a stretch of your own<//></p>`}`;
  }

  return {Stretches};
}
