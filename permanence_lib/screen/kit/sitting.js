// One exercise on the page: its answer, undo and redo, and its link to the kernel, without anything that is shown.
import {html, useEffect, useRef} from "../vendor/preact-htm.js";
import {Button} from "./parts.js";
import {answerIn, bytesOf, handOver, readAsBase64} from "./files.js";
import {Saving, draftsIn} from "./saving.js";
import {altered} from "./altering.js";
import {parseIso, sayDate} from "./dates.js";

let count = 0;
let forgetting = false; // everything was erased: no exercise of this page keeps a draft any more
const UNDO_STEPS = 100;
const FACTS_AGAIN = 5000; // ms

/** Somebody at one exercise. Views call `change`. */
export class Sitting {
  constructor({model, material, part}, announce) {
    Object.assign(this, {model, given: material, part, announce, past: [], future: [], watchers: new Set(), notes: {}, id: `ap${++count}`});
    this.frame = model.get("frame");
    const storage = {local: "localStorage", nowhere: ""}[this.frame.drafts] ?? "sessionStorage";
    try { this.place = globalThis[storage]; } catch { this.place = null; }
    this.listen = message => this.told(message);
    model.on("msg:custom", this.listen);
    this.open(this.frame.case_title ? this.chosen().get() : "case");
  }

  /** Take up the answer about one child: the case's, or the one the participant follows. None: whichever came last. */
  open(child) {
    Object.assign(this, {child, facts: null, past: [], future: [], notes: {example: this.notes.example}});
    this.saving = new Saving({
      empty: this.model.get("empty"),
      send: message => this.model.send(this.child ? {...message, child: this.child} : message),
      drafts: {get: () => this.draft().get(), set: text => forgetting || this.draft().set(text), drop: () => this.draft().drop()},
      changed: message => this.heard(message),
      stuck: () => this.tell("ap:stuck"),
      writer: windowName(),
    });
  }

  /** What the answer is kept under: w15a2, or w15a2:followed. */
  get slot() { return this.child === "followed" ? `${this.frame.id}:followed` : this.frame.id; }
  get key() { return `permanence:${this.frame.who}:${this.frame.id}`; }
  draft() { return draftsIn(this.place, this.child === "followed" ? `${this.key}:followed` : this.key); }

  /** Everything was erased: what this browser keeps of it goes, and no exercise of this page puts anything down again. */
  forget() {
    forgetting = true;
    for (const key of Object.keys(this.place ?? {})) if (key.startsWith(`permanence:${this.frame.who}:`)) this.place.removeItem(key);
  }

  /** Which child this page was last turned to. */
  chosen() { return draftsIn(this.place, `${this.key}:child`); }

  /** Change to the other child's answer, once this one is safe. */
  async turnTo(child) {
    if (child === this.child) return;
    this.saving.push();
    for (let tries = 0; this.saving.isDirty() && tries < 30; tries += 1) await new Promise(go => setTimeout(go, 100));
    if (this.saving.isDirty()) {
      this.announce("Your words here are not saved yet, so the page stays where it is. Try again in a moment.", 0);
      this.repaint();
      return;
    }
    const asked = this.notes.sources;
    this.saving.close();
    this.chosen().set(child);
    this.open(child);
    if (asked) this.askSources();
    this.repaint();
  }

  get value() { return this.saving.held?.value; }
  get done() { return !!this.saving.held?.done; }

  tell(type, detail = {}) { document.dispatchEvent(new CustomEvent(type, {detail: {id: this.frame.id, ...detail}})); }

  heard(message) {
    if (message && ["opened", "saved"].includes(message.kind)) {
      this.notes.progress = message.progress;
      if (message.kind === "opened") this.notes.earlier = message.earlier;
    }
    const {state} = this.saving;
    if (state !== this.spoken) this.speak(state);
    this.tell(this.saving.looksDirty() ? "ap:unsaved" : "ap:saved", {progress: this.notes.progress, done: this.done, revision: this.saving.base});
    this.repaint();
  }

  /** Everything the kernel says. The printed form, the worked example and earlier work come when they are asked for. */
  told(message) {
    if (message.child && this.child && message.child !== this.child) return;  // about the answer that was left
    if (message.kind === "opened" && message.child && (message.child !== this.child || message.alias !== this.alias)) Object.assign(this, {child: message.child, alias: message.alias, facts: null});
    this.saving.hear(message);
    if (message.kind === "brought") this.broughtIn(message);
    if (message.kind === "guard") this.guard(message);
    this.awaited?.get(message.id)?.(message);
    if (!["report", "example", "sources"].includes(message.kind)) return;
    this.notes[message.kind] = message[message.kind];
    this.repaint();
    this.arrived?.();
  }

  /** The printed form of what is on the screen, as far as it is saved; resolves when it has come, or after a while without it. */
  async fetchReport() {
    if (this.frame.practice) return;
    const wait = ms => new Promise(go => { this.arrived = go; setTimeout(go, ms); });
    this.saving.push();
    for (let tries = 0; this.saving.isDirty() && tries < 20; tries += 1) await wait(100);
    this.saving.tryToSend({kind: "report"});
    await wait(3000);
  }

  /** What the exercise stands on: for the followed child the alias takes the place of the case. */
  get material() {
    return this.facts ??= this.child === "followed" ? {...this.given, case: null, followed: this.alias ?? ""} : this.given;
  }

  /** Ask the kernel for something and wait for the answer to this very question. */
  ask(kind, given, wait = 20000) {
    const id = `${kind}-${Date.now()}-${Math.random()}`;
    this.awaited ??= new Map();
    return new Promise(go => {
      const done = message => { this.awaited.delete(id); go(message); };
      this.awaited.set(id, done);
      setTimeout(() => done({why: "The workbook did not answer. Your words are safe; try again in a moment."}), wait);
      this.saving.tryToSend({kind, id, ...given});
    });
  }

  /** What is on the screen as a file, in one of the forms offered. */
  async saveFile(which) {
    const {why, name, type, data} = await this.ask("file", {which, value: this.value, sure: true}, 60000);
    if (!why) handOver(name, type, bytesOf(data));
    return {why, name};
  }

  /** A file read by the kernel for this exercise's own view; null where there is no kernel. */
  get readFile() {
    if (!this.frame.reads_files) return null;
    return async file => {
      const {data, why} = await readAsBase64(file);
      return why ? {why} : this.ask("read-file", {name: file.name, data}, 60000);
    };
  }

  /** Take up an answer that was saved as a file: one step, to be undone like any other. */
  async openAnswer(file) {
    const text = await file.text().catch(() => ""), found = answerIn(text, this.frame.id);
    const {why, value} = found.why ? found : await this.ask("open-answer", {value: found.value});
    if (!why) this.change("open an answer file", () => value);
    return {why};
  }

  /** What may name a real person, shown by a module that comes only when there is something to show. */
  async guard({found, module}) {
    this.notes.found = found;
    if (module) this.Guard = (await this.part(module)).guard({html, useEffect, useRef, Button, sitting: this});
    this.repaint();
  }

  /** Do this with the answer as a file, or ask first: there may be a real person in it. */
  async leaving(act) {
    if (!this.frame.practice) await this.ask("look", {value: this.value}, 3000);
    if (this.notes.found?.length) { this.notes.leaving = act; this.repaint(); } else act();
  }

  async askFacts() {
    if (!this.frame.facts_later || this.facts_asked) return;
    this.facts_asked = true;
    try {
      Object.assign(this, {given: {...this.given, ...await this.part(this.frame.facts_later)}, facts: null, facts_here: true});
      this.repaint();
    } catch {                                      // the line is down: nobody else would ask again
      this.facts_asked = false;
      setTimeout(() => this.askFacts(), FACTS_AGAIN);
    }
  }

  askSources() { this.saving.tryToSend({kind: "sources"}); }

  /** Ask for the answer on the screen with earlier work added; it comes back whole, and is undone as one step. */
  bring(keys) {
    this.bringing = {id: `bring-${Date.now()}`, keys, text: this.saving.heldText};
    this.saving.tryToSend({kind: "bring", id: this.bringing.id, keys, value: this.value});
  }

  broughtIn({id, value, count, why}) {
    if (id !== this.bringing?.id) return;
    const {keys, text} = this.bringing;
    if (text !== this.saving.heldText) { this.bring(keys); return; }         // something was typed meanwhile
    if (count) this.change("bring in earlier work", () => value);
    this.announce(why || (count ? `Brought in: ${count} ${count === 1 ? "thing" : "things"}` : "Nothing was brought in"), 0);
  }

  askExample() { if (!this.notes.example) this.saving.tryToSend({kind: "example"}); }

  speak(state) {
    this.spoken = state;
    if (["unsaved", "refused", "conflict"].includes(state)) this.announce(saveWords(this), 0);
  }

  repaint() { for (const f of this.watchers) f(); }

  /** Change the answer. `recipe` gets a copy to alter. Steps with the same label and `merge` are undone together. */
  change(label, recipe, {merge = false} = {}) {
    if (!this.saving.held) return;
    const last = this.past.at(-1);
    if (!(merge && last?.label === label && !this.future.length)) this.past.push({label, value: this.value});
    if (this.past.length > UNDO_STEPS) this.past.shift();
    this.future = [];
    this.notes.report = null;                      // no longer what is on the screen
    this.saving.edited({value: altered(this.value, recipe), done: this.done});
    this.repaint();
  }

  finish(done) {
    this.saving.edited({value: this.value, done});
    this.announce(done ? "Marked as finished" : "Marked as not finished", 0);
    this.repaint();
  }

  step(from, to, word) {
    const step = from.pop();
    if (!step) { this.announce(`Nothing to ${word}`, 0); return; }
    to.push({label: step.label, value: this.value});
    this.saving.edited({value: step.value, done: this.done});
    this.announce(`${word === "undo" ? "Undone" : "Put back"}: ${step.label}`, 0);
    this.repaint();
  }

  undo() { this.step(this.past, this.future, "undo"); }
  redo() { this.step(this.future, this.past, "redo"); }

  choose(which) {
    const label = which === "mine" ? "keep the words on this page" : "use the other version";
    this.past.push({label, value: this.value});
    this.saving.choose(which);
    this.announce(which === "mine" ? "The words on this page are kept on top" : "The other version is used; yours is kept in the history", 0);
  }

  close() {
    this.saving.close();
    this.model.off("msg:custom", this.listen);
  }
}

/** A name for this window that outlives a reload but not the window. */
function windowName() {
  const key = "permanence:window";
  try {
    if (!sessionStorage.getItem(key)) sessionStorage.setItem(key, String(Math.random()).slice(2));
    return sessionStorage.getItem(key);
  } catch { return ""; }
}

/** When something was saved, in the reader's own time. */
export function sayWhen(iso) {
  const at = new Date(iso), now = new Date();
  const clock = at.toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit"});
  if (at.toDateString() === now.toDateString()) return `at ${clock}`;
  return `on ${sayDate(parseIso(`${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`))} at ${clock}`;
}

const WORDS = {
  opening: () => "Opening your answer…",
  late: () => "Your answer has not arrived yet. It is safe. If this stays, reload the page; in JupyterLab choose Run, then Run All Cells.",
  new: () => "Nothing written yet. Your words are saved as you go.",
  saving: () => "Saving…",
  saved: ({saving, frame}) => `${saving.restored ? "Restored what you had typed. " : ""}${frame.kept_words ?? "Saved"} ${saving.at ? sayWhen(saving.at) : ""}`,
  unsaved: ({saving, frame}) => `Not saved yet. ${saving.why || ""} ${frame.drafts === "local"
    ? "Your words are kept on this computer and saving is tried again by itself."
    : "Your words are kept in this tab: leave it open. Saving is tried again by itself."}`,
  refused: ({saving}) => `Not saved. ${saving.why}`,
  conflict: () => "Two versions: nothing is saved until you choose.",
};

/** How saving stands, in words. */
export const saveWords = sitting => WORDS[sitting.saving.state](sitting);
