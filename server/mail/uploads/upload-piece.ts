/** Large enough that rows are few, small enough that memory and one statement hold a few of them. */
export const pieceBytes = 1024 * 1024;

/** What a piece's cipher is bound to: no piece opens in another's place. */
export const placeOf = (uploadId: string, number: number): readonly string[] => [
  "mail_upload",
  uploadId,
  String(number),
];
