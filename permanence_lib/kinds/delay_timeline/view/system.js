// The system's clock: each stage of the timetable folded under one line that says where to look.
import {byStage} from "./expected.js";

export function systemOf({html}, {Later, Folded}) {
  function Stage({later, stage, folded, ...given}) {
    const steps = {later, name: "Steps", what: "The timetable", stage, folded, ...given};
    return folded ? html`<${Folded} summary=${html`<strong>${stage.words}.</strong> ${stage.summary}`} ...${steps} />` : html`<${Later} ...${steps} />`;
  }

  function SystemClock({later, expected, record, ...given}) {
    if (!expected.length) return null;
    const folded = record.definition.timetable.length > 0, all = {words: "", steps: expected, summary: ""};
    return html`<h4>The system’s clock</h4>
      <div class="dt-stages">${(folded ? byStage(expected) : [all]).map(stage => html`<${Stage} key=${stage.words} later=${later} stage=${stage} record=${record} folded=${folded} ...${given} />`)}</div>
      <p class="ap-hint">Counted from the day after the clock starts, unless it says otherwise. Working days leave out Saturdays, Sundays and bank holidays in England.</p>`;
  }

  return {SystemClock};
}
