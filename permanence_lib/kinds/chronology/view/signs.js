// What an entry's own words give away: phrases found in it, the signs it bears, the people it names. model/signs.py does the same.
import {spanOf} from "./dates.js";

const DENIALS = new Set(["not", "no", "never", "nor", "nobody", "without", "cannot"]);

/** Words in small letters without signs, one space round each; _ where a sentence or clause ends. */
export function plainWords(text) {
  const broken = text.toLowerCase().replace(/[’']/g, "").replace(/[.,;:!?]/g, " _ ");
  return ["", ...broken.match(/[a-z0-9]+|_/g) ?? [], ""].join(" ");
}

/** Whether a phrase is said in plain words, and not denied just before. */
export function phraseIn(words, phrase) {
  const needle = phrase.endsWith("*") ? ` ${phrase.slice(0, -1)}` : ` ${phrase} `;
  let at = words.indexOf(needle);
  if (at < 0) return false;
  if (phrase.split(" ").some(word => DENIALS.has(word))) return true;
  for (; at >= 0; at = words.indexOf(needle, at + 1)) {
    const before = words.slice(words.lastIndexOf("_", at - 1) + 1, at).split(" ").filter(Boolean).slice(-3);
    if (!before.some(word => DENIALS.has(word))) return true;
  }
  return false;
}

/** An entry as it is read back: its days where it has any, and its words made plain once. */
export class Line {
  constructor(entry, reads) {
    Object.assign(this, {entry, reads, id: entry.id, said: plainWords(entry.what), toldBy: plainWords(`${entry.source} ${entry.said_by}`)});
    const {first, last, end} = spanOf(entry);
    Object.assign(this, {first, last, end, whole: `${this.said}_ _ _${this.toldBy}`, spoken: !!entry.child_words.trim(), found: {}});
  }

  /** The first phrase of a cue that is in what happened, or nothing. */
  says(cue) { return this.found[cue] ??= (this.reads.cues[cue] ?? []).find(phrase => phraseIn(this.said, phrase)) ?? ""; }

  saysAny(phrases) { return phrases.some(phrase => phraseIn(this.said, phrase)); }

  /** Whether its category or a tag stands for a sign. */
  marked(sign) {
    const stands = this.reads.stands_for[sign] ?? [];
    return stands.includes(this.entry.category) || this.entry.tags.some(tag => stands.includes(tag));
  }

  /** Whether it is marked with a sign, or its words or its source give it away. */
  bears(sign) { return this.marked(sign) || (this.reads.cues[sign] ?? []).some(phrase => phraseIn(this.whole, phrase)); }

  /** Whether it records a plan: by its category or tags, or by its words where it has no category. */
  get isPlan() { return this.marked("plan") || !this.entry.category && this.bears("plan"); }

  /** Whether something good is marked, or told in what happened, in the child's own words or in what it meant. */
  get good() {
    const told = plainWords(`${this.entry.what}. ${this.entry.child_words}. ${this.entry.meaning}`);
    return this.marked("good") || (this.reads.cues.good ?? []).some(phrase => phraseIn(told, phrase));
  }

  /** Whether the participant has said what it meant, or what to make of it. */
  get explained() { return !!(this.entry.meaning.trim() || (this.entry.analysis ?? "").trim()); }
}

const LETTERS = /\p{L}+/gu;
const isName = word => word.length >= 3 && word[0] !== word[0].toLowerCase() && word.slice(1) === word.slice(1).toLowerCase();
const OPENS = /[.!?:;“‘"(\n]$/;

/** Words that begin with a capital letter, and whether a sentence opens with them. */
function capitals(text) {
  return [...text.matchAll(LETTERS)].filter(found => isName(found[0])).map(found => {
    const before = text.slice(0, found.index).replace(/ +$/, "");
    return [found[0], !before || OPENS.test(before)];
  });
}

/** Whom the entries name: kin by one word each, and names, as far as capital letters show them. */
export class People {
  constructor(lines, child) {
    const reads = lines[0]?.reads ?? {kin: {}, not_names: []};
    this.kin = reads.kin;
    const notNames = new Set([...reads.not_names, ...child.match(LETTERS) ?? []]);
    const found = lines.map(line => capitals(line.entry.what));
    const inside = new Set(found.flatMap(names => names.filter(([, opens]) => !opens).map(([name]) => name)));
    const small = new Set(lines.flatMap(line => (line.entry.what.match(LETTERS) ?? []).filter(word => word === word.toLowerCase())));
    const isPerson = name => inside.has(name) && !notNames.has(name) && !small.has(name.toLowerCase());
    this.of = new Map(lines.map((line, n) => [line.id, new Set([...this.kinIn(line), ...found[n].map(([name]) => name).filter(isPerson)])]));
    this.count = {};
    for (const names of this.of.values()) for (const name of names) this.count[name] = (this.count[name] ?? 0) + 1;
  }

  kinIn(line) { return Object.keys(this.kin).filter(kin => this.kin[kin].some(word => line.said.includes(` ${word} `))); }

  /** Whose offer or request it is: the last one named before the words of an offer, or named in a request. */
  whoAsks(line) {
    const names = [...this.of.get(line.id)], phrase = line.says("offer");
    if (phrase) {
      const before = names.map(name => [this.place(line, name), name]).filter(([at]) => at < line.said.indexOf(phrase));
      return before.sort(([a, x], [b, y]) => b - a || byLetters(y, x))[0]?.[1] ?? "";
    }
    return line.says("request") ? names.sort((a, b) => !!this.kin[a] - !!this.kin[b] || this.count[a] - this.count[b] || byLetters(a, b))[0] ?? "" : "";
  }

  place(line, name) {
    const at = (this.kin[name] ?? [name.toLowerCase()]).map(word => line.said.indexOf(` ${word}`)).filter(n => n >= 0);
    return at.length ? Math.min(...at) : line.said.length;
  }
}

const byLetters = (a, b) => a < b ? -1 : a > b ? 1 : 0;
