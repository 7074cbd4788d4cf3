// The stress test: it ended; one fact would change your mind; one factor mattered twice as much. Questions, no arithmetic.
import {bare} from "./weighing.js";
import {reading} from "./reading.js";

export function stressPart(kit, {Title, SideBySide}) {
  const {html, useState, TextArea, Select, Button} = kit;

  function Stress({sitting}) {
    const {definition: {questions}, value, change, options, kept, factors, id, go} = sitting;
    const named = o => kept.some(x => x.id === o), first = [value.conclusion, value.leaning?.option].find(named) ?? kept[0]?.id ?? "";
    const [option, setOption] = useState(first), [twice, setTwice] = useState(Object.keys(value.doubled ?? {}).find(f => bare(value.doubled[f]) && factors.some(x => x.id === f)) ?? "");
    const set = (key, name, words, label) => change(label, v => { v[key] = {...v[key], [name]: words}; }, {merge: true});
    const label = options.find(x => x.id === option)?.label, ids = factors.map(x => x.id);
    return html`<${Title}>Stress test<//>
      <p>Three questions that somebody else will ask.</p>
      <h5>It ended</h5>
      <${Select} id=${id + "-failed-of"} label="Which option?" value=${option} onChange=${setOption} choices=${kept.map(x => [x.id, x.label])} />
      ${option && html`<${TextArea} key=${option} id=${`${id}-failed-${option}`} label=${questions.failed} about=${label} rows=${4} hint="What was seen first, by whom, and what was not done?" value=${value.failed?.[option] ?? ""} onInput=${x => set("failed", option, x, `why it ended: ${label}`)} />`}
      <h5>One fact</h5>
      <${TextArea} id=${id + "-change"} label=${questions.change} rows=${3} value=${value.change_mind} onInput=${x => change("what would change your mind", v => { v.change_mind = x; }, {merge: true})} hint="One fact, from one person, that would make you start again." />
      <h5>What if one thing mattered twice as much?</h5>
      <${Select} id=${id + "-twice"} label="Which factor?" hint="It is read first, then the others in the order of their importance. Nothing is multiplied." value=${twice} onChange=${setTwice} choices=${factors.map(x => [x.id, x.label])} />
      ${twice && kept.length > 0 && html`<${SideBySide} sitting=${sitting} order=${reading(ids, value, twice)} label="Read in another order" />
        <${TextArea} key=${twice} id=${`${id}-twice-${twice}`} label=${questions.doubled} rows=${3} value=${value.doubled?.[twice] ?? ""} onInput=${x => set("doubled", twice, x, "what another weight would change")} />`}
      <p><${Button} primary onClick=${() => go("written")}>Go on to the draft<//></p>`;
  }

  return {Stress};
}
