// The first leaning, said before the work and kept to oneself; looked at again beside the conclusion.
import {CANNOT_CHOOSE, leaningOf} from "./weighing.js";

export function leaningPart(kit, {Title}) {
  const {html, TextArea, Select, Tick, Button} = kit;

  function Leaning({sitting}) {
    const {value, options, change, id, go} = sitting, leaning = leaningOf(value);
    const set = (key, words, merge) => change("first leaning", v => { v.leaning = {...leaningOf(v), [key]: words}; }, {merge});
    return html`<${Title}>Before you begin: which way do you lean?<//>
      <p>Most of us lean before we have looked. Say so now, and later you can see what the work changed.</p>
      <${Select} id=${id + "-lean"} label="If you had to say today" value=${leaning.option} onChange=${x => set("option", x)} empty="I do not lean yet" choices=${[...options.map(x => [x.id, x.label]), CANNOT_CHOOSE]} />
      <${TextArea} id=${id + "-lean-why"} label="In a sentence, why?" rows=${2} value=${leaning.words} onInput=${x => set("words", x, true)} />
      <${Seen} sitting=${sitting} />
      <p><${Button} primary onClick=${() => go("options")}>Go on to the options<//></p>`;
  }

  const Seen = ({sitting}) => html`<p class="ap-hint">This is yours. It stays out of the report, the Word files and the group’s picture, and so does what you say later about what changed.</p>
    <${Tick} id=${sitting.id + "-lean-seen"} label="Let both stand in the report and be counted with the group’s" checked=${leaningOf(sitting.value).seen}
      onChange=${x => sitting.change("who sees the first leaning", v => { v.leaning = {...leaningOf(v), seen: x}; })} />`;

  return {Leaning};
}
