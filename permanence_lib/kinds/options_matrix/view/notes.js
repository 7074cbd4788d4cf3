// Brought in: what earlier work lends stands beside an option, on one side of the argument, or waits here unused.
import {BOXES, EMPTY_CELL} from "./weighing.js";

const SIDES = BOXES.slice(0, 4);
export const noteWords = note => note.when ? `${note.when}: ${note.words}` : note.words;

export function notesPart(kit, {Fold}) {
  const {html, useState, Select, Button, Tag} = kit;

  const placeWords = ({definition, options}, place) => {
    const option = options.find(x => x.id === place.option);
    return option && (place.side ? `${option.label}: ${definition.boxes[place.side]}` : option.label);
  };

  function BroughtIn({sitting}) {
    const {value} = sitting, isUsed = note => note.places.some(place => placeWords(sitting, place));
    const used = value.notes.filter(isUsed), unused = value.notes.filter(note => !isUsed(note));
    const list = notes => html`<ul class="om-notes">${notes.map(note => html`<${OneNote} key=${note.id} sitting=${sitting} note=${note} />`)}</ul>`;
    if (!value.notes.length) return null;
    return html`<${Fold} summary=${`Brought in from earlier work: ${value.notes.length}${unused.length ? `, ${unused.length} not yet used` : ""}`} already=${!used.length}>${() => html`
      <p class="ap-hint">Set each thing beside the option it bears on, and say on which side. One thing can stand beside several.</p>
      ${unused.length > 0 && html`<h4>Brought in, not yet used</h4>${list(unused)}`}${used.length > 0 && html`<h4>Beside the options</h4>${list(used)}`}`}<//>`;
  }

  function OneNote({sitting, note}) {
    const {definition, options, change, id, say, focus} = sitting, own = `${id}-note-${note.id}`, about = note.words.slice(0, 60);
    const [option, setOption] = useState(""), [side, setSide] = useState(""), here = `[data-om-note="${note.id}"]`;
    const alter = (label, recipe) => { change(label, v => recipe(v.notes.find(x => x.id === note.id))); focus(here); };
    const place = () => {
      alter("set a note beside an option", x => { if (!x.places.some(p => p.option === option && p.side === side)) x.places.push({option, side}); });
      say(`Set beside ${placeWords(sitting, {option, side})}`, 0); setOption(""); setSide("");
    };
    const takeAway = n => { alter("take a note away from an option", x => { x.places.splice(n, 1); }); say("Taken away from the option; the note stays.", 0); };
    const remove = () => { change("remove a note", v => { v.notes = v.notes.filter(x => x.id !== note.id); }); say("Removed. Undo brings it back.", 0); focus("[data-om-title]"); };
    return html`<li tabindex="-1" data-om-note=${note.id}><p dir="auto">${noteWords(note)} <span class="ap-cite">From “${note.source}”.</span></p>
      ${note.places.map((p, n) => placeWords(sitting, p) && html`<p key=${p.option + p.side}><${Tag}>${placeWords(sitting, p)}<//> <${Button} plain about=${`from ${placeWords(sitting, p)}`} onClick=${() => takeAway(n)}>Take away<//></p>`)}
      <div class="ap-row om-own"><${Select} id=${own + "-option"} label="Beside which option" about=${about} value=${option} onChange=${setOption} choices=${options.map(x => [x.id, x.label])} />
        <${Select} id=${own + "-side"} label="On which side" about=${about} value=${side} onChange=${setSide} empty="None in particular" choices=${SIDES.map(key => [key, definition.boxes[key]])} />
        <${Button} off=${!option} about=${about} onClick=${place}>Set it there<//><${Button} plain about=${about} onClick=${remove}>Remove<//></div></li>`;
  }

  /** The notes beside one option, each to be copied into a box of the factor that is open. */
  function NotesBeside({sitting, option, factor}) {
    const {value, definition: {boxes}, change, say} = sitting;
    const found = value.notes.flatMap(note => note.places.filter(p => p.option === option.id).map(p => ({note, side: p.side})));
    const copy = (note, box) => {
      change(`copy a note into “${boxes[box]}”`, v => {
        const row = v.cells[factor.id] ??= {}, cell = {...EMPTY_CELL, ...row[option.id]};
        row[option.id] = {...cell, [box]: [cell[box].trimEnd(), noteWords(note)].filter(Boolean).join("\n")};
      });
      say(`Copied into ${boxes[box]}`, 0);
    };
    return found.length > 0 && html`<h6>You brought in</h6><ul class="om-notes">${found.map(({note, side}) => html`<li key=${note.id + side}><p dir="auto">${side && html`<strong>${boxes[side]}:</strong> `}${noteWords(note)} <span class="ap-cite">From “${note.source}”.</span></p>
      <${Button} plain about=${`: ${note.words.slice(0, 60)}`} onClick=${() => copy(note, side || "evidence")}>Copy into “${boxes[side || "evidence"]}”<//></li>`)}</ul>`;
  }

  return {BroughtIn, NotesBeside};
}
