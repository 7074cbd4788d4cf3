// A chronology: records are chosen from the file and put in the participant's own words, dated only as far as is known.
// What the page opens with is here; the form of an entry and the other parts are in more.js.
import {whenOf} from "./view/dates.js";
import {basics} from "./view/basics.js";
import {blankDraft, isBlank, short} from "./view/words.js";
import {NO_FILTER, filterParts} from "./view/filters.js";
import {stateParts} from "./view/state.js";
import {fileScreen} from "./view/file.js";
import {addPair} from "./view/pairs.js";
import {buildScreen} from "./view/build.js";

export {ageWords, agesWords} from "./view/ages.js";
export {readWhen, sayRange, sayWhen} from "./view/dates.js";
export {gapsIn, inOrder} from "./view/order.js";

const NONE = [];
const VIEWS = [
  ["file", "The file"], ["build", "Build"], ["table", "Table"], ["apart", "Disagreements"], ["back", "Read it back"], ["story", "Read as a story"],
  ["patterns", "Patterns"], ["meaning", "Meaning"], ["rows", "In and out"],
];

export function view(kit, fetchMore) {
  const {html, useState, useRef, useEffect, useFocus, useMore, OnItsWay, Views, Inset, Button} = kit;
  const shared = basics(kit);
  Object.assign(shared, filterParts(kit, shared), stateParts(kit), {addPair});
  const {TheFile, RecordWords} = fileScreen(kit, shared), {Build} = buildScreen(kit, shared), {Head} = shared;
  const FIRST = {file: TheFile, build: Build};
  let made = null;
  const fetchScreens = () => fetchMore().then(module => made ??= module.more(kit, {...shared, RecordWords}));

  return function Chronology({definition, material, value, change, say, id, readFile = null}) {
    const root = useRef(), focus = useFocus(root);
    const alias = value.alias.trim(), filed = material.case?.events ?? NONE;
    const person = alias ? undefined : material.case?.people.find(p => p.id === definition.child);  // an answer with an alias is about that child
    const [shown, setShown] = useState(filed.length && !value.entries.length ? "file" : "build"), [filter, setFilter] = useState(NO_FILTER);
    const [writing, setWriting] = useState(false), [busy, setBusy] = useState(false);
    const called = material.followed == null ? alias || definition.called || person?.name : material.followed.trim() || alias;
    const child = called || "the child", born = person?.born ? whenOf(person.born) : value.born;
    // looking on needs neither the form nor the other parts: they are asked for at the first touch, before the line can go
    const [touched, setTouched] = useState(false), touch = () => setTouched(true), isLater = writing || !FIRST[shown], sought = useRef(".ch-head");
    const [screens, late] = useMore(fetchScreens, touched || isLater);
    // whoever went on before the rest had come stood on a title until now
    useEffect(() => { if (screens && isLater && document.activeElement === document.body) focus(sought.current); }, [screens]);
    const seek = selector => { sought.current = selector; focus(selector); };
    const go = (view, selector = ".ch-head") => { setShown(view); setWriting(false); seek(selector); };
    const latest = useRef();
    latest.current = {value, change};              // an entry that is not made again still opens, and adds to, what is there now
    const open = recipe => {
      const {value, change} = latest.current;
      const half = !isBlank(value.draft), same = recipe?.editing && recipe.editing === value.draft.editing;
      setBusy(half && !!recipe && !same); setWriting(true); seek(".ch-head");
      if (recipe && !half) change("start an entry", b => { b.draft = {...blankDraft(), ...recipe}; });
    };
    const close = selector => {
      document.activeElement?.blur();              // while nothing has changed yet: a form that goes with the focus in it is first laid out again
      setWriting(false); focus(selector || ".ch-head");
    };
    const desk = {latest, definition, material, value, filed, person, child, born, change, say, id, go, open, close, focus, busy, filter, setFilter, readFile, screens, late, touch};
    const part = filed.length || shown !== "file" ? shown : "build", Shown = writing ? screens?.Editor : FIRST[part] ?? screens?.[part];
    return html`<div class="ch" ref=${root} onfocusin=${touch} onpointerdown=${touch}>
      <${Views} label="Parts of the chronology" current=${writing ? "" : shown} onChange=${view => go(view)} views=${VIEWS.slice(filed.length ? 0 : 1)} />
      ${!writing && !isBlank(value.draft) && html`<${Inset}><p><strong>An entry is half made</strong>${value.draft.what && html`: ${short(value.draft.what)}`}. Your words are kept.</p>
        <${Button} onClick=${() => open()}>Go on with it<//><//>`}
      ${Shown ? html`<${Shown} ...${desk} />` : html`<${Head}>${writing ? "An entry" : VIEWS.find(([key]) => key === part)[1]}<//><${OnItsWay} what=${writing ? "The form" : "This part"} late=${late} />`}</div>`;
  };
}
