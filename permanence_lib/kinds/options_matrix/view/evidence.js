// Evidence, piece by piece: its words, which side it speaks for, and where it is from.
import {EMPTY_CELL, itemsOf} from "./weighing.js";
import {noteWords} from "./notes.js";

const SORTS = [["record", "The chronology or file"], ["person", "A named person"], ["research", "Research"], ["other", "Another paper"]];
const NEW_ITEM = {words: "", side: "", sort: "", source: "", limits: ""};

export function evidencePart(kit, {Fold, day}) {
  const {html, useMemo, TextArea, TextLine, Select, Button} = kit;

  function Evidence({sitting, factor, option, cell}) {
    const {value, change, id, say, focus} = sitting, items = cell.items ?? [], own = `${id}-${factor.id}-${option.id}-e`;
    const alter = (label, recipe, merge) => change(`${label}: ${option.label}, ${factor.label}`, v => {
      const row = v.cells[factor.id] ??= {}, kept = {...EMPTY_CELL, ...row[option.id]};
      row[option.id] = {...kept, items: recipe([...(kept.items ?? [])])};
    }, {merge});
    const add = () => {
      const n = 1 + Math.max(0, ...items.map(x => +x.id.slice(1) || 0));
      alter("add evidence", list => [...list, {id: `i${n}`, ...NEW_ITEM}]); focus(`#${CSS.escape(`${own}-i${n}-words`)}`);
    };
    const remove = gone => { alter("remove evidence", list => list.filter(x => x.id !== gone)); say("Removed. Undo brings it back.", 0); focus(`#${CSS.escape(own + "-add")}`); };
    return html`<${Fold} summary=${`Evidence, piece by piece: ${itemsOf(cell).length}`} about=${option.label} already=${items.length > 0}>${() => html`
      ${items.map((item, n) => html`<${Piece} key=${item.id} sitting=${sitting} option=${option} item=${item} about=${`piece ${n + 1}, ${option.label}`} own=${`${own}-${item.id}`} remove=${() => remove(item.id)}
        set=${(key, words, merge) => alter(`evidence ${n + 1}, ${key}`, list => list.map(x => x.id === item.id ? {...x, [key]: words, ...(key === "sort" ? {source: ""} : {})} : x), merge)} />`)}
      <p><${Button} id=${own + "-add"} about=${"to " + option.label} onClick=${add}>Add a piece of evidence<//></p>`}<//>`;
  }

  function Piece({sitting, option, item, about, own, set, remove}) {
    const {definition} = sitting;
    return html`<div class="om-unknown"><${TextArea} id=${own + "-words"} label="What is it?" about=${about} rows=${2} value=${item.words} onInput=${x => set("words", x, true)} />
      <div class="om-three"><${Select} id=${own + "-side"} label="Which side?" about=${about} value=${item.side} onChange=${x => set("side", x)} empty="Neither, or both" choices=${["may_help", "may_harm"].map(x => [x, definition.boxes[x]])} />
        <${Select} id=${own + "-sort"} label="Where is it from?" about=${about} value=${item.sort} onChange=${x => set("sort", x)} empty="Not said yet" choices=${SORTS} />
        <${Whence} sitting=${sitting} option=${option} item=${item} about=${about} own=${own} set=${set} /></div>
      ${item.sort === "research" && item.source && html`<${Limits} sitting=${sitting} item=${item} about=${about} own=${own} set=${set} />`}
      <p><${Button} plain about=${about} onClick=${remove}>Remove<//></p></div>`;
  }

  /** The source itself: an entry, a study, or a name in words. */
  function Whence({sitting, option, item, about, own, set}) {
    const {material, value} = sitting;
    const records = useMemo(() => [...(material.case?.events ?? []).map(x => [x.id, `${day(x.date)}, ${x.source}: ${x.text.slice(0, 60)}`]), ...value.notes.map(x => [x.id, noteWords(x).slice(0, 90)])], [material, value.notes]);
    const beside = option.research.map(x => x.id), studies = (material.evidence ?? []).filter(x => x.confidence === "verified");
    const named = [...studies.filter(x => beside.includes(x.id)), ...studies.filter(x => !beside.includes(x.id))].map(x => [x.id, `${x.id}, ${x.cite}${beside.includes(x.id) ? "" : " (not about this option)"}`]);
    const pick = (label, choices) => html`<${Select} id=${own + "-source"} label=${label} about=${about} value=${item.source} onChange=${x => set("source", x)} choices=${choices} />`;
    if (item.sort === "record" && records.length) return pick("Which entry?", records);
    if (item.sort === "research") return pick("Which study?", named);
    return item.sort && html`<${TextLine} id=${own + "-source"} label=${item.sort === "person" ? "Who said it, and when?" : "Which paper, of which date?"} about=${about} value=${item.source} onInput=${x => set("source", x, true)} />`;
  }

  function Limits({sitting, item, about, own, set}) {
    const study = sitting.material.evidence?.find(x => x.id === item.source);
    if (!study) return null;
    return html`<p><strong>How strong it is:</strong> ${study.design}. <strong>Who the children were:</strong> ${study.population}, ${[study.country, study.period].filter(Boolean).join(", ")}. <strong>What it cannot tell you:</strong> ${study.limits}</p>
      <${TextArea} id=${own + "-limits"} label="How are its children like or unlike this child, and what does that leave open?" about=${about} rows=${2} value=${item.limits} onInput=${x => set("limits", x, true)} />`;
  }

  return {Evidence};
}
