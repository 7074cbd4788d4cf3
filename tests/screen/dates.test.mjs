// Dates and ages in words, on the same vectors as Python where Python has them.
import test from "node:test";
import assert from "node:assert/strict";
import {dateParts, dateProblem, daysBetween, parseIso, readDate, sayAge, sayDate} from "../../permanence_lib/screen/kit/dates.js";

const age = (born, at) => sayAge(parseIso(born), parseIso(at));

test("three boxes make a real date or none", () => {
  assert.equal(readDate({day: "31", month: "2", year: "2024"}), null);
  assert.equal(readDate({day: "29", month: "2", year: "2024"}), "2024-02-29");
  assert.equal(readDate({day: "29", month: "2", year: "2023"}), null);
  assert.equal(readDate({day: " 1", month: "02", year: "2024 "}), "2024-02-01");
  assert.equal(readDate({day: "1", month: "2", year: "24"}), null);
  assert.equal(readDate({day: "٣", month: "2", year: "2024"}), null);
  assert.equal(readDate({day: "012", month: "2", year: "2024"}), null);
  assert.equal(readDate({day: "1", month: "1", year: "0000"}), null);
});

test("what is wrong with a date is said in words", () => {
  assert.equal(dateProblem({day: "", month: "", year: ""}, "The date"), "");
  assert.equal(dateProblem({day: "3", month: "", year: ""}, "The date"), "The date must include a month and a year");
  assert.match(dateProblem({day: "31", month: "2", year: "2024"}, "The date"), /real date/);
});

test("ages are said as families say them", () => {
  assert.equal(age("2025-05-12", "2025-05-12"), "0 weeks");
  assert.equal(age("2025-05-12", "2025-07-03"), "7 weeks");
  assert.equal(age("2025-05-12", "2025-08-12"), "3 months");
  assert.equal(age("2025-05-12", "2026-05-12"), "1 year");
  assert.equal(age("2024-02-29", "2025-02-28"), "11 months");
  assert.equal(age("2020-01-31", "2024-03-30"), "4 years 1 month");
  assert.equal(age("2025-05-12", "2025-04-28"), "2 weeks before birth");
});

test("a clock change moves no day", () => {
  assert.equal(daysBetween(parseIso("2025-03-29"), parseIso("2025-03-31")), 2);
  assert.equal(sayDate(parseIso("2024-11-18")), "18 November 2024");
});

test("an ISO day fills the boxes, and nothing leaves them empty", () => {
  assert.deepEqual(dateParts("2024-03-05"), {day: "5", month: "3", year: "2024"});
  assert.deepEqual(dateParts(""), {day: "", month: "", year: ""});
});
