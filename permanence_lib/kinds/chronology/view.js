// A chronology: records are chosen from the file and put in the participant's own words, dated only as far as is known.
import {whenOf} from "./view/dates.js";
import {basics} from "./view/basics.js";
import {blankDraft, isBlank, short} from "./view/words.js";
import {NO_FILTER, filterParts} from "./view/filters.js";
import {stateParts} from "./view/state.js";
import {fileScreen} from "./view/file.js";
import {editorScreen} from "./view/editor.js";
import {addPair, sidesScreen} from "./view/sides.js";
import {buildScreen} from "./view/build.js";
import {tableScreen} from "./view/table.js";
import {bringingScreen} from "./view/bringing.js";
import {questionScreen} from "./view/questions.js";
import {storyScreen} from "./view/story.js";
import {patternScreens} from "./view/patterns.js";

export {ageWords, agesWords} from "./view/ages.js";
export {readWhen, sayRange, sayWhen} from "./view/dates.js";
export {gapsIn, inOrder} from "./view/order.js";
export {whenFromText} from "./view/cells.js";
export {readRows, textOfSheet, withoutIdentifiers} from "./view/rows.js";
export {csvOf, sheetRows} from "./view/sheet.js";
export {readBack} from "./view/readback.js";
export {phraseIn, plainWords} from "./view/signs.js";
export {dueDay} from "./view/timetable.js";

const NONE = [];
const VIEWS = [
  ["file", "The file"], ["build", "Build"], ["table", "Table"], ["apart", "Disagreements"], ["back", "Read it back"], ["story", "Read as a story"],
  ["patterns", "Patterns"], ["meaning", "Meaning"], ["rows", "In and out"],
];

export function view(kit) {
  const {html, useState, useRef, useFocus, Views, Inset, Button} = kit;
  const shared = basics(kit);
  Object.assign(shared, filterParts(kit, shared), stateParts(kit), {addPair});
  const {TheFile, RecordWords} = fileScreen(kit, shared);
  const {Editor} = editorScreen(kit, {...shared, RecordWords});
  const {Build} = buildScreen(kit, shared), {Table} = tableScreen(kit, shared), {Bringing} = bringingScreen(kit, shared);
  const {Disagreements} = sidesScreen(kit, shared), {Questions} = questionScreen(kit, shared), {Story} = storyScreen(kit, shared);
  const {Patterns, Meaning} = patternScreens(kit, shared);
  const SCREENS = {file: TheFile, build: Build, table: Table, apart: Disagreements, back: Questions, story: Story, patterns: Patterns, meaning: Meaning, rows: Bringing};

  return function Chronology({definition, material, value, change, say, id, readFile = null}) {
    const root = useRef(), focus = useFocus(root);
    const alias = value.alias.trim(), filed = material.case?.events ?? NONE;
    const person = alias ? undefined : material.case?.people.find(p => p.id === definition.child);  // an answer with an alias is about that child
    const [shown, setShown] = useState(filed.length && !value.entries.length ? "file" : "build"), [filter, setFilter] = useState(NO_FILTER);
    const [writing, setWriting] = useState(false), [busy, setBusy] = useState(false);
    const called = material.followed == null ? alias || definition.called || person?.name : material.followed.trim() || alias;
    const child = called || "the child", born = person?.born ? whenOf(person.born) : value.born;
    const go = (view, selector = ".ch-head") => { setShown(view); setWriting(false); focus(selector); };
    const latest = useRef();
    latest.current = {value, change};              // an entry that is not made again still opens, and adds to, what is there now
    const open = recipe => {
      const {value, change} = latest.current;
      const half = !isBlank(value.draft), same = recipe?.editing && recipe.editing === value.draft.editing;
      setBusy(half && !!recipe && !same); setWriting(true); focus(".ch-head");
      if (recipe && !half) change("start an entry", b => { b.draft = {...blankDraft(), ...recipe}; });
    };
    const close = selector => {
      document.activeElement?.blur();              // while nothing has changed yet: a form that goes with the focus in it is first laid out again
      setWriting(false); focus(selector || ".ch-head");
    };
    const desk = {latest, definition, material, value, filed, person, child, born, change, say, id, go, open, close, focus, busy, filter, setFilter, readFile};
    const Shown = SCREENS[filed.length || shown !== "file" ? shown : "build"];
    return html`<div class="ch" ref=${root}>
      <${Views} label="Parts of the chronology" current=${writing ? "" : shown} onChange=${view => go(view)} views=${VIEWS.slice(filed.length ? 0 : 1)} />
      ${!writing && !isBlank(value.draft) && html`<${Inset}><p><strong>An entry is half made</strong>${value.draft.what && html`: ${short(value.draft.what)}`}. Your words are kept.</p>
        <${Button} onClick=${() => open()}>Go on with it<//><//>`}
      ${writing ? html`<${Editor} ...${desk} />` : html`<${Shown} ...${desk} />`}</div>`;
  };
}
