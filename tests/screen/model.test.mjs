// A question that was answered before it was put, by the model that stands for a widget.
import test from "node:test";
import assert from "node:assert/strict";
import {Model} from "../../permanence_lib/screen/template/static/model.js";

const hello = {kind: "hello", child: "case"}, answer = {kind: "opened", revision: 2};

function told(foreseen) {
  const sent = [], heard = [];
  const model = new Model("w16a1", {state: {}}, {comm: (_id, data) => sent.push(data.content), isOpen: () => true, expect() {}}, {});
  model.on("msg:custom", (message) => heard.push(message));
  model.foresee(foreseen);
  return {model, sent, heard};
}

test("it is answered without travelling, once, and as one that was foreseen", async () => {
  const {model, sent, heard} = told({question: hello, answers: [answer]});
  model.send(hello);
  await null;
  assert.deepEqual([sent, heard], [[], [{...answer, foreseen: true}]]);
  model.send(hello);
  assert.deepEqual([sent, heard.length], [[hello], 1]);
});

test("any other question travels", () => {
  const {model, sent} = told({question: hello, answers: [answer]});
  model.send({...hello, child: "followed"});
  assert.deepEqual(sent, [{...hello, child: "followed"}]);
});
