/** What a field of a log event may hold. There is no kind for text: what cannot be declared cannot be logged. */
export type Field<T> = { readonly accepts: (value: unknown) => boolean; readonly example?: T };

/** A uuid or a trace id: names a thing without describing it. */
export const idField: Field<string> = {
  accepts: (value) => typeof value === "string" && /^[0-9a-f-]{8,36}$/.test(value),
};

export const countField: Field<number> = { accepts: (value) => Number.isSafeInteger(value) };

export const durationMsField: Field<number> = { accepts: (value) => typeof value === "number" && value >= 0 };

/** A file of this repository and a line in it: where something unexpected was thrown. */
export const codeLocationField: Field<string> = {
  accepts: (value) => typeof value === "string" && /^[\w@./-]{1,200}:\d+:\d+$/.test(value),
};

/** One of a closed set, known when the program was written. */
export const oneOf = <const T extends string>(values: readonly T[]): Field<T> => ({
  accepts: (value) => values.some((allowed) => allowed === value),
});
