/** What is chosen in the graph, in the picture and in the list alike. */
export type Selection =
  | { readonly kind: "entity"; readonly id: string }
  | { readonly kind: "relation"; readonly id: string };
