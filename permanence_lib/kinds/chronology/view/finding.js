// What reading a chronology back has found: a rule, the entries it rests on, the facts its question names.
import {dayNumber} from "./dates.js";

/** `key` stays the same while the entry that gave rise to it stays; `facts` fill the places of the rule's question. */
export const finding = (rule, anchor, lines, facts = {}) => ({rule, key: `${rule}:${anchor}`, entries: [...new Set(lines.map(line => line.id))], facts});

/** Whole days that surely lie between two entries: from the end of one to the beginning of the other. */
export const daysFrom = (earlier, later) => earlier.end && later.first ? dayNumber(later.first) - dayNumber(earlier.end) : 0;

/** Those that do not end before the child was born. */
export const sinceBirth = (lines, born) => lines.filter(line => !(born && line.end && line.end < born));

export const isNear = (one, other, weeks) => !!(one.first && other.first) && Math.abs(dayNumber(one.first) - dayNumber(other.first)) <= weeks * 7;
