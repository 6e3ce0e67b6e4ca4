/** A North American or international telephone number as people write it. A new expression each time: it keeps state. */
export const phonePattern = (): RegExp =>
  /(?<![\d-])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\d-])|\+\d{1,3}(?:[\s.-]?\d{2,4}){3,4}(?!\d)/g;
