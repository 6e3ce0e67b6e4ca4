/** Words the generator of synthetic mailboxes draws from. */
export const surnames = (
  "Abbott Acosta Adair Bagley Baptiste Barros Becker Bellamy Bianchi Boateng Brandt Calloway Castellanos Chaudhry Chen Choi Cisneros " +
  "Corrigan Dacosta Dalton Danforth Delacroix Diallo Dimitrov Donnelly Duarte Eastman Eklund Engstrom Farouk Fairchild Ferreira Fitzgerald " +
  "Fontaine Gallagher Ganesan Garrity Goldberg Granger Haas Hagan Halloran Hashimoto Hensley Hoang Holloway Ibarra Ingram Ivanova Jaffe " +
  "Jankowski Kaplan Karimi Keller Kimura Kovacs Lachance Lindqvist Lombardi Maddox Mahoney Mbeki Mercado Moreau Nakamura Navarro Novak " +
  "Obrien Okafor Olsen Pacheco Park Pellegrino Quigley Quispe Rahman Reinhardt Rosales Sandoval Santoro Sato Schaefer Sorensen Stavros " +
  "Tanaka Tran Underhill Valdez Vandermeer Vargas Wagner Whitaker Yamada Yilmaz Zamora Zielinski"
).split(" ");

export const firstNames = (
  "Aaron Abigail Adrian Alice Amelia Andre Angela Anika Arthur Beatriz Benjamin Bianca Carla Carlos Cecilia Claudia Daniel Deborah Dmitri " +
  "Edith Eduardo Elias Emma Esther Fatima Felix Fiona George Gloria Hannah Hector Helen Hiro Ingrid Isaac Ivan Jasmine Jerome Joanna Jorge " +
  "Julia Karim Keiko Laura Leon Lucia Magnus Maria Martin Mei Miriam Nadia Nathan Nina Oscar Pablo Patricia Quentin Rachel Rafael Rosa " +
  "Samuel Selma Simon Sofia Stefan Tamar Teresa Theo Ulrich Valerie Victor Wanda Wei Yusuf Zoe"
).split(" ");

export const places = ["Dayton", "Fort Wayne", "Muncie", "Bloomington", "Lafayette", "Evansville", "Carmel", "Kokomo"];

/** What clients write about and what the firm answers. Braces are filled per family. */
export const topics = [
  {
    subject: "Roth conversion this year",
    letter:
      "I'd like to move {amount} from my traditional IRA ending {ira} at Schwab into a Roth before December {day}. Could you send me a worksheet that shows the tax?",
    answer:
      "Devon will send you the Roth worksheet by the {day}th. Please check the bracket with your CPA before we move anything.",
  },
  {
    subject: "Selling the house",
    letter:
      "{spouse} and I have decided to sell the house in {place} and the closing is set for March {day}. The proceeds, about {amount}, should go into the joint brokerage account at Schwab ending {joint}.",
    answer:
      "Thank you for letting me know. I'll watch for the {amount} in the joint account ending {joint} after the closing.",
  },
  {
    subject: "News about our daughter",
    letter:
      "Our daughter {child} is getting married on September {day}, and we promised her {amount} toward the wedding.",
    answer: "What lovely news! Devon will move the {amount} into a money market fund this week.",
  },
  {
    subject: "Annual review",
    letter:
      "Could we meet on Tuesday, February {day} at 10 am for the annual review? Please send me the agenda beforehand.",
    answer:
      "The {surname} annual review is set for February {day} at 10:00 am in our office. Please bring your budget.",
  },
  {
    subject: "Retirement date",
    letter: "I plan to retire on June {day}, 2026. What should I do with my 401(k), about {amount}, at Fidelity?",
    answer:
      "Congratulations! Let's leave the 401(k) where it is until you have retired and decide together at the review.",
  },
  {
    subject: "Charity",
    letter: "We want to give {amount} to the {place} Community Foundation over the next five years. How do we begin?",
    answer: "I'll ask Devon to draft a giving plan by the {day}th, and we can talk it over at the annual review.",
  },
];
