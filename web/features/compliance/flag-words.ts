import type { Output } from "../../../contract/catalogue.ts";

export type Flag = Output<"Compliance.Flags">["flags"][number];
export type Category = Flag["category"];
export type Decision = NonNullable<Flag["review"]>["decision"];

export const categoryWords: Readonly<Record<Category, string>> = {
  guarantee: "Guarantee",
  exaggeration: "Exaggeration",
  unbalanced: "Benefit without risk",
  tax_advice: "Tax advice",
  legal_advice: "Legal advice",
  performance_projection: "Projection of performance",
  off_channel: "Off-channel",
  confidential_info: "Confidential information",
  complaint: "Complaint",
  vulnerable_client: "Vulnerable client",
};

export const decisionWords: Readonly<Record<Decision, string>> = {
  cleared: "Cleared",
  follow_up: "To follow up",
  escalated: "Escalated",
};
