// What is folded away when the page opens, the boxes of a date or a stretch of one's own, and what is asked of a child the participant follows.
import {entriesOf} from "./view/entries.js";
import {stagesOf} from "./view/stages.js";
import {boxesOf} from "./view/boxes.js";
import {betweenOf} from "./view/between.js";
import {ownOf} from "./view/own.js";
import {followedOf} from "./view/followed.js";
import {episodesOf} from "./view/episodes.js";

export function more(kit, {words, sortOf}) {
  const boxes = {...boxesOf(kit), ...betweenOf(kit, words)};
  return {ownOf, ...boxes, ...entriesOf(kit, words), ...stagesOf(kit, words, sortOf), ...followedOf(kit, words, boxes), ...episodesOf(kit, words)};
}
