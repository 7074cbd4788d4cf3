// The form of an entry, and all parts of a chronology but the file and the list of entries. They come at the first touch.
import {furtherScreen} from "./view/further.js";
import {editorScreen} from "./view/editor.js";
import {sidesScreen} from "./view/sides.js";
import {tableScreen} from "./view/table.js";
import {bringingScreen} from "./view/bringing.js";
import {questionScreen} from "./view/questions.js";
import {storyScreen} from "./view/story.js";
import {patternScreens} from "./view/patterns.js";
export {whenFromText} from "./view/cells.js";
export {readRows, textOfSheet, withoutIdentifiers} from "./view/rows.js";
export {csvOf, sheetRows} from "./view/sheet.js";
export {readBack} from "./view/readback.js";
export {phraseIn, plainWords} from "./view/signs.js";
export {dueDay} from "./view/timetable.js";

export function more(kit, shared) {
  const {Table} = tableScreen(kit, shared), {Bringing} = bringingScreen(kit, shared), {Disagreements} = sidesScreen(kit, shared);
  const {Questions} = questionScreen(kit, shared), {Story} = storyScreen(kit, shared), {Patterns, Meaning} = patternScreens(kit, shared);
  return {
    ...editorScreen(kit, shared), ...furtherScreen(kit),
    table: Table, apart: Disagreements, back: Questions, story: Story, patterns: Patterns, meaning: Meaning, rows: Bringing,
  };
}
