// Entries that cannot both be right, side by side.
import {sayRange} from "./dates.js";
import {titleOf} from "./words.js";

export function sidesScreen(kit, {Head, ordered, EntryWords, addPair}) {
  const {html, TextArea, Select, Inset, Button} = kit;

  function Disagreements(desk) {
    const {value, change, say, id, focus} = desk, {byId, all} = ordered(desk);
    const choices = all.map(e => [e.id, titleOf(e)]);
    const start = () => focus(`#${id}-${addPair(desk, "set two entries side by side")}-first`);
    const remove = key => {
      change("unlink two entries", b => { b.disagreements = b.disagreements.filter(d => d.id !== key); });
      say("Removed; the entries stay. Use Undo to bring it back.", 0); focus(".ch-head");
    };
    return html`<${Head}>Where the entries disagree<//>
      <p>Two accounts can differ because one is wrong, because each looks at other dates, or because people saw different things. Set them side by side before you choose between them.</p>
      ${value.disagreements.map((d, n) => html`<${Pair} key=${d.id} ...${desk} pair=${d} n=${n + 1} byId=${byId} choices=${choices} remove=${() => remove(d.id)} />`)}
      ${value.entries.length < 2 ? html`<${Inset}><p>Two entries are needed first.</p><//>` : html`<${Button} primary=${!value.disagreements.length} onClick=${start}>Set two entries side by side<//>`}`;
  }

  function Pair({pair, n, byId, choices, remove, child, definition, change, id}) {
    const key = `${id}-${pair.id}`, about = `of pair ${n}`;
    const set = (name, label) => text => change(label, b => { b.disagreements.find(d => d.id === pair.id)[name] = text; }, {merge: true});
    const side = (name, other, words) => html`<div class="ch-side"><${Select} id=${`${key}-${name}`} label=${words} about=${about} value=${pair[name]} onChange=${set(name, "which entries disagree")} choices=${choices.filter(([v]) => v !== pair[other])} />
      ${byId.has(pair[name]) && html`<${EntryWords} entry=${byId.get(pair[name])} child=${child} definition=${definition} />`}</div>`;
    return html`<section class="ch-pair" aria-label=${`Pair ${n}`}><div class="ap-columns">${side("first", "second", "One entry")}${side("second", "first", "The other entry")}</div>
      <${TextArea} id=${key + "-about"} rows=${2} label="What do they disagree about?" about=${about} value=${pair.about} onInput=${set("about", "what two entries disagree about")} />
      <${TextArea} id=${key + "-settle"} rows=${2} label="What would settle it?" about=${about} value=${pair.settle} onInput=${set("settle", "what would settle it")} />
      <${Button} onClick=${remove} about=${about}>Remove this pair<//></section>`;
  }

  return {Disagreements};
}
