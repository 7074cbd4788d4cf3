// The first leaning, said before the work and kept to oneself; looked at again beside the conclusion.
import {MORE_THAN_ONE, bare} from "./weighing.js";

export const CANNOT_CHOOSE = [MORE_THAN_ONE, "More than one plan for now"];

export function leaningPart(kit, {Title}) {
  const {html, TextArea, Select, Tick, Button, Inset} = kit;
  const first = value => ({option: "", words: "", seen: false, ...value.leaning});

  function Leaning({sitting}) {
    const {value, options, change, id, go} = sitting, leaning = first(value);
    const set = (key, words, merge) => change("first leaning", v => { v.leaning = {...first(v), [key]: words}; }, {merge});
    return html`<${Title}>Before you begin: which way do you lean?<//>
      <p>Most of us lean before we have looked. Say so now, and later you can see what the work changed.</p>
      <${Select} id=${id + "-lean"} label="If you had to say today" value=${leaning.option} onChange=${x => set("option", x)} empty="I do not lean yet" choices=${[...options.map(x => [x.id, x.label]), CANNOT_CHOOSE]} />
      <${TextArea} id=${id + "-lean-why"} label="In a sentence, why?" rows=${2} value=${leaning.words} onInput=${x => set("words", x, true)} />
      <${Seen} sitting=${sitting} />
      <p><${Button} primary onClick=${() => go("options")}>Go on to the options<//></p>`;
  }

  const Seen = ({sitting}) => html`<p class="ap-hint">This is yours. It stays out of the report, the Word files and the group’s picture, and so does what you say later about what changed.</p>
    <${Tick} id=${sitting.id + "-lean-seen"} label="Let both stand in the report and be counted with the group’s" checked=${first(sitting.value).seen}
      onChange=${x => sitting.change("who sees the first leaning", v => { v.leaning = {...first(v), seen: x}; })} />`;

  /** Beside the conclusion: where it began, and what moved. */
  function Changed({sitting}) {
    const {value, options, change, id, go} = sitting, leaning = first(value), from = options.find(x => x.id === leaning.option)?.label ?? (leaning.option === MORE_THAN_ONE ? CANNOT_CHOOSE[1] : "");
    if (!from && !bare(leaning.words)) return html`<p class="ap-hint">You said nothing of how you leant before the work. <${Button} plain onClick=${() => go("leaning")}>Say it now<//></p>`;
    return html`<${Inset}><p><strong>Before the work you leant to:</strong> ${from || "nothing yet"}. ${leaning.words}</p><//>
      <${TextArea} id=${id + "-changed"} label="What has changed since, and what changed it?" rows=${3} hint=${leaning.seen ? "Stands in the report." : "Yours: kept out of the report with your first leaning."} value=${value.changed} onInput=${x => change("what changed", v => { v.changed = x; }, {merge: true})} />`;
  }

  return {Leaning, Changed};
}
