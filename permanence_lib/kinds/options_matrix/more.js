// The steps after the options, what is folded away before them, and earlier work brought in. All of it comes at the first touch.
import {notesPart} from "./view/notes.js";
import {recordPart} from "./view/record.js";
import {factsPart} from "./view/facts.js";
import {evidencePart} from "./view/evidence.js";
import {PLANS, factorsPart} from "./view/factors.js";
import {sheetPart} from "./view/sheet.js";
import {reasoningPart} from "./view/reasoning.js";
import {stressPart} from "./view/stress.js";
import {writtenPart} from "./view/written.js";
import {groundOf} from "./view/sources.js";
export {cues, coverage, gaps} from "./view/gaps.js";
export {ageOn, daysLate, reading} from "./view/reading.js";
export {groundOf, isElsewhere, isOutside} from "./view/sources.js";
export {draft} from "./view/draft.js";

export function more(kit, given) {
  const {html} = kit, {Record, FileSays, Research, lines} = recordPart(kit, given);
  const {Beside, Facts} = factsPart(kit, {...given, FileSays}), known = {...given, Beside, lines};
  const {BroughtIn, NotesBeside} = notesPart(kit, known), {Evidence} = evidencePart(kit, known);
  const {Factors, OneFactor, Plans} = factorsPart(kit, {...known, NotesBeside, Evidence}), {Sheet, SideBySide} = sheetPart(kit, known);
  const {Reasoning} = reasoningPart(kit, known), {Stress} = stressPart(kit, {...known, SideBySide}), {Written} = writtenPart(kit, known);
  const steps = {facts: Facts, sheet: Sheet, reasoning: Reasoning, stress: Stress, written: Written};

  /** The step that was gone to. */
  function Step({place, sitting}) {
    const {definition, material, value, step, factors} = sitting, factor = factors.find(x => x.id === place.factor);
    const here = {...sitting, ground: () => groundOf(definition, material, value, step?.date, kit)}, Shown = steps[place.view];
    if (Shown) return html`<${Shown} sitting=${here} />`;
    if (place.factor === PLANS) return html`<${Plans} sitting=${here} />`;
    return factor ? html`<${OneFactor} key=${factor.id} sitting=${here} factor=${factor} />` : html`<${Factors} sitting=${here} />`;
  }

  return {Step, BroughtIn, Record, FileSays, Research};
}
