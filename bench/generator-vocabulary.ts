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

/** Names of one culture, as its families in America write them. */
export const cultures = [
  { surnames: "Okafor|Adeyemi|Nwosu", female: "Ngozi|Amara|Folake", male: "Emeka|Tunde|Chidi" },
  { surnames: "Núñez|Herrera|de la Cruz", female: "Marisol|Ximena|Lucía", male: "Joaquín|Rodrigo|Esteban" },
  { surnames: "Nguyen|Tran|Pham", female: "Linh|Thuy|Huong", male: "Minh|Quang|Duc" },
  { surnames: "Kowalczyk|Wiśniewski|Zieliński", female: "Halina|Agnieszka|Bożena", male: "Łukasz|Zbigniew|Tadeusz" },
  { surnames: "Krishnan|Venkataraman|Deshpande", female: "Lakshmi|Meenakshi|Anjali", male: "Suresh|Prakash|Vikram" },
  { surnames: "Van der Berg|Hoekstra|Dykstra", female: "Annelies|Marieke|Saskia", male: "Pieter|Willem|Joost" },
  { surnames: "Takahashi|Yamamoto|Fujimoto", female: "Haruko|Michiko|Yuki", male: "Kenji|Takeshi|Hiroshi" },
  { surnames: "Haddad|Khoury|Rahmani", female: "Leila|Samira|Yasmin", male: "Tariq|Bassam|Farid" },
  { surnames: "MacAllister|O'Rourke|Whitcombe", female: "Margaret|Eleanor|Siobhan", male: "Declan|Duncan|Robert" },
  { surnames: "Rosenthal|Lindqvist|Papadakis", female: "Miriam|Astrid|Eleni", male: "Ezra|Anders|Kostas" },
].map(({ surnames, female, male }) => ({
  surnames: surnames.split("|"),
  female: female.split("|"),
  male: male.split("|"),
}));

/**
 * What clients write about and what the firm answers. Braces are filled per family; `[sale:sell the house]` marks the words that
 * a careful associate would underline for the thing of that name, and is written without the mark.
 */
export const topics = [
  {
    subject: "Roth conversion this year",
    letter:
      "I'd like to move {amount} from my [ira:traditional IRA ending {ira}] at [schwab:Schwab] into a [roth:Roth] before December {day}. [worksheet:Could you send me a worksheet that shows the tax?]",
    answer:
      "[worksheet:[devon:Devon] will send you the [roth:Roth] worksheet] by the {day}th. [bracket:Please check the bracket with your CPA] before we move anything.",
  },
  {
    subject: "Selling the house",
    letter:
      "My wife [spouse:{spouse}] and I have decided to [sale:sell the house] in {place} and the closing is set for March {day}. The proceeds, about {amount}, should go into the [joint:joint brokerage account] at [schwab:Schwab] ending {joint}.",
    answer:
      "Thank you for letting me know. I'll watch for the {amount} in the [joint:joint account ending {joint}] after the closing.",
  },
  {
    subject: "News about our daughter",
    letter:
      "Our daughter [child:{child}] is [wedding:getting married] on September {day}, and we promised her {amount} toward the wedding.",
    answer: "What lovely news! [fund:[devon:Devon] will move the {amount} into a money market fund] this week.",
  },
  {
    subject: "Annual review",
    letter:
      "Could we meet on {weekday}, February {day} at 10 am for the [review:annual review]? [agenda:Please send me the agenda] beforehand.",
    answer:
      "I have a room for the [household:{surname} family]. Your [review:annual review] is set for February {day} at 10:00 am in our office. [budget:Please bring your budget].",
  },
  {
    subject: "Retirement date",
    letter:
      "I plan to [retirement:retire on June {day}, 2026]. What should I do with my [plan:401(k)], about {amount}, at [fidelity:Fidelity]?",
    answer:
      "Congratulations! Let's leave the [plan:401(k)] where it is until you have retired and decide together at the review.",
  },
  {
    subject: "Charity",
    letter:
      "We want to [gift:give {amount} to the [charity:{place} Community Foundation]] over the next five years. How do we begin?",
    answer:
      "I'll ask [devon:Devon] to [giving:draft a giving plan] by the {day}th, and we can talk it over at the annual review.",
  },
];
