// Whether a chronology is being worked on or finished, since when, and why it was taken up again.
import {sayIso} from "./dates.js";
import {isFinished, todayIso} from "./words.js";

const STATE_WORDS = {active: "Begun", finished: "Finished", reopened: "Taken up again"};

export function stateParts(kit) {
  const {html, useState, TextLine, Details, Inset, Button} = kit;

  function State({value, change, say, id, focus}) {
    const [why, setWhy] = useState(""), history = value.history ?? [], finished = isFinished(value), last = history.at(-1);
    if (!value.entries.length) return null;
    const turn = to => {
      change(to === "finished" ? "mark the chronology as finished" : "take the chronology up again", b => { b.history = [...b.history ?? [], {to, day: todayIso(), why: why.trim()}]; });
      setWhy(""); say(to === "finished" ? "Finished. Its entries stand as they are until you take it up again." : "Taken up again.", 0); focus(".ch-head");
    };
    const box = html`<${TextLine} id=${id + "-why"} label=${finished ? "Why is it taken up again?" : "Anything to note"} optional value=${why} onInput=${setWhy} />`;
    const steps = history.length > 1 && html`<ul>${history.map((step, n) => html`<li key=${n}>${STATE_WORDS[step.to]} on ${sayIso(step.day)}${step.why && `: ${step.why}`}</li>`)}</ul>`;
    if (finished) return html`<${Inset}><p><strong>Finished on ${sayIso(last.day)}.</strong> The entries stand as they are. To change anything, take it up again: both dates are kept.</p>${steps}${box}<p><${Button} onClick=${() => turn("reopened")}>Take it up again<//></p><//>`;
    return html`<${Details} summary=${last ? `${STATE_WORDS[last.to]} on ${sayIso(last.day)}` : "Being worked on"}>${steps}${box}<p><${Button} onClick=${() => turn("finished")}>This chronology is finished<//></p><//>`;
  }

  return {State};
}
