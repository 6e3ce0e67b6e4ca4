/** Who is who in the demonstration. All of it is invented. */
export const firm = { slug: "larkfield", name: "Larkfield Wealth" } as const;

/** The adviser who signs in, whose Google account may be read. */
export const elena = { name: "Elena Marsh", email: "elena@larkfield.example" } as const;

/** Her colleague, who unticks the box for reading mail when his account is linked. */
export const devon = { name: "Devon Reyes", email: "devon@larkfield.example" } as const;

export const ask = "Prepare me for the Thompson meeting on 2026-02-10";
