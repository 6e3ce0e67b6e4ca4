import { expect, test } from "vitest";
import { evidenceList } from "../../contract/evidence.ts";
import type { Operation, Role } from "../../contract/operation.ts";
import { authorize } from "./authorize.ts";

const operation = (role: Operation["role"], kind: Operation["kind"]) => ({ ...evidenceList, role, kind }) as Operation;
const may = (caller: Role, required: Operation["role"], kind: Operation["kind"] = "read") => {
  try {
    authorize(operation(required, kind), [caller]);
    return true;
  } catch {
    return false;
  }
};

test("each role may do what the roles below it may", () => {
  const steps = ["viewer", "advisor", "admin", "owner"] as const;
  for (const [have, role] of steps.entries()) {
    for (const [need, required] of (["viewer", "advisor", "admin"] as const).entries()) {
      expect(may(role, required, "write"), `${role} → ${required}`).toBe(have >= need);
    }
  }
});

test("compliance reads what others read and writes only its own records", () => {
  expect(may("compliance", "viewer")).toBe(true);
  expect(may("compliance", "advisor")).toBe(true);
  expect(may("compliance", "advisor", "write")).toBe(false);
  expect(may("compliance", "compliance", "write")).toBe(true);
  expect(may("compliance", "admin")).toBe(false);
});

test("not even an owner reads the audit log without compliance's role", () => {
  expect(may("owner", "compliance")).toBe(false);
});
