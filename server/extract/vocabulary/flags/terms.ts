/** Expressions that several categories of flags share. */
export const product =
  "(?:products?|funds?|annuit(?:y|ies)|portfolios?|investments?|strateg(?:y|ies)|polic(?:y|ies)|notes?|returns?|opportunit(?:y|ies)|stocks?|bonds?|etfs?|income|performers?|performing|vehicles?|contracts?|yields?|rates?|ideas?|managers?|solutions?|deals?|trades?|plays?|bets?)";
export const money = "(?:\\$\\s?\\d[\\d,.]{0,16}|\\d{1,9}(?:\\.\\d{1,9})?\\s?(?:%|percent))";
export const family =
  "(?:my (?:son|daughter|kids|children|sister|brother|niece|nephew|family)|the (?:kids|children|family|others|rest)|him|her|them|anyone|anybody|(?-i:[A-Z])[a-z]+)";
